import Casework
import Foundation
import Rehearsal
import Testing

@testable import CaseStore

/// The short ways write what the synthesised ones would.
struct JSONTapeShortTests {
    private static let full = Mention(
        key: MentionKey(source: "crm", id: "\"1\""), text: "é\n{", postedAt: .halfPastTen,
        author: Author(handle: "@mara", name: "Mara", followers: 48_000, vip: true),
        url: "https://social.example/1", conversation: "c-77", inReplyTo: "7", language: "en",
        visibility: .followers,
        attachments: [
            Attachment(type: "image", url: "u", alt: "a"), Attachment(type: "file", url: ""),
        ], editedAt: .halfPastTen, deletedAt: .halfPastTen)

    private static var brief: CaseBrief {
        var matter = Case(
            id: CaseID(42), queue: "care", priority: .p1, points: -7, reasons: [],
            customer: full.author, conversation: nil, openedAt: .halfPastTen, mentions: [full])
        matter.holder = "dana"
        matter.heldSince = .halfPastTen
        matter.firstResponseDueAt = .halfPastTen
        matter.clock = ResponseClock(since: .halfPastTen, dueAt: .halfPastTen)
        matter.firstResponseAt = .halfPastTen
        return CaseBrief(matter, practice: true)
    }

    private func check<Value: Codable & Equatable>(_ value: Value) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try JSONTape.bytes(value)
        #expect(try JSONDecoder().decode(Value.self, from: Data(bytes)) == value)
        let ours = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        let sorted = try JSONSerialization.data(
            withJSONObject: ours, options: [.sortedKeys, .withoutEscapingSlashes])
        #expect(sorted == (try encoder.encode(value)))
    }

    @Test func `a mention with everything, and one with nothing`() throws {
        try check(Self.full)
        try check(Mention.said())
        try check([Self.full, .said()])
    }

    @Test func `a case in brief, full and empty, inside a notice`() throws {
        try check(Self.brief)
        let known = Acquaintance(cases: 2, latest: CaseID(41), reply: nil)
        try check(Notice.claimed(Self.brief, by: "dana", known: nil))
        try check(Notice.claimed(Self.brief, by: "dana", known: known))
        try check(Notice.released(Self.brief, by: "dana"))
        try check(Notice.noted(Self.brief, by: "dana"))
        var empty = Self.brief
        empty.holder = nil
        empty.heldSince = nil
        empty.dueAt = nil
        empty.answeredAt = nil
        empty.customer = Author(handle: "")
        try check(Notice.ring(empty, mention: .said()))
    }

    @Test func `facts that happen all day, full and empty`() throws {
        let reasons = [
            PointReason(points: 30, because: "VIP"),
            PointReason(points: -5, because: "mood", words: ["\"slow\"", "ü"]),
            PointReason(points: 1, because: "", words: []),
        ]
        let facts: [Fact] = [
            .opened(
                mention: Self.full, queue: "care", priority: .p1, points: -7, reasons: reasons,
                firstResponseDueAt: .halfPastTen, linkedTo: CaseID(41)),
            .opened(
                mention: .said(), queue: "care", priority: .p3, points: 0, reasons: [],
                firstResponseDueAt: nil, linkedTo: nil),
            .routed(queue: "care", because: "a \"rule\""), .claimed(holder: "dana"),
            .released(holder: "dana"), .released(holder: nil), .noted(text: "é\n"),
        ]
        for fact in facts { try check(fact) }
    }

    @Test func `an author and a key by themselves`() throws {
        try check(Self.full.author)
        try check(Self.full.key)
    }
}
