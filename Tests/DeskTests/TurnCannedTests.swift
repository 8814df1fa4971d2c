import CaseStore
import Casework
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// Canned texts: filled, shown, and a draft only when their asker says so.
@Suite(.timeLimit(.minutes(1)))
struct TurnCannedTests {
    private static func response(
        _ name: String, _ text: String, queues: [QueueName] = []
    ) throws -> CannedResponse {
        CannedResponse(
            name: name, queues: queues,
            variants: [CannedResponse.Variant(language: nil, text: try CannedText(text))])
    }

    private static let canned: [CannedResponse] = [
        try? response("sorry", "Hi {name}, we are sorry about {?what}."),
        try? response("hello", "Hi {name}."),
        try? response("elsewhere", "Hi.", queues: ["sales"]),
    ].compactMap(\.self)

    private func desk(
        _ body: (DeskLife) async throws -> Void
    ) async throws {
        try await DeskBench().live({ $0.settings.canned = Self.canned }) { desk in
            var mention = Mention.said(in: "c")
            mention.author.name = "Mara\n!done 1\u{202E}"
            _ = try await desk.take(mention)
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await body(desk)
        }
    }

    @Test func `what is shown is the draft once its asker says so, and not before`() async throws {
        try await desk { desk in
            let shown = try await desk.ask("!canned sorry 1 the line", by: "dana", in: "#care")
            #expect(shown.contains("\"Hi Mara done, we are sorry about the line.\""))
            #expect(try await desk.matter(1).drafts.isEmpty)
            // Talk right behind it is no rest of it, and a colleague's word is not the asker's.
            let start = desk.link.posts.count
            desk.say("that one fits", by: "dana", in: "#care")
            let others = try await desk.ask("!done 1", by: "bo", in: "#care")
            #expect(others.contains("no text of yours"))
            #expect(
                !desk.link.posts.entries.dropFirst(start).contains {
                    $0.text.contains("that one fits")
                })
            #expect(try await desk.matter(1).drafts.isEmpty)
            try await desk.ask("!done 1", by: "dana", in: "#care")
            let draft = try #require(try await desk.matter(1).liveDraft)
            #expect(draft.text == "Hi Mara done, we are sorry about the line.")
            #expect(draft.canned == CannedUse(name: "sorry", .filled))
            #expect(draft.author == "dana")
            let none = try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(none.contains("no text of yours"))
        }
    }

    @Test func `what is added makes it an edited one`() async throws {
        try await desk { desk in
            try await desk.ask("!canned hello 1", by: "dana", in: "#care")
            let more = try await desk.ask("!more 1 An engineer comes.", by: "dana", in: "#care")
            #expect(more.contains("An engineer comes."))
            try await desk.ask("!done 1", by: "dana", in: "#care")
            let draft = try #require(try await desk.matter(1).liveDraft)
            #expect(draft.text == "Hi Mara done. An engineer comes.")
            #expect(draft.canned == CannedUse(name: "hello", .edited))
            #expect(draft.approvalReasons == ["edited canned text"])
        }
    }

    @Test func `what the customer says meanwhile is not answered by it`() async throws {
        try await desk { desk in
            try await desk.ask("!canned hello 1", by: "dana", in: "#care")
            _ = try await desk.take(.said("It works again", id: "2", in: "c"))
            let matter = try await desk.matter(1)
            try #require(matter.mentions.count == 2)
            let refused = try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(refused.contains("!canned hello 1"))
            #expect(try await desk.matter(1).drafts.isEmpty)
        }
    }

    @Test func `what cannot be filled leaves nothing to take`() async throws {
        try await desk { desk in
            for wrong in ["sorry 1", "hello 1 words", "hullo 1", "elsewhere 1", "hello 2"] {
                try await desk.ask("!canned \(wrong)", by: "dana", in: "#care")
            }
            let none = try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(none.contains("no text of yours"))
            #expect(try await desk.matter(1).drafts.isEmpty)
        }
    }

    @Test func `a store that cannot write shows nothing that could be taken`() async throws {
        let bench = try DeskBench()
        try await bench.live({ $0.settings.canned = Self.canned }) { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            bench.probe.fail()
            let lost = try await desk.ask("!canned hello 1", by: "dana", in: "#care")
            #expect(lost.contains("not recorded"))
            bench.probe.work()
            desk.clock.advance(by: .seconds(2))
            let none = try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(none.contains("no text of yours"))
        }
    }

    @Test func `looking lists what fits and shows how it is written`() async throws {
        try await desk { desk in
            let here = try await desk.ask("!canned", by: "dana", in: "#care")
            #expect(here.contains("sorry (what)") && here.contains("hello"))
            #expect(!here.contains("elsewhere"))
            #expect(try await desk.ask("canned", by: "dana").contains("hello"))
            let one = try await desk.ask("!canned 1", by: "dana", in: "#care")
            #expect(one.contains("#1, which is in care") && !one.contains("elsewhere"))
            let start = desk.link.posts.count
            desk.say("!canned Sorry", by: "dana", in: "#care")
            try await desk.hears("Hi {name}, we are sorry about {?what}.", from: start)
            #expect(try await desk.ask("!canned hullo", by: "dana").contains("hello"))
        }
    }

    @Test func `alone for long enough, a canned text leaves unseen and all are told`()
        async throws
    {
        try await DeskBench().live({ plan in
            plan.settings.canned = Self.canned
            plan.settings.policy.alone = .canned
        }) { desk in
            for nick in ["dana", "sam"] { desk.sees(nick, nick) }
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.clock.advance(by: .minutes(20))
            try await desk.ask("!canned hello 1", by: "dana", in: "#care")
            try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            try await desk.ask("!drop 1", by: "dana", in: "#care")
            desk.sees("sam", "sam", isHere: false)
            desk.sees("lee", "lee", isHere: false)
            desk.clock.advance(by: .minutes(15))
            try await desk.ask("!canned hello 1", by: "dana", in: "#care")
            let start = desk.link.posts.count
            let answer = try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(answer.contains("goes unseen") && answer.contains("alone: canned"))
            try await desk.hears("goes unseen", from: start, in: "#approvals")
            try await desk.hears("draft: Hi", from: start, in: "#approvals")
            #expect(try await desk.matter(1).liveDraft?.alone == .canned)
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
        }
    }

    @Test func `a queue's own undo window is kept to`() async throws {
        try await DeskBench().live({ plan in
            plan.settings.queues[0].undoWindow = .seconds(5)
        }) { desk in
            desk.connector.script(.outcome(.sent(reference: nil)))
            let start = desk.link.posts.count
            _ = try await desk.approved()
            try await desk.hears("(5s)", from: start, in: "#approvals")
            desk.clock.advance(by: .seconds(4))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.clock.advance(by: .seconds(2))
            try await desk.hears("sent to", from: start)
        }
    }
}
