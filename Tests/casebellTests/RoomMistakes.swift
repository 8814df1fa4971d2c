import Testing

@Suite struct RoomMistakes {
    @Test(arguments: mistakes)
    func `what is wrong with rooms and queues is explained with place, key and way out`(
        _ mistake: Mistake
    ) throws {
        #expect(try mistake.found() == mistake.expected)
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "a room on an unknown network",
            [
                "desk.yaml": """
                rooms: { care: { network: ofice, room: "#care" } }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:27: error: rooms.care.network: no network is called "ofice". Did you mean "office"?
                """),
        Mistake(
            "a channel without its quotes",
            [
                "desk.yaml": """
                rooms:
                  care:
                    network: office
                    room: #care
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:4:5: error: rooms.care.room: nothing is written here. Write room: "#care". What begins with # needs quotes.
                """),
        Mistake(
            "a channel without its quotes, on one line",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: #care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:2:41: error: this is not YAML: did not find expected node content while parsing a flow node, begun on line 2. Put what begins with # in quotes.
                """),
        Mistake(
            "a room's name that moves what is said about it",
            [
                "desk.yaml": """
                rooms: { "car\te": { network: office, room: "#care" } }
                queues: [{ name: care, room: care }]
                """
            ],
            finds: """
                desk.yaml:1:19: error: rooms.car\\u{9}e: "car\\u{9}e" cannot be a room's name. Use letters, digits, ".", "_" and "-", at most 64.
                desk.yaml:2:30: error: queues[0].room: no room is called "care". Did you mean "car\\u{9}e"?
                """),
        Mistake(
            "a name with something invisible in it",
            [
                "desk.yaml": """
                rooms: { care: { network: office, room: "#care" } }
                queues: [{ name: "ca\u{E0061}\u{34F}re", room: care }]
                """
            ],
            finds: """
                desk.yaml:2:18: error: queues[0].name: "ca\\u{e0061}\\u{34f}re" cannot be a name. Use letters, digits, ".", "_" and "-", at most 64.
                """),
        Mistake(
            "a channel without its mark",
            [
                "desk.yaml": """
                rooms: { care: { network: office, room: care } }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:41: error: rooms.care.room: "care" is no IRC channel. Write it with its mark and in quotes: "#care".
                """),
        Mistake(
            "one channel under two names",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                  desk: { network: office, room: "#CARE" }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:3:34: error: rooms.desk.room: this is the room that "care" names already. Use the one name wherever the room is meant.
                """),
        Mistake(
            "a room that shows everything",
            [
                "desk.yaml": """
                rooms: { care: { network: office, room: "#care", private: true } }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:1:59: warning: rooms.care.private: customers' words are shown here whoever may join or read. Remove it and make the room invite-only or keyed.
                """),
        Mistake(
            "a queue in an unknown room",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: [care, crae], approvals: aprovals }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:4:32: error: queues[0].room[1]: no room is called "crae". Did you mean "care"?
                desk.yaml:4:50: error: queues[0].approvals: no room is called "aprovals". Known: care.
                """),
        Mistake(
            "a queue without a room",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:4:5: error: queues[0]: the key "room" is missing. Add room: care.
                """),
        Mistake(
            "two queues of one name",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                  - { name: care, room: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:5:13: error: queues[1].name: the queue "care" stands here twice. Give each a name of its own, or merge them.
                """),
        Mistake(
            "a queue with a word of the command",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: due, room: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:4:13: error: queues[0].name: "due" means something else in the command queue. Choose another name.
                """),
        Mistake(
            "a service level without its sign",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care, service_level: 80 }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:4:46: error: queues[0].service_level: "80" is no percentage. Write for example 80% or 99.5%.
                """),
        Mistake(
            "nobody to approve",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                """,
            ],
            finds: """
                desk.yaml:4:13: warning: queues[0].name: nobody can approve in "care", and it has approval: always. Give somebody with an account the role supervisor in people.yaml.
                """),
        Mistake(
            "nobody at all",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                """
            ],
            finds: """
                desk.yaml:4:13: warning: queues[0].name: nobody can claim in "care". Give somebody with an account the role agent in people.yaml.
                desk.yaml:4:13: warning: queues[0].name: nobody can approve in "care", and it has approval: always. Give somebody with an account the role supervisor in people.yaml.
                """),
        Mistake(
            "a supervisor of another queue",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                  - { name: billing, room: care }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [{ supervisor: [billing] }], accounts: { office: sam } }
                """,
            ],
            finds: """
                desk.yaml:4:13: warning: queues[0].name: nobody can approve in "care", and it has approval: always. Give somebody with an account the role supervisor in people.yaml.
                """),
        Mistake(
            "one person alone",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                """,
                "people.yaml": """
                people: [{ name: sam, roles: [agent, supervisor], accounts: { office: sam } }]
                """,
            ],
            finds: """
                desk.yaml:4:13: warning: queues[0].name: "sam" alone works "care", and nobody approves their own. Give one more person the role agent or supervisor in people.yaml.
                """),
        Mistake(
            "a supervisor alone",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                """,
                "people.yaml": """
                people: [{ name: sam, roles: [supervisor], accounts: { office: sam } }]
                """,
            ],
            finds: """
                desk.yaml:4:13: warning: queues[0].name: "sam" alone works "care", and nobody approves their own. Give one more person the role agent or supervisor in people.yaml.
                """),
        Mistake(
            "supervisors alone, who claim as well",
            [
                "desk.yaml": """
                rooms:
                  care: { network: office, room: "#care" }
                queues:
                  - { name: care, room: care }
                """,
                "people.yaml": """
                people:
                  - { name: lee, roles: [supervisor], accounts: { office: lee } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
            ],
            finds: ""),
        Mistake(
            "a supervisor alone where the room is",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                  - { name: shop, irc: { server: irc.example.net } }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { shop: sam } }
                """,
                "desk.yaml": """
                rooms:
                  care: { network: shop, room: "#care" }
                queues:
                  - { name: care, room: care }
                """,
            ],
            finds: ""),
        Mistake(
            "approvals where no supervisor is",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                  - { name: shop, irc: { server: irc.example.net } }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """,
                "desk.yaml": """
                rooms:
                  care: { network: shop, room: "#care" }
                queues:
                  - { name: care, room: care }
                """,
            ],
            finds: """
                desk.yaml:4:5: warning: queues[0]: no supervisor of "care" has an account on the network of this room. Move the room, or add an account in people.yaml.
                desk.yaml:4:25: warning: queues[0].room: nobody who works "care" has an account on the network of its room. Move the room, or add an account in people.yaml.
                """),
    ]
}
