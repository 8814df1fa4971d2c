import Testing

@Suite struct PeopleMistakes {
    @Test(arguments: mistakes)
    func `what is wrong with people is explained with place, key and way out`(_ mistake: Mistake)
        throws
    {
        #expect(try mistake.found() == mistake.expected)
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "an account on a network without a name",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: kim, roles: [admin], accounts: { "": kim } }
                """
            ],
            finds: """
                people.yaml:3:46: error: people[1].accounts: a key has to be a plain word. Put the name in quotes, or remove the line.
                """),
        Mistake(
            "an account on an unknown network",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { offcie: sam } }
                """
            ],
            finds: """
                people.yaml:3:59: error: people[1].accounts.offcie: no network is called "offcie". Did you mean "office"?
                """),
        Mistake(
            "a person twice",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                  - { name: Dana, roles: [agent], accounts: { office: dana2 } }
                """
            ],
            finds: """
                people.yaml:4:13: error: people[2].name: the person "dana" stands here twice. Give each a name of its own, or merge them.
                """),
        Mistake(
            "one account of two people",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: Dana } }
                """
            ],
            finds: """
                people.yaml:3:59: error: people[1].accounts.office: this account is "dana"'s already. An account is one person's: remove it from one of them.
                """),
        Mistake(
            "a mask without leave",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: "dana!*@10.0.0.7" } }
                """
            ],
            finds: """
                people.yaml:2:55: error: people[0].accounts.office: "dana!*@10.0.0.7" is a mask, not an account. Write the account's name; only on a network without accounts add identity: hostmask to the person.
                """),
        Mistake(
            "masks that somebody could fit both",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], identity: hostmask, accounts: { office: "dana!*@10.0.0.7" } }
                  - { name: sam, roles: [supervisor], identity: hostmask, accounts: { office: "*!*@10.0.0.7" } }
                """
            ],
            finds: """
                people.yaml:2:75: warning: people[0].accounts.office: whoever appears as dana!*@10.0.0.7 is "dana", without a login. Where the network has accounts, write the account and leave identity out.
                people.yaml:3:79: warning: people[1].accounts.office: whoever appears as *!*@10.0.0.7 is "sam", without a login. Where the network has accounts, write the account and leave identity out.
                people.yaml:3:79: warning: people[1].accounts.office: whoever fits both *!*@10.0.0.7 and dana!*@10.0.0.7 is recognised as nobody. Write them so that nobody can fit both.
                """),
        Mistake(
            "an account where masks are meant",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], identity: hostmask, accounts: { office: dana } }
                """
            ],
            finds: """
                people.yaml:2:75: error: people[0].accounts.office: "dana" is no host mask. With identity: hostmask write "nick!user@host"; * and ? stand for anything.
                """),
        Mistake(
            "a mask that any host fits",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], identity: hostmask, accounts: { office: "dana!*@*" } }
                """
            ],
            finds: """
                people.yaml:2:75: error: people[0].accounts.office: any host would be "dana". Write the host or a part of it: anybody can take a nick.
                """),
        Mistake(
            "a mask",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], identity: hostmask, accounts: { office: "dana!*@10.0.0.7" } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """
            ],
            finds: """
                people.yaml:2:75: warning: people[0].accounts.office: whoever appears as dana!*@10.0.0.7 is "dana", without a login. Where the network has accounts, write the account and leave identity out.
                """),
        Mistake(
            "a person without an account",
            [
                "people.yaml": """
                people: [{ name: dana, roles: [agent] }]
                """
            ],
            finds: """
                people.yaml:1:10: warning: people[0]: "dana" has no account and cannot be recognised. Add accounts: { network: account }.
                """),
        Mistake(
            "a person without a role",
            [
                "people.yaml": """
                people: [{ name: dana, accounts: { office: dana } }]
                """
            ],
            finds: """
                people.yaml:1:10: warning: people[0]: "dana" has no role and may only ask for help. Add roles: [agent].
                """),
        Mistake(
            "a misspelt role",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [superviser], accounts: { office: sam } }
                """
            ],
            finds: """
                people.yaml:3:26: error: people[1].roles[0]: "superviser" is not known here. Did you mean "supervisor"?
                """),
        Mistake(
            "a misspelt role with queues",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [{ superviser: [care] }], accounts: { office: sam } }
                """
            ],
            finds: """
                people.yaml:3:40: error: people[1].roles[0].superviser: "superviser" is no role. Did you mean "supervisor"?
                """),
        Mistake(
            "a role in an unknown queue",
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
                  - { name: sam, roles: [{ supervisor: [caer] }, supervisor], accounts: { office: sam } }
                """,
            ],
            finds: """
                people.yaml:3:26: error: people[1].roles[0]: no queue is called "caer". Did you mean "care"?
                """),
        Mistake(
            "a mail address that is none",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam }, page: { email: sam } }
                """
            ],
            finds: """
                people.yaml:3:81: error: people[1].page.email: "sam" is no mail address. Write for example sam@example.org.
                """),
        Mistake(
            "a language that is none",
            [
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], languages: [english], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { office: sam } }
                """
            ],
            finds: """
                people.yaml:2:47: error: people[0].languages[0]: "english" is no language. Write its tag: en, de, pt-br.
                """),
        Mistake(
            "a person without a name",
            [
                "people.yaml": """
                people: [{ roles: [agent], accounts: { office: dana } }]
                """
            ],
            finds: """
                people.yaml:1:10: error: people[0]: the key "name" is missing. Add name: dana.
                """),
        Mistake(
            "people without the first key",
            [
                "people.yaml": """
                - { name: dana }
                """
            ],
            finds: """
                people.yaml:1:1: error: a group of keys belongs here, not a list. Write "key: value" lines or { … }.
                """),
        Mistake(
            "a Matrix account cut short",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                  - { name: matrix, matrix: { homeserver: "https://m.example.org", user: "@b:example.org", token: { env: T } } }
                """,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { office: dana } }
                  - { name: sam, roles: [supervisor], accounts: { matrix: sam } }
                """,
            ],
            finds: """
                people.yaml:3:59: error: people[1].accounts.matrix: "sam" is no Matrix user. Write it whole and in quotes: "@dana:example.org".
                """),
    ]
}
