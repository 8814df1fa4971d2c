import Testing

@Suite struct RuleMistakes {
    @Test(arguments: mistakes)
    func `what is wrong with rules and policy is explained with place, key and way out`(
        _ mistake: Mistake
    ) throws {
        #expect(try mistake.found() == mistake.expected)
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "P2 above P1",
            [
                "desk.yaml": """
                priority: { p1: 10, p2: 50 }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:25: error: priority.p2: P2 begins at 50 points, not below P1 at 10. Make p2 less than p1.
                """),
        Mistake(
            "P1 below the usual P2",
            [
                "desk.yaml": """
                priority: { p1: 10 }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:17: error: priority.p1: P2 begins at 20 points, not below P1 at 10. Make p2 less than p1.
                """),
        Mistake(
            "too many points",
            [
                "desk.yaml": """
                priority: { rules: [{ when: { vip: true }, points: 5000, because: VIP }] }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:52: error: priority.rules[0].points: "5000" is no whole number from -1000 to 1000. Write for example 10.
                """),
        Mistake(
            "a rule without its reason",
            [
                "desk.yaml": """
                priority: { rules: [{ when: { vip: true }, points: 5 }] }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:21: error: priority.rules[0]: the key "because" is missing. Add because: reach.
                """),
        Mistake(
            "a rule without a condition",
            [
                "desk.yaml": """
                priority: { rules: [{ when: {}, points: 5, because: always }] }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:29: error: priority.rules[0].when: no condition is named here. Name words, sentiment, customer, vip, followers_at_least, earlier_cases_at_least, source, language, hours, days, waiting_at_least or unanswered_at_least.
                """),
        Mistake(
            "noise without a tag",
            [
                "desk.yaml": """
                noise: [{ when: { words: [rt] } }]
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:9: error: noise[0]: the key "tag" is missing. Add tag: retweet.
                """),
        Mistake(
            "noise that holds for nobody",
            [
                "desk.yaml": """
                noise: [{ when: { vip: true }, tag: vips }]
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:9: error: noise[0]: this holds for nobody: what a VIP writes is never noise. Name something else than vip: true.
                """),
        Mistake(
            "noise by a wait",
            [
                "desk.yaml": """
                noise: [{ when: { waiting_at_least: 1h }, tag: old }]
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:19: error: noise[0].when.waiting_at_least: this key is not known. Known: sentiment, words, vip, customer, followers_at_least, earlier_cases_at_least, hours, days, source, language.
                """),
        Mistake(
            "a queue that flows over into itself",
            [
                "desk.yaml": """
                rooms: { care: { network: office, room: "#care" } }
                queues: [{ name: care, room: care, overflow: { to: care, above: 5 } }]
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:2:52: error: queues[0].overflow.to: a queue cannot flow over into itself. Name another queue.
                """),
        Mistake(
            "a queue that flows over into none",
            [
                "desk.yaml": """
                rooms: { care: { network: office, room: "#care" } }
                queues: [{ name: care, room: care, overflow: { to: cara, above: 0 } }]
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:2:52: error: queues[0].overflow.to: no queue is called "cara". Did you mean "care"?
                desk.yaml:2:65: error: queues[0].overflow.above: "0" is no whole number from 1 to 1000000. Write for example 10.
                """),
        Mistake(
            "a limit of no cases",
            [
                "desk.yaml": """
                policy: { case_limit: 0, away_grace: 5s, last_agent: maybe }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:23: error: policy.case_limit: "0" is no whole number from 1 to 1000. Write for example 10.
                desk.yaml:1:38: error: policy.away_grace: 5s is out of range. Write 1m to 1d.
                desk.yaml:1:54: error: policy.last_agent: "maybe" is neither true nor false. Write true or false.
                """),
        Mistake(
            "a rule with a misspelt condition",
            [
                "desk.yaml": """
                priority: { rules: [{ when: { follower_at_least: 5 }, points: 5, because: reach }] }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:31: error: priority.rules[0].when.follower_at_least: this key is not known. Did you mean "followers_at_least"?
                """),
        Mistake(
            "a mood that is none",
            [
                "desk.yaml": """
                priority: { rules: [{ when: { sentiment: negativ }, points: 5, because: anger }] }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:42: error: priority.rules[0].when.sentiment: "negativ" is not known here. Did you mean "negative"?
                """),
        Mistake(
            "waiting, before anybody can have waited",
            [
                "desk.yaml": """
                priority: { rules: [{ when: { waiting_at_least: 5s }, points: 5, because: waits }] }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:49: error: priority.rules[0].when.waiting_at_least: 5s is out of range. Write 1m to 30d.
                """),
        Mistake(
            "a star in the middle",
            [
                "desk.yaml": """
                priority: { rules: [{ when: { words: ["can*el"] }, points: 5, because: churn }] }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:39: error: priority.rules[0].when.words[0]: "can*el" is no word, phrase or stem. A star stands only at the end, after a letter: "cancel*".
                """),
        Mistake(
            "a star without quotes",
            [
                "desk.yaml": """
                policy: { blocked_words: [*] }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:28: error: this is not YAML: did not find expected alphabetic or numeric character while scanning an alias, begun on line 1. Put what begins with * or & in quotes.
                """),
        Mistake(
            "routing to an unknown queue",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                routing: [{ when: { words: [refund] }, queue: cear }]
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:5:47: error: routing[0].queue: no queue is called "cear". Did you mean "care"?
                """),
        Mistake(
            "a rule that is never reached",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                routing:
                  - { when: { words: [refund] }, queue: care }
                  - { when: { words: [refund] }, queue: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:7:5: warning: routing[1]: this rule is never reached. Rule 1 has the same condition; remove one.
                """),
        Mistake(
            "an unknown policy",
            [
                "desk.yaml": """
                policy: { approval: sometimes }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:21: error: policy.approval: "sometimes" is not known here. Known: always, flagged, never.
                """),
        Mistake(
            "no second pair of eyes",
            [
                "desk.yaml": """
                policy: { approval: never }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:21: warning: policy.approval: replies reach customers without a second pair of eyes. Write always, or flagged for those that stand out.
                """),
        Mistake(
            "an undo window of a day",
            [
                "desk.yaml": """
                policy: { undo_window: 1d }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:24: error: policy.undo_window: 1d is out of range. Write 0s to 1h.
                """),
        Mistake(
            "a sigil outside quotes",
            [
                "desk.yaml": """
                sigil: !
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:8: error: sigil: an exclamation mark outside quotes is a tag of YAML. Put it in quotes.
                """),
        Mistake(
            "a sigil that clients take",
            [
                "desk.yaml": """
                sigil: "/"
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:8: error: sigil: "/" cannot begin a command. Use one to three marks such as "!" or ".", but not "/", "#" or "@".
                """),
        Mistake(
            "an unknown style",
            [
                "desk.yaml": """
                style: ascii
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:8: error: style: "ascii" is not known here. Known: unicode, plain.
                """),
    ]
}
