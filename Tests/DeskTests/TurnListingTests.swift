import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// Many people, one answer: drafts that say the same share a card and are approved by one word.
@Suite(.timeLimit(.minutes(1)))
struct TurnListingTests {
    private static let outage = (try? CannedText("We are on it.")).map { text in
        CannedResponse(
            name: "outage", variants: [CannedResponse.Variant(language: nil, text: text)])
    }

    /// So many customers are told the same by dana, and wait.
    private func incident(
        of count: Int64, by author: (Int64) -> String = { _ in "dana" },
        keepsMessages: Bool = false,
        _ body: (DeskLife, _ cards: Int) async throws -> Void
    ) async throws {
        let bench = try DeskBench()
        try await bench.live({ plan in
            plan.settings.canned = [Self.outage].compactMap(\.self)
            if keepsMessages {
                plan.links = [ScriptedLink("office", clock: bench.clock, keepsMessages: true)]
            }
        }) { desk in
            for number in 1...count {
                let writer = author(number)
                _ = try await desk.take(.said("hello", id: "\(number)", by: "@c\(number)"))
                try await desk.ask("!c \(number)", by: writer, in: "#care")
                try await desk.ask("!canned outage \(number)", by: writer, in: "#care")
                let start = desk.link.posts.count
                try await desk.ask("!done \(number)", by: writer, in: "#care")
                try await desk.hears("#\(number) ", from: start, in: "#approvals")
            }
            try await desk.settle()
            desk.clock.advance(by: .seconds(1))
            try await body(desk, desk.link.posts.count)
        }
    }

    private func approvals(_ desk: DeskLife, from start: Int = 0) -> [Post] {
        desk.link.posts.entries.dropFirst(start).filter { $0.room == "#approvals" }
    }

    /// That customer writes once more.
    private func hold(the number: Int64, _ desk: DeskLife) async throws {
        _ = try await desk.take(
            Mention(
                key: MentionKey(source: "crm", id: "again"), text: "and now?",
                postedAt: desk.clock.now(), author: Author(handle: "@c\(number)"),
                inReplyTo: "\(number)"))
        try await desk.hears("is held", in: "#approvals")
        try await desk.settle()
        desk.clock.advance(by: .seconds(1))
    }

    @Test func `a sign on the card that is taken away calls all of them back`() async throws {
        try await incident(of: 3, keepsMessages: true) { desk, _ in
            let card = try #require(
                approvals(desk).first { $0.shape.signs.contains(MessagesTests.tick) })
            let message = try #require(desk.link.reference(of: card))
            let sign = desk.link.react(
                MessagesTests.tick, on: message, by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#approvals")
            try await desk.settle()
            for number in 1...3 as ClosedRange<Int64> {
                #expect(try await desk.matter(number).liveDraft?.state == .approved)
            }
            desk.link.change(sign, .deleted, by: "sam", in: "#approvals")
            try await desk.settle()
            for number in 1...3 as ClosedRange<Int64> {
                #expect(try await desk.matter(number).liveDraft?.state == .waiting)
            }
        }
    }

