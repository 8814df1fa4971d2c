import CaseStore
import Casework
import Rehearsal
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1)))
struct TurnActsTests {
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
