import CaseStore
import Casework
import Rehearsal
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1)))
struct TurnActsTests {
    @Test func `a merge into a case that sleeps is answered, and wakes it`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said(), .said("no internet", id: "2"))
            try await desk.ask("claim 1", by: "dana")
            try await desk.ask("snooze 1 2h", by: "dana")
            let answer = try await desk.ask("merge 2 into 1", by: "dana")
            #expect(answer.contains("#2 is part of #1 now, merged by dana"))
            try await desk.hears("#1", in: "#care")
            #expect(try await desk.matter(1).phase == .claimed)
            #expect(try await desk.store.verifyReplay().holds)
        }
    }

    @Test func `two customers are made one case by whoever has read which of them is lost`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said("hello"), .said("hello", id: "2", by: "@zed"))
            let question = try await desk.ask("!merge 2 into 1", by: "dana", in: "#care")
            #expect(question.contains("#2 is of @zed and #1 of @mara@social.example"))
            #expect(question.contains("@zed no more"))
            desk.clock.advance(by: .seconds(1))
            // Asked here, and not of him, and not of this.
            for (text, name, room) in [
                ("!merge 2 into 1", "bo", "#care"), ("!merge 1 into 2", "dana", "#care"),
                ("!merge 2 into 1", "dana", "#approvals"),
            ] {
                let answer = try await desk.ask(text, by: name, in: room)
                #expect(answer.contains("two customers"))
            }
            #expect(try await desk.matter(2).mergedInto == nil)
            let answer = try await desk.ask("!merge 2 into 1", by: "dana", in: "#care")
            #expect(answer.contains("#2 is part of #1 now, merged by dana"))
        }
    }

    @Test func `claim next finds the one case of one's own queue behind many others`()
        async throws
    {
        try await DeskBench().live({ plan in
            plan.settings.queues.append(
                Queue(name: "sales", rooms: ["care"], approvals: [], firstResponse: .minutes(30)))
            plan.settings.routing = Rulebook([
                RoutingRule(when: Condition(words: ["buy"]), queue: "sales")
            ])
            let bo = Person(id: "bo", roles: [Person.Grant(.agent, queues: ["sales"])])
            plan.staff[1] = StaffMember(person: bo, accounts: ["office": ["bo"]])
        }) { desk in
            let others = (0..<80).map { Mention.said(id: "\($0)", by: "@c\($0)") }
            _ = try await desk.desk.mentions.take(others)
            _ = try await desk.take(.said("I want to buy one", id: "last", by: "@zed"))
            try await desk.ask("!c next", by: "bo", in: "#care")
            #expect(try await desk.matter(81).holder == "bo")
        }
    }
}
