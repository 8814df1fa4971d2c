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
        try check(Notice.claimed(Self.brief, by: "dana", known: nil))
        var empty = Self.brief
        empty.holder = nil
        empty.heldSince = nil
        empty.dueAt = nil
        empty.answeredAt = nil
        empty.customer = Author(handle: "")
        try check(Notice.ring(empty, mention: .said()))
    }

    @Test func `an author and a key by themselves`() throws {
        try check(Self.full.author)
        try check(Self.full.key)
    }
}
