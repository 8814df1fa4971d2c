import Testing

/// A Matrix network, its rooms and its people.
@Suite struct MatrixMistakes {
    @Test(arguments: mistakes)
    func `what is wrong on Matrix is explained with place, key and way out`(_ mistake: Mistake)
        throws
    {
        #expect(try mistake.found() == mistake.expected)
    }

    /// The rest of a network in order, with these lines in it.
    private static func network(_ lines: String) -> String {
        """
        networks:
          - name: matrix
            matrix:
              homeserver: https://matrix.example.org
              user: "@casebell:example.org"
        \(lines)
        """
    }

    private static let inOrder = network("      token: { env: T }")

    static let mistakes: [Mistake] = [
        Mistake("a network in order", ["casebell.yaml": inOrder], finds: ""),
        Mistake(
            "everything that can be said of it",
            [
                "casebell.yaml": network(
                    """
                          token: { env: T }
                          tls: { ca: /dev/null, fingerprints: [] }
                          proxy: socks5h://127.0.0.1:9050
                          invites: [example.org, "@zoe:partner.example:8448"]
                          flood: { burst: 20, every: 1s }
                          topic: true
                    """)
            ],
            finds: ""),
        Mistake(
            "half of it",
            [
                "casebell.yaml": """
                networks:
                  - name: matrix
                    matrix: { homeserver: "https://matrix.example.org", user: bell }
                """
            ],
            finds: """
                casebell.yaml:3:13: error: networks[0].matrix: there is no way to log in. Add token: { env: NAME } or password: { env: NAME }.
                casebell.yaml:3:63: error: networks[0].matrix.user: "bell" is no Matrix user. Write it whole and in quotes: "@casebell:example.org".
                """),
        Mistake(
            "a homeserver of another scheme",
            [
                "casebell.yaml": """
                networks:
                  - name: matrix
                    matrix:
                      homeserver: ftp://matrix.example.org
                      user: "@casebell:example.org"
                      token: { env: T }
                """
            ],
            finds: """
                casebell.yaml:4:19: error: networks[0].matrix.homeserver: "ftp://" cannot be used here. It has to begin with https://, http://.
                """),
        Mistake(
            "a homeserver with a query",
            [
                "casebell.yaml": """
                networks:
                  - name: matrix
                    matrix:
                      homeserver: https://matrix.example.org/?x=1
                      user: "@casebell:example.org"
                      token: { env: T }
                """
            ],
            finds: """
                casebell.yaml:4:19: error: networks[0].matrix.homeserver: "https://matrix.example.org/?x=1" is no homeserver. Write https://host, and no more.
                """),
        Mistake(
            "the name of another server than the user's",
            [
                "casebell.yaml": """
                networks:
                  - name: matrix
                    matrix:
                      homeserver: matrix.example.org
                      user: "@casebell:example.org"
                      token: { env: T }
                """
            ],
            finds: """
                casebell.yaml:4:19: error: networks[0].matrix.homeserver: "@casebell:example.org" is not of "matrix.example.org". Write homeserver: example.org, or its address: https://matrix.example.org.
                """),
        Mistake(
            "the name of the user's server",
            [
                "casebell.yaml": """
                networks:
                  - name: matrix
                    matrix:
                      homeserver: example.org
                      user: "@casebell:example.org"
                      token: { env: T }
                """
            ],
            finds: ""),
        Mistake(
            "a token in plain over the network",
            [
                "casebell.yaml": """
                networks:
                  - name: matrix
                    matrix:
                      homeserver: http://matrix.example.org
                      user: "@casebell:example.org"
                      token: { env: T }
                """
            ],
            finds: """
                casebell.yaml:4:19: warning: networks[0].matrix.homeserver: http:// sends everything in plain over the network. Use https://.
                """),
        Mistake(
            "a homeserver on this machine",
            [
                "casebell.yaml": """
                networks:
                  - name: matrix
                    matrix:
                      homeserver: http://127.0.0.1:8008/
                      user: "@casebell:example.org"
                      token: { env: T }
                """
            ],
            finds: ""),
        Mistake(
            "a password instead of a token",
            ["casebell.yaml": network("      password: { env: P }")],
            finds: """
                casebell.yaml:6:17: warning: networks[0].matrix.password: whoever has the account's password has the whole account. Make a token for the bot alone: token: { env: NAME }.
                """),
        Mistake(
            "a token and a password",
            [
                "casebell.yaml": network(
                    "      token: { env: T }\n      password: { env: P }")
            ],
            finds: """
                casebell.yaml:7:17: error: networks[0].matrix.password: a token and a password. Keep one of them.
                """),
        Mistake(
            "a token that stands there in plain",
            ["casebell.yaml": network("      token: syt_abc")],
            finds: """
                casebell.yaml:6:14: error: networks[0].matrix.token: a secret never stands here in plain. Write { env: NAME } or { file: path }.
                """),
        Mistake(
            "TLS switched off beside an address",
            [
                "casebell.yaml": network(
                    "      token: { env: T }\n      tls: false")
            ],
            finds: """
                casebell.yaml:7:12: error: networks[0].matrix.tls: whether there is TLS is said by the homeserver's address. Write https:// or http:// there, and leave this out.
                """),
        Mistake(
            "files for TLS that are not there",
            [
                "casebell.yaml": network(
                    """
                          token: { env: T }
                          tls: { ca: /nowhere/ca.pem, certificate: /nowhere/bot.pem, key: /nowhere/bot.key }
                    """)
            ],
            finds: """
                casebell.yaml:7:18: warning: networks[0].matrix.tls.ca: /nowhere/ca.pem: no such file. Paths are relative to the current directory.
                casebell.yaml:7:48: warning: networks[0].matrix.tls.certificate: /nowhere/bot.pem: no such file. Paths are relative to the current directory.
                casebell.yaml:7:71: warning: networks[0].matrix.tls.key: /nowhere/bot.key: no such file. Paths are relative to the current directory.
                """),
        Mistake(
            "invitations of nobody",
            [
                "casebell.yaml": network(
                    "      token: { env: T }\n      invites: [\"dana example\"]")
            ],
            finds: """
                casebell.yaml:7:17: error: networks[0].matrix.invites[0]: "dana example" is neither a server nor a user. Write example.org, or "@zoe:example.org".
                """),
        Mistake(
            "a misspelt key",
            [
                "casebell.yaml": network(
                    "      token: { env: T }\n      invite: example.org")
            ],
            finds: """
                casebell.yaml:7:7: error: networks[0].matrix.invite: this key is not known. Did you mean "invites"?
                """),
        Mistake(
            "rooms that are none, and one with a key",
            [
                "casebell.yaml": inOrder,
                "desk.yaml": """
                rooms:
                  care: { network: matrix, room: "#care" }
                  hall: { network: matrix, room: "care:example.org" }
                  lobby: { network: matrix, room: "#lobby:example.org", key: { env: K } }
                  vault: { network: matrix, room: "!vault" }
                """,
            ],
            finds: """
                desk.yaml:2:34: error: rooms.care.room: "#care" is no Matrix room. Write its id or alias in quotes: "#care:example.org".
                desk.yaml:3:34: error: rooms.hall.room: "care:example.org" is no Matrix room. Write its id or alias in quotes: "#care:example.org".
                desk.yaml:4:62: warning: rooms.lobby.key: Matrix rooms have no keys. Remove it and invite the bot.
                """),
        Mistake(
            "accounts that are no users, and the bot's own",
            [
                "casebell.yaml": inOrder,
                "people.yaml": """
                people:
                  - { name: dana, roles: [agent], accounts: { matrix: dana } }
                  - { name: bo, roles: [agent], accounts: { matrix: "@bo" } }
                  - { name: sam, roles: [agent], accounts: { matrix: "@Sam:example.org" } }
                  - { name: lee, roles: [agent], accounts: { matrix: "@casebell:example.org" } }
                """,
            ],
            finds: """
                people.yaml:2:55: error: people[0].accounts.matrix: "dana" is no Matrix user. Write it whole and in quotes: "@dana:example.org".
                people.yaml:3:53: error: people[1].accounts.matrix: "@bo" is no Matrix user. Write it whole and in quotes: "@dana:example.org".
                people.yaml:4:54: warning: people[2].accounts.matrix: user ids are given out without capitals, and whoever's has some is not recognised. Write "@sam:example.org" if that is the account; whoever has one of old with capitals needs another.
                people.yaml:5:54: error: people[3].accounts.matrix: "@casebell:example.org" is the bot's own user. Write the person's.
                """),
    ]
}
