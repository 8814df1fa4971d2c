import Testing

@Suite struct LevelMistakes {
    @Test(arguments: mistakes)
    func `what is wrong with service levels is explained with place, key and way out`(
        _ mistake: Mistake
    ) throws {
        #expect(try mistake.found() == mistake.expected)
    }

    private static func mistake(_ title: String, _ keys: String, finds: String) -> Mistake {
        Mistake(
            title,
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - name: care
                    room: care
                    \(keys)
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ], finds: finds)
    }

    static let mistakes: [Mistake] = [
        mistake(
            "a time for a priority that there is not", "first_response: { p1: 15m, p4: 8h }",
            finds: """
                desk.yaml:6:32: error: queues[0].first_response.p4: this key is not known. Did you mean "p1"?
                """),
        mistake(
            "times for no priority", "first_response: {}",
            finds: """
                desk.yaml:6:21: error: queues[0].first_response: no priority is named here. Write { p1: 15m, p2: 1h, p3: 8h }, or one time.
                """),
        mistake(
            "a list of times", "next_response: [15m, 1h]",
            finds: """
                desk.yaml:6:20: error: queues[0].next_response: a group of keys belongs here, not a list. Write "key: value" lines or { … }.
                """),
        mistake(
            "a time that is none", "next_response: { p1: soon }",
            finds: """
                desk.yaml:6:26: error: queues[0].next_response.p1: "soon" is no length of time. Write a whole number with its unit: 200ms, 90s, 30m, 2h, 3d.
                """),
        mistake(
            "who is urgent waits longest", "first_response: { p1: 2h, p3: 1h }",
            finds: """
                desk.yaml:6:27: warning: queues[0].first_response.p1: what is more urgent may wait longer than what is less. Give p1 the shortest time and p3 the longest.
                """),
        mistake(
            "a warning before the clock begins",
            "first_response: { p1: 15m, p3: 8h }\n    warn_before: 20m",
            finds: """
                desk.yaml:7:18: error: queues[0].warn_before: people would be warned 20m before an end that comes after 15m. Make it shorter than the shortest time to answer.
                """),
        mistake(
            "a time beyond all bounds", "first_response: 90d",
            finds: """
                desk.yaml:6:21: error: queues[0].first_response: 90d is out of range. Write 1s to 30d.
                """),
    ]
}
