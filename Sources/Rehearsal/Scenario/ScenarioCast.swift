package import Casework

/// The people, rooms and rules that every scenario starts with.
package enum ScenarioCast {
    /// 2026-11-21T10:30:00Z.
    package static let morning = Instant(seconds: 1_795_257_000)

    package static let people: [Person] = [
        Person(id: "dana", roles: [.init(.agent)], skills: ["billing"], languages: ["en"]),
        Person(id: "bo", roles: [.init(.agent)]),
        Person(id: "sam", roles: [.init(.agent), .init(.supervisor)]),
        Person(id: "lee", roles: [.init(.supervisor)]),
        // Supervises another queue alone.
        Person(id: "kim", roles: [.init(.supervisor, queues: ["billing"])]),
        Person(id: "olu", roles: [.init(.oncall)]),
        Person(id: "eve", roles: [.init(.expert)], skills: ["legal"]),
        Person(id: "max", roles: [.init(.expert)], skills: ["Legal", "network"]),
    ]

    package static let settings = DeskSettings(
        queues: [
            Queue(
                name: "care", rooms: ["care"], approvals: ["approvals"], oncall: ["care"],
                firstResponse: .minutes(30)),
            Queue(name: "billing", rooms: ["billing"], approvals: ["approvals"]),
        ],
        priority: PrioritySettings(
            p1: 50, p2: 20,
            rules: [
                PriorityRule(
                    when: Condition(words: ["cancel*", "no internet"]), points: 30,
                    because: "churn or outage"),
                PriorityRule(when: Condition(vip: true), points: 30, because: "VIP"),
                PriorityRule(
                    when: Condition(followersAtLeast: 10_000), points: 10, because: "reach"),
                PriorityRule(
                    when: Condition(words: ["thank*"]), points: -30, because: "thanks"),
            ]),
        routing: [RoutingRule(when: Condition(words: ["invoice", "refund"]), queue: "billing")],
        policy: Policy(approval: .always, blockedWords: ["idiot", "idiots"]),
        destinations: [Destination(name: "crm", sources: ["crm"], maxLength: 500)],
        canned: canned)

    static let canned: [CannedResponse] = [
        CannedResponse(
            rehearsed: "hello",
            [
                ("en", "Hi {name} from {agent} about {case}."),
                ("de", "Hallo {name} von {agent} zu {case}."),
            ]),
        CannedResponse(
            rehearsed: "outage", [("en", "It is back at {?when}.")], queues: ["care"]),
        CannedResponse(rehearsed: "invoice", [("en", "See the invoice.")], queues: ["billing"]),
        CannedResponse(rehearsed: "post", [("en", "You wrote {url}")]),
        CannedResponse(
            rehearsed: "night",
            [("en", "Hi {name} we answer {opens}."), ("de", "Hallo {name} bis {opens}.")]),
    ]

    /// Where a person speaks unless the line says otherwise.
    static func usualRoom(of person: PersonID) -> RoomName {
        switch person {
        case "sam", "lee", "kim": "approvals"
        default: "care"
        }
    }
}