    @Test func `one card lists them, and one word approves each for itself`() async throws {
        try await incident(of: 6) { desk, start in
            let cards = approvals(desk)
            #expect(cards.count == 6)
            #expect(cards.first?.lines.count == 3)
            #expect(cards.dropFirst().allSatisfy { $0.lines.count == 1 })
            let card = try await desk.mark(1)
            for number in 2...6 as ClosedRange<Int64> {
                #expect(try await desk.matter(number).liveDraft?.listedOn == card)
            }
            let answer = try await desk.ask("!ok \(card)", by: "sam", in: "#approvals")
            try await desk.settle()
            desk.clock.advance(by: .seconds(1))
            // Six are told in one line, and its receipt opens six undo windows.
            #expect(approvals(desk, from: start).count == 1)
            var due: Set<Instant> = []
            for number in 1...6 as ClosedRange<Int64> {
                let draft = try #require(try await desk.matter(number).liveDraft)
                #expect(draft.state == .approved && draft.approver == "sam")
                #expect(answer.contains("#\(number) \(draft.mark)"))
                let row = try await desk.store.read { try $0.reply(draft.key) }
                due.insert(try #require(row).due)
            }
            #expect(answer.contains("approved by sam. They go out"))
            #expect(due.count == 1)
            try await desk.ask("!undo 3", by: "dana", in: "#care")
            #expect(try await desk.matter(3).liveDraft?.state == .waiting)
            for number in 1...6 where number != 3 {
                desk.connector.script(.outcome(.sent(reference: "r\(number)")))
            }
            desk.clock.advance(by: .seconds(31))
            for number in [1, 2, 4, 5, 6] { try await desk.hears("#\(number) sent to") }
            #expect(try await desk.matter(3).liveDraft?.state == .waiting)
        }
    }

    @Test func `a customer who wrote holds theirs, and what one wrote is for others`()
        async throws
    {
        try await incident(of: 5, by: { $0 == 1 || $0 == 4 ? "sam" : "dana" }) { desk, _ in
            try await hold(the: 2, desk)
            let start = desk.link.posts.count
            let card = try await desk.mark(1)
            try await desk.ask("!ok \(card)", by: "sam", in: "#approvals")
            try await desk.settle()
            let told = approvals(desk, from: start).map(\.text)
            #expect(told.contains { $0.contains("you wrote \(card), somebody else") })
            #expect(told.contains { $0.contains("is held, @c2 wrote") })
            let own = try await desk.mark(4)
            #expect(told.contains { $0.contains("you wrote #4 \(own) of those on \(card)") })
            var states: [DraftState?] = []
            for number in 1...5 as ClosedRange<Int64> {
                states.append(try await desk.matter(number).liveDraft?.state)
            }
            #expect(states == [.waiting, .held, .approved, .waiting, .approved])
            // Said once more by other eyes, it is for what is left.
            try await desk.ask("!ok \(card)", by: "lee", in: "#approvals")
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            #expect(try await desk.matter(4).liveDraft?.approver == "lee")
            #expect(try await desk.matter(2).liveDraft?.state == .held)
        }
    }

    @Test func `a tick on the notice that holds the card's own draft is for that one`()
        async throws
    {
        try await incident(of: 3, keepsMessages: true) { desk, start in
            try await hold(the: 1, desk)
            let notice = try #require(
                approvals(desk, from: start).first { $0.text.contains("is held") })
            let message = try #require(desk.link.reference(of: notice))
            _ = desk.link.react(MessagesTests.tick, on: message, by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#approvals")
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            for number in 2...3 as ClosedRange<Int64> {
                #expect(try await desk.matter(number).liveDraft?.state == .waiting)
            }
            // Said of the card, it is for what is left.
            let card = try await desk.mark(1)
            try await desk.ask("!ok \(card)", by: "sam", in: "#approvals")
            try await desk.settle()
            for number in 2...3 as ClosedRange<Int64> {
                #expect(try await desk.matter(number).liveDraft?.state == .approved)
            }
        }
    }

    @Test func `the number alone is that case's, and what came later waits`() async throws {
        try await incident(of: 3) { desk, _ in
            let card = try await desk.mark(1)
            try await desk.ask("!ok 1", by: "sam", in: "#approvals")
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            #expect(try await desk.matter(2).liveDraft?.state == .waiting)
            // The card's own draft is past that; those that are listed there are not.
            let answer = try await desk.ask("!ok \(card)", by: "sam", in: "#approvals")
            #expect(!answer.contains("already"))
            try await desk.settle()
            for number in 2...3 as ClosedRange<Int64> {
                #expect(try await desk.matter(number).liveDraft?.state == .approved)
            }
            let over = try await desk.ask("!ok \(card)", by: "sam", in: "#approvals")
            #expect(over.contains("approved already"))
        }
    }

    @Test func `one word sends all of them back`() async throws {
        try await incident(of: 5) { desk, start in
            let card = try await desk.mark(1)
            let answer = try await desk.ask(
                "!no \(card) say until when", by: "sam", in: "#approvals")
            try await desk.settle()
            #expect(answer.contains("sent back by sam: \"say until when\"."))
            #expect(approvals(desk, from: start).count == 1)
            for number in 1...5 as ClosedRange<Int64> {
                #expect(try await desk.matter(number).drafts.last?.state == .rejected)
            }
        }
    }

    @Test func `who may not approve is told once`() async throws {
        try await incident(of: 5) { desk, start in
            let card = try await desk.mark(1)
            let answer = try await desk.ask("!ok \(card)", by: "bo", in: "#approvals")
            #expect(answer.contains("supervisor"))
            try await desk.settle()
            let answers = desk.link.posts.entries.dropFirst(start).filter {
                $0.text.contains("supervisor")
            }
            #expect(answers.count == 1)
        }
    }
}
