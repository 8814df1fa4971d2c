import Testing

/// What is legal and unwise: rules that are never reached or count twice, words that find nothing,
/// limits that leave nothing to do. And what only looks like it.
@Suite struct UnwiseMistakes {
    @Test(arguments: mistakes)
    func `what is unwise is explained with place, key and way out`(_ mistake: Mistake) throws {
        #expect(try mistake.found() == mistake.expected)
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "a rule behind one of which it is a part",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                routing:
                  - { when: { words: [refund] }, queue: care }
                  - { when: { words: [refund], vip: true }, queue: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:7:5: warning: routing[1]: this rule is never reached. Rule 1 holds wherever it does; put this one before it.
                """),
        Mistake(
            "a rule behind a wider stem",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                routing:
                  - { when: { words: ["refund*", invoice] }, queue: care }
                  - { when: { words: [refunded, "my invoice"] }, queue: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:7:5: warning: routing[1]: this rule is never reached. Rule 1 holds wherever it does; put this one before it.
                """),
        Mistake(
            "a rule behind one that always holds",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                routing:
                  - { when: { followers_at_least: 0 }, queue: care }
                  - { when: { sentiment: negative }, queue: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:7:5: warning: routing[1]: this rule is never reached. Rule 1 holds wherever it does; put this one before it.
                """),
        Mistake(
            "a mood behind a milder one",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                routing:
                  - { when: { sentiment: negative }, queue: care }
                  - { when: { sentiment: very negative }, queue: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:7:5: warning: routing[1]: this rule is never reached. Rule 1 holds wherever it does; put this one before it.
                """),
        Mistake(
            "rules that only look alike",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                routing:
                  - { when: { words: [refund], vip: true }, queue: care }
                  - { when: { words: [refund] }, queue: care }
                  - { when: { words: ["refund*"] }, queue: care }
                  - { when: { sentiment: very negative }, queue: care }
                  - { when: { sentiment: negative }, queue: care }
                  - { when: { words: [money], source: crm }, queue: care }
                  - { when: { words: [money], source: shop }, queue: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: ""),
        Mistake(
            "a word with points twice",
            [
                "desk.yaml": """
                priority:
                  rules:
                    - { when: { words: [cancel] }, points: 40, because: churn }
                    - { when: { words: [Cancel, leave] }, points: 40, because: churn }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:4:25: warning: priority.rules[1].when.words[0]: "Cancel" has points twice: rule 1 counts it as "cancel". Name it in one of them, or make their points add up to what you mean.
                """),
        Mistake(
            "a word that a stem counts, too",
            [
                "desk.yaml": """
                priority:
                  rules:
                    - { when: { words: [cancelled] }, points: 40, because: churn }
                    - { when: { words: ["cancel*"] }, points: 40, because: churn }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:3:25: warning: priority.rules[0].when.words[0]: "cancelled" has points twice: rule 2 counts it as "cancel*". Name it in one of them, or make their points add up to what you mean.
                """),
        Mistake(
            "a word of which a VIP's counts more",
            [
                "desk.yaml": """
                priority:
                  rules:
                    - { when: { words: [cancel] }, points: 40, because: churn }
                    - { when: { words: [cancel], vip: true }, points: 40, because: churn of a VIP }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: ""),
        Mistake(
            "a word within a phrase of its own list",
            [
                "desk.yaml": """
                priority:
                  rules:
                    - { when: { words: [internet, no internet] }, points: 60, because: outage }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:3:35: warning: priority.rules[0].when.words[1]: "internet" finds all that "no internet" does. Remove one of them.
                """),
        Mistake(
            "a word that is no word",
            [
                "desk.yaml": """
                priority:
                  rules:
                    - { when: { words: ["!!!"] }, points: 60, because: loud }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:3:25: warning: priority.rules[0].when.words[0]: "!!!" is found nowhere. Only letters and digits make words.
                """),
        Mistake(
            "a blocked word twice",
            [
                "desk.yaml": """
                policy: { blocked_words: [idiot, Idiot] }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:34: warning: policy.blocked_words[1]: "idiot" finds all that "Idiot" does. Remove one of them.
                """),
        Mistake(
            "a source that is nobody's",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                http: { tokens: [{ name: crm, secret: { env: A }, may: read }] }
                """,
                "desk.yaml": """
                priority:
                  rules:
                    - { when: { source: cmr }, points: 60, because: crm }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:3:25: warning: priority.rules[0].when.source: no source or token is called "cmr". Did you mean "crm"?
                """),
        Mistake(
            "a threshold that everything reaches",
            [
                "desk.yaml": """
                priority: { p1: 0, p2: -10 }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:17: warning: priority.p1: everything rings: a case without any points is P1. Make p1 more than 0; 50 is usual.
                """),
        Mistake(
            "a lower threshold that everything reaches",
            [
                "desk.yaml": """
                priority: { p2: 0 }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:17: warning: priority.p2: nothing waits: a case without any points is P2. Make p2 more than 0; 20 is usual.
                """),
        Mistake(
            "rules that reach nothing",
            [
                "desk.yaml": """
                priority:
                  p1: 60
                  rules:
                    - { when: { vip: true }, points: 40, because: VIP }
                    - { when: { words: [thanks] }, points: -30, because: thanks }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:2:7: warning: priority.p1: nothing rings: all rules together give 40 points, and P1 begins at 60. Lower p1, or give the rules more points.
                """),
        Mistake(
            "no time to call back",
            [
                "desk.yaml": """
                policy: { undo_window: 0s }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:24: warning: policy.undo_window: an approved reply cannot be called back. Write for example 30s.
                """),
        Mistake(
            "nobody answers customers",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                http: { tokens: [{ name: crm, secret: { env: A }, may: intake }] }
                relays:
                  - { name: crm, webhook: { url: "https://crm.example.org", secret: { env: B } }, events: all }
                """,
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                casebell.yaml:6:3: warning: relays: nobody can answer a customer: no relay carries replies. Add replies: [source] to a relay, with the sources that it answers.
                """),
        Mistake(
            "a role for no queue",
            [
                "desk.yaml": """
                sigil: "!"
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [{ supervisor: [] }], accounts: { office: sam } }
                """,
            ],
            finds: """
                people.yaml:3:26: warning: people[1].roles[0]: "sam" is supervisor of no queue. Name one, or write supervisor for all.
                """),
        Mistake(
            "agents on another network than the room",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                  - { name: shop, irc: { server: irc.example.net } }
                """,
                "desk.yaml": """
                rooms:
                  care: { network: shop, room: "#care" }
                  office: { network: office, room: "#office" }
                queues:
                  - { name: care, room: care, approvals: office }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:5:25: warning: queues[0].room: nobody who works "care" has an account on the network of its room. Move the room, or add an account in people.yaml.
                """),
    ]
}
