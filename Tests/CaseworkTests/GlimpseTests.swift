import Rehearsal
import Testing

@testable import Casework

@Suite struct GlimpseTests {
    private static let notes = [
        CaseNote(text: "line fault known", by: "bo", at: .halfPastTen + .minutes(9))
    ]

    private static let matter: Case = {
        var matter = Case(
            id: CaseID(42), queue: "care", priority: .p2, points: 0, reasons: [],
            customer: Author(handle: "@mara@social.example", name: "Mara M"), conversation: nil,
            openedAt: .halfPastTen,
            mentions: [
                .said(
                    "Third day without internet, and all the lights of my router are red", id: "1"),
                .said("Hello?", id: "2", at: .halfPastTen + .minutes(2)),
                .said("never mind the gone words", id: "3", at: .halfPastTen + .minutes(3)),
            ])
        matter.mentions[2].deletedAt = .halfPastTen + .minutes(4)
        var sent = Draft.written("An engineer looks at the router at four.", to: .said(id: "1"))
        sent.state = .sent
        sent.writtenAt = .halfPastTen + .minutes(5)
        var dropped = Draft.written("unsaid secret", revision: 2, to: .said(id: "1"))
        dropped.state = .voided
        matter.drafts = [sent, dropped]
        matter.tags = ["outage"]
        matter.links = ["CRM-1138"]
        return matter
    }()

    private func glimpse(_ typed: String) throws -> Glimpse? {
        try FindQuery(typed).glimpse(in: Self.matter, notes: Self.notes)
    }

    @Test(arguments: [
        ("router", Findable.Source.reply(by: "dana"), "An engineer"),
        ("router lights", .mention, "Third day without internet, and all the"),
        ("engineer", .reply(by: "dana"), "An engineer"), ("fault", .note(by: "bo"), "line fault"),
        ("#outage", .mention, "Hello?"), ("outage", .tag, "outage"), ("1138", .link, "CRM"),
        ("@mara", .mention, "Hello?"), ("mara", .mention, "Hello?"),
        ("@mara fault", .note(by: "bo"), "line fault"),
    ])
    func `shows the newest text with most of it`(
        typed: String, source: Findable.Source, begins: String
    ) throws {
        let glimpse = try #require(try glimpse(typed))
        #expect(glimpse.source == source)
        #expect(glimpse.excerpt.hasPrefix(begins), "\(glimpse.excerpt)")
    }

    @Test(arguments: ["gone words", "unsaid", "router zebra", "@bo", "#red", "hello no"])
    func `shows nothing where not all of it stands`(typed: String) throws {
        #expect(try glimpse(typed) == nil)
    }

    @Test func `a long text is shown around what was found`() throws {
        let text =
            String(repeating: "word ", count: 100) + "needle"
            + String(repeating: " end", count: 100)
        var matter = Self.matter
        matter.mentions = [.said(text, id: "1")]
        let glimpse = try #require(try FindQuery("needle").glimpse(in: matter, notes: []))
        #expect(glimpse.isCutBefore)
        #expect(glimpse.excerpt.hasPrefix("word word"))
        #expect(glimpse.excerpt.contains("needle end end"))
        #expect(glimpse.excerpt.count == FindQuery.excerptMax + 1)
        let first = try #require(try FindQuery("word").glimpse(in: matter, notes: []))
        #expect(!first.isCutBefore && first.excerpt.hasPrefix("word word"))
    }

    @Test func `in a text without spaces, too`() throws {
        var matter = Self.matter
        matter.mentions = [.said(String(repeating: "我", count: 300) + "路由器坏了", id: "1")]
        let glimpse = try #require(try FindQuery("路由器").glimpse(in: matter, notes: []))
        #expect(glimpse.excerpt == String(repeating: "我", count: FindQuery.lead) + "路由器坏了")
    }

    @Test func `every part of a case has its own place in the index`() {
        var matter = Self.matter
        matter.mentions = (0..<Case.mentionLimit).map { .said("m\($0)", id: "\($0)") }
        matter.drafts = (1...Case.draftLimit).map { revision in
            var draft = Draft.written("d\(revision)", revision: revision)
            draft.state = .sent
            return draft
        }
        let notes = (0..<5000).map { CaseNote(text: "n\($0)", by: nil, at: .halfPastTen) }
        let sheet = FindSheet(of: matter, notes: notes)
        #expect(sheet.entries.keys.allSatisfy { (0..<Findable.slotsMax).contains($0) })
        let words = Set(sheet.entries.values.map(\.words))
        #expect(words.isSuperset(of: ["m0", "m499", "d1", "d500", "n0", "n2895"]))
        #expect(sheet.entries.count == 1 + 500 + 500 + 2896)
    }
}
