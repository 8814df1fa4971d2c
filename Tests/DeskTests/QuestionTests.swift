import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

/// Experts are asked by direct message, answer into the case, and see nothing else.
@Suite(.timeLimit(.minutes(1)))
struct QuestionTests {
    private static func expert(_ name: PersonID, _ skills: [String] = []) -> StaffMember {
        let person = Person(id: name, roles: [Person.Grant(.expert)], skills: skills)
        return StaffMember(person: person, accounts: ["office": [AccountName(name.rawValue)]])
    }

    private func live(_ body: (DeskLife) async throws -> Void) async throws {
        try await DeskBench().live({ plan in
            plan.staff += [
                Self.expert("eve", ["legal"]), Self.expert("max", ["legal", "network"]),
            ]
        }) { desk in
            _ = try await desk.take(
                .said("Third day, my number is 555", id: "1", by: "@mara"),
                .said("something else", id: "2", by: "@zed"))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!note 1 she sounds angry", by: "dana", in: "#care")
            try await body(desk)
        }
    }

    @Test func `an expert is shown the question and the posts, and the answer lands in the case`()
        async throws
    {
        try await live { desk in
            desk.sees("eve_", "eve")
            let asked = try await desk.ask("!ask 1 @eve may we pay?", by: "dana", in: "#care")
            #expect(asked.contains("#1: eve is asked: \"may we pay?\""))
            let told = try await desk.hears("asks you")
            #expect(told.destination == .person("eve_"))
            #expect(told.text.contains("Third day, my number is 555"))
            #expect(told.text.contains("answer 1 …"))
            #expect(!told.text.contains("angry"))
            let shown = try await desk.ask("!show 1", by: "bo", in: "#care")
            #expect(shown.contains("eve has not answered dana since"))

            let thanks = try await desk.ask("answer yes, up to 20", by: "eve")
            #expect(thanks.contains("stands in #1"))
            let news = try await desk.hears("eve answers", in: "#care")
            #expect(news.text.hasPrefix("dana: #1 eve answers \"may we pay?\": \"yes, up to 20\""))
            let after = try await desk.ask("!show 1", by: "bo")
            #expect(after.contains("eve answered: yes, up to 20"))
            #expect(after.contains("dana asked eve: may we pay?"))
            #expect(!after.contains("has not answered"))
            #expect(
                try await desk.ask("!history 1", by: "bo").contains("eve · answered: yes, up to 20")
            )
            #expect(try await desk.store.verifyReplay().holds)
        }
    }

    @Test func `an answer or a reason that was cut off is not taken for the whole`() async throws {
        try await live { desk in
            desk.sees("eve", "eve")
            try await desk.ask("!ask 1 @eve may we pay?", by: "dana", in: "#care")
            desk.link.say(
                "answer yes, but then you have to ", by: "eve", account: "eve", bytesLeft: 0)
            try await desk.hears("not taken: your line was full")
            #expect(try await desk.matter(1).questions.allSatisfy { $0.isOpen })
            desk.link.say(
                "answer 1 yes, but then you have to ", by: "eve", account: "eve", bytesLeft: 0)
            try await desk.hears("#1 ends at")
            // Said to the desk alone, it looks like a command.
            desk.link.say("hold the line first", by: "eve", account: "eve")
            try await desk.hears("the rest of #1?")
            #expect(try await desk.ask("more", by: "eve").contains("hold the line first"))
            #expect(try await desk.ask("done", by: "eve").contains("stands in #1"))
            try await desk.hears("yes, but then you have to hold the line first", in: "#care")

            try await desk.ask("!r 1 An engineer comes.", by: "dana", in: "#care")
            let mark = try await desk.mark()
            try await desk.hears("draft: ", in: "#approvals")
            try await desk.settle()
            desk.clock.advance(by: .seconds(1))
            let start = desk.link.posts.count
            desk.link.say(
                "!no \(mark) say when, and by no me", by: "sam", account: "sam", in: "#approvals",
                bytesLeft: 2)
            try await desk.hears("your text ends at", from: start)
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            try await desk.ask("!done", by: "sam", in: "#approvals")
            #expect(try await desk.matter(1).drafts.last?.state == .rejected)
        }
    }

    @Test func `experts see what they were asked about and nothing else`() async throws {
        try await live { desk in
            try await desk.ask("!ask 1 @eve may we pay?", by: "dana", in: "#care")
            let shown = try await desk.ask("show 1", by: "eve")
            #expect(shown.contains("Third day, my number is 555"))
            #expect(!shown.contains("angry"))
            #expect(try await desk.ask("queue", by: "eve").contains("1 question waits"))
            for word in ["show 2", "answer 2 no", "answer 99 no"] {
                #expect(try await desk.ask(word, by: "eve").contains("nobody asked you"), "\(word)")
            }
            for word in [
                "history 1", "why 1", "find day", "who", "waiting", "board", "stats", "canned",
                "claim 1", "claim next", "note 1 x", "ask 1 @max so?", "escalate 1 x", "hold x",
                "ok k7f2", "claim 99", "handover @bo", "canned hello 1", "merge 1 into 2",
            ] {
                let refused = try await desk.ask(word, by: "eve")
                #expect(refused.contains("and nothing else"), "\(word): \(refused)")
            }
            #expect(try await desk.ask("away 2h", by: "eve").contains("away until"))
            #expect(try await desk.ask("show 1", by: "max").contains("nobody asked you"))
            let help = try await desk.ask("help", by: "eve")
            #expect(help.contains("answer 42"))
            #expect(!help.contains("claim next"))
        }
    }

    @Test func `several questions at once need a number, and of one skill one person is asked`()
        async throws
    {
        try await live { desk in
            desk.sees("eve", "eve")
            desk.sees("max", "max")
            try await desk.ask("!ask 1 +legal may we pay?", by: "dana", in: "#care")
            _ = try await desk.hears("asks you")
            let second = try await desk.ask("!ask 2 +legal may we?", by: "dana", in: "#care")
            #expect(second.contains("max is asked"))
            try await desk.ask("!ask 2 @eve and you?", by: "bo", in: "#care")
            #expect(try await desk.ask("answer no", by: "eve").contains("Say which: !answer 1"))
            #expect(try await desk.ask("queue", by: "eve").contains("2 questions wait"))
            try await desk.ask("answer 2 no", by: "eve")
            try await desk.ask("answer no", by: "eve")
            #expect(try await desk.ask("answer more", by: "eve").contains("no question waits"))
            #expect(try await desk.matter(1).questions.allSatisfy { !$0.isOpen })
        }
    }

    @Test func `who is not there is asked when they come, and the asker is told so`() async throws {
        try await live { desk in
            let asked = try await desk.ask("!ask 1 @eve may we pay?", by: "dana", in: "#care")
            #expect(asked.contains("eve is in none of my rooms now"))
            let refused = try await desk.ask("!ask 1 +legal so?", by: "dana", in: "#care")
            #expect(refused.contains("nobody who has the skill \"legal\" is here: eve, max"))
            try await desk.settle()
            #expect(desk.saidAlone(to: "eve") == [])
            desk.sees("eve", "eve")
            let told = try await desk.hears("asks you")
            #expect(told.destination == .person("eve"))
            #expect(told.text.contains("Third day"))
            // Gone for a moment, she has it on her screen.
            let start = desk.link.posts.count
            desk.sees("eve", "eve", isHere: false)
            desk.sees("eve", "eve")
            try await desk.settle()
            #expect(desk.saidAlone(to: "eve", from: start) == [])
            try await desk.ask("!ask 2 @eve and this?", by: "bo", in: "#care")
            desk.sees("eve", "eve", isHere: false)
            desk.clock.advance(by: .minutes(6))
            try await desk.settle()
            desk.sees("eve", "eve")
            _ = try await desk.hears("2 questions wait for your answer")
        }
    }

    @Test func `who is away by their word is asked, and the asker is told`() async throws {
        try await live { desk in
            desk.sees("eve", "eve")
            try await desk.ask("away", by: "eve")
            let asked = try await desk.ask("!ask 1 @eve may we pay?", by: "dana", in: "#care")
            #expect(asked.contains("eve is away"))
            _ = try await desk.hears("asks you")
        }
    }

    @Test func `what was asked of a case that became part of another is answered there`()
        async throws
    {
        try await live { desk in
            try await desk.ask("!ask 1 @eve may we pay?", by: "dana", in: "#care")
            try await desk.ask("!merge 1 into 2", by: "dana", in: "#care")
            desk.clock.advance(by: .seconds(1))
            try await desk.ask("!merge 1 into 2", by: "dana", in: "#care")
            #expect(try await desk.ask("show 1", by: "eve").contains("Third day"))
            #expect(try await desk.ask("answer 1 yes", by: "eve").contains("stands in #2"))
            #expect(try await desk.ask("!show 2", by: "bo").contains("eve answered: yes"))
        }
    }

    @Test func `a question and its answer are found`() async throws {
        try await live { desk in
            try await desk.ask("!ask 1 @eve may we send a heron?", by: "dana", in: "#care")
            try await desk.ask("answer an otter will do", by: "eve")
            try await StoreContract.index(desk.store)
            #expect(try await desk.ask("!find otter", by: "bo").contains("eve answered: "))
            #expect(try await desk.ask("!find heron", by: "bo").contains("dana asked: "))
        }
    }

    @Test func `who tells how much is asked and held, of how much`() async throws {
        try await DeskBench().live({ plan in
            plan.staff += [Self.expert("eve")]
            plan.settings.policy.caseLimit = 4
        }) { desk in
            _ = try await desk.take(.said())
            desk.sees("dana", "dana")
            desk.sees("eve", "eve")
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!ask 1 @eve so?", by: "dana", in: "#care")
            desk.sees("eve", "eve", isHere: false)
            desk.clock.advance(by: .minutes(5))
            let who = try await desk.ask("!who", by: "bo")
            #expect(who.contains("dana · agent · 1 of 4 cases"))
            #expect(who.contains("eve (1 question, last seen 10:30 (5m ago))"))
        }
    }

    @Test func `an escalation to a skill or to those on call reaches who is there`() async throws {
        try await live { desk in
            desk.sees("max", "max")
            let told = try await desk.ask("!esc 1 +network down?", by: "dana", in: "#care")
            #expect(told.contains("escalated to +network (max)"))
            _ = try await desk.hears("escalated to +network", in: "#approvals")
            #expect(!desk.saidAlone(to: "max").isEmpty)
            let refused = try await desk.ask("!esc 1 +soup", by: "dana", in: "#care")
            #expect(refused.contains("Skills are legal, network"))
            let absent = try await desk.ask("!esc 1 @eve help", by: "dana", in: "#care")
            #expect(absent.contains("not here: eve"))
            #expect(
                try await desk.ask("!esc 1 oncall now", by: "dana", in: "#care").contains(
                    "escalated to whoever is on call by dana: \"now\""))
        }
    }
}
