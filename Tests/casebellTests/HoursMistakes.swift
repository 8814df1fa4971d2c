import Testing

@Suite struct HoursMistakes {
    @Test(arguments: mistakes)
    func `what is wrong with hours, criteria and reasons is explained`(
        _ mistake: Mistake
    ) throws {
        #expect(try mistake.found() == mistake.expected)
    }

    private static let people = """
        people:
          - { name: dana, roles: [agent], accounts: { office: dana } }
          - { name: sam, roles: [supervisor], accounts: { office: sam } }
        """

    private static func rule(_ when: String) -> [String: String] {
        [
            "desk.yaml": """
            priority: { p1: 5, p2: 2, rules: [{ when: { \(when) }, points: 10, because: late }] }
            """,
            "people.yaml": people,
        ]
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "hours over midnight on some days",
            rule(#"hours: "18:00-08:00", days: [mon-thu, Sunday]"#), finds: ""),
        Mistake(
            "hours that are none", rule(#"hours: "18-25""#),
            finds: """
                desk.yaml:1:52: error: priority.rules[0].when.hours: "18-25" is no part of a day. Write it as in hours: "18:00-08:00".
                """),
        Mistake(
            "hours that are over when they begin", rule(#"hours: "08:00-8:00""#),
            finds: """
                desk.yaml:1:52: error: priority.rules[0].when.hours: "08:00-8:00" begins when it ends. Leave it out for the whole day, or write two times.
                """),
        Mistake(
            "a day that is none", rule("days: [sat, feast]"),
            finds: """
                desk.yaml:1:57: error: priority.rules[0].when.days[1]: "feast" is no day of the week. Write mon, tue, wed, thu, fri, sat or sun, or mon-fri.
                """),
        Mistake(
            "no day", rule("days: []"),
            finds: """
                desk.yaml:1:51: error: priority.rules[0].when.days: no day is named. Write days: [sat, sun], or leave it out.
                """),
        Mistake(
            "the whole week", rule("words: [internet], days: [mon-sun]"),
            finds: """
                desk.yaml:1:70: warning: priority.rules[0].when.days: this is the whole week. Leave it out, or name some hours or days of it.
                """),
        Mistake(
            "more earlier cases than anybody looks at", rule("earlier_cases_at_least: 21"),
            finds: """
                desk.yaml:1:69: error: priority.rules[0].when.earlier_cases_at_least: "21" is no whole number from 1 to 20. Write for example 10.
                """),
        Mistake(
            "a routing rule that is never reached because of its hours",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                routing:
                  - { when: { hours: "18:00-08:00" }, queue: care }
                  - { when: { hours: "22:00-06:00", days: [sat] }, queue: care }
                  - { when: { earlier_cases_at_least: 2 }, queue: care }
                  - { when: { earlier_cases_at_least: 3, words: [refund] }, queue: care }
                """,
                "people.yaml": people,
            ],
            finds: """
                desk.yaml:7:5: warning: routing[1]: this rule is never reached. Rule 1 holds wherever it does; put this one before it.
                desk.yaml:9:5: warning: routing[3]: this rule is never reached. Rule 3 holds wherever it does; put this one before it.
                """),
        Mistake(
            "criteria that cannot be typed",
            [
                "desk.yaml": """
                score: { criteria: [tone, next step, Tone, "4"], scale: 1 }
                """,
                "people.yaml": people,
            ],
            finds: """
                desk.yaml:1:27: error: score.criteria[1]: "next step" cannot be typed as a criterion. Use one word that begins with a letter, as in tone or next_step.
                desk.yaml:1:38: error: score.criteria[2]: "Tone" stands here twice. Name each criterion once.
                desk.yaml:1:44: error: score.criteria[3]: "4" cannot be typed as a criterion. Use one word that begins with a letter, as in tone or next_step.
                desk.yaml:1:57: error: score.scale: "1" is no whole number from 2 to 100. Write for example 10.
                """),
        Mistake(
            "no criteria",
            ["desk.yaml": "score: { criteria: [] }\n", "people.yaml": people],
            finds: """
                desk.yaml:1:20: error: score.criteria: no criterion is named. Write criteria: [tone, facts].
                """),
        Mistake(
            "a reason without words",
            [
                "desk.yaml": """
                policy: { rejection_reasons: [too cold, "!!"] }
                """,
                "people.yaml": people,
            ],
            finds: """
                desk.yaml:1:41: error: policy.rejection_reasons[1]: "!!" is no reason that somebody could say. Write a few words, as in too cold.
                """),
    ]
}
