import Testing

@Suite struct RelayMistakes {
    @Test(arguments: mistakes)
    func `what is wrong with what comes in and goes out is explained with place, key and way out`(
        _ mistake: Mistake
    ) throws {
        #expect(try mistake.found() == mistake.expected)
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "a password in an address",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                relays:
                  - { name: crm, webhook: { url: "https://bell:secret@crm.example.org", secret: { env: S } }, events: all }
                """
            ],
            finds: """
                casebell.yaml:5:34: error: relays[0].webhook.url: a user or password never stands in an address. Remove what stands before the @.
                """),
        Mistake(
            "an address that is none",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                relays:
                  - { name: crm, webhook: { url: crm.example.org/hook, secret: { env: S } }, events: all }
                """
            ],
            finds: """
                casebell.yaml:5:34: error: relays[0].webhook.url: "crm.example.org/hook" is no address of the web. Write it whole, beginning with https://, http://.
                """),
        Mistake(
            "an address of another scheme",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                relays:
                  - { name: crm, webhook: { url: "ftp://crm.example.org", secret: { env: S } }, events: all }
                """
            ],
            finds: """
                casebell.yaml:5:34: error: relays[0].webhook.url: "ftp://" cannot be used here. It has to begin with https://, http://.
                """),
        Mistake(
            "a hook in plain",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                relays:
                  - { name: crm, webhook: { url: "http://crm.example.org", secret: { env: S } }, events: all }
                """
            ],
            finds: """
                casebell.yaml:5:34: warning: relays[0].webhook.url: http:// sends everything in plain over the network. Use https://.
                """),
        Mistake(
            "an open door",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                http: { listen: "0.0.0.0:8642", tokens: [{ name: crm, secret: { env: T }, may: read }] }
                """
            ],
            finds: """
                casebell.yaml:4:17: warning: http.listen: tokens and customers' words travel in plain to 0.0.0.0. Listen on 127.0.0.1 behind a proxy that speaks TLS.
                """),
        Mistake(
            "a token that may do nothing",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                http: { tokens: [{ name: crm, secret: { env: T } }] }
                """
            ],
            finds: """
                casebell.yaml:4:18: warning: http.tokens[0]: this token may do nothing. Add may: [intake, read].
                """),
        Mistake(
            "a token that may do something unknown",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                http: { tokens: [{ name: crm, secret: { env: T }, may: [write, read] }] }
                """
            ],
            finds: """
                casebell.yaml:4:57: error: http.tokens[0].may[0]: "write" is not known here. Known: intake, read, command.
                """),
        Mistake(
            "a reserved permission",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                http: { tokens: [{ name: crm, secret: { env: T }, may: [command] }] }
                """
            ],
            finds: """
                casebell.yaml:4:57: warning: http.tokens[0].may[0]: "command" is reserved and permits nothing yet. Remove it.
                """),
        Mistake(
            "two tokens of one secret",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                http: { tokens: [{ name: a, secret: { env: T }, may: read }, { name: b, secret: { env: T }, may: read }] }
                """
            ],
            finds: """
                casebell.yaml:4:81: error: http.tokens[1].secret: the token "a" has the same secret. Give each token a secret of its own.
                """),
        Mistake(
            "a door for nobody",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                http: {}
                """
            ],
            finds: """
                casebell.yaml:4:7: warning: http: nobody may post or read here. Add tokens: [{ name: crm, secret: { env: NAME }, may: [intake, read] }].
                """),
        Mistake(
            "a source that nothing listens for",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                sources: [{ name: crm, webhook: { secret: { env: S } } }]
                """
            ],
            finds: """
                casebell.yaml:4:10: warning: sources: nothing listens for these signed posts. Add http: { listen: 127.0.0.1:8642 }.
                """),
        Mistake(
            "a relay for nothing",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                relays: [{ name: crm, webhook: { url: "https://crm.example.org", secret: { env: S } } }]
                """
            ],
            finds: """
                casebell.yaml:4:10: warning: relays[0]: this relay is told nothing and carries no replies. Add events: all or replies: [source].
                """),
        Mistake(
            "a misspelt event",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                relays: [{ name: crm, webhook: { url: "https://crm.example.org", secret: { env: S } }, events: [case.claimd] }]
                """
            ],
            finds: """
                casebell.yaml:4:97: error: relays[0].events[0]: no event is called "case.claimd". Did you mean "case.claimed"?
                """),
        Mistake(
            "replies on two ways",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                relays:
                  - { name: a, webhook: { url: "https://a.example.org", secret: { env: S } }, replies: [crm] }
                  - { name: b, webhook: { url: "https://b.example.org", secret: { env: S } }, replies: [crm] }
                """
            ],
            finds: """
                casebell.yaml:6:89: error: relays[1].replies[0]: replies to "crm" go through the relay "a" already. Name each source once, in one relay.
                """),
        Mistake(
            "replies to a misspelt source",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                http: { tokens: [{ name: crm, secret: { env: T }, may: intake }] }
                relays: [{ name: a, webhook: { url: "https://a.example.org", secret: { env: S } }, replies: [crn] }]
                """
            ],
            finds: """
                casebell.yaml:5:94: warning: relays[0].replies[0]: no source or token is called "crn". Did you mean "crm"?
                """),
    ]
}
