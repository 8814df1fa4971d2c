import Testing

@Suite struct NetworkMistakes {
    @Test(arguments: mistakes)
    func `what is wrong with a network is explained with place, key and way out`(_ mistake: Mistake)
        throws
    {
        #expect(try mistake.found() == mistake.expected)
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "a misspelt key",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      nikc: bell
                """
            ],
            finds: """
                casebell.yaml:5:7: error: networks[0].irc.nikc: this key is not known. Did you mean "nick"?
                """),
        Mistake(
            "a key twice",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      nick: bell
                      nick: belle
                """
            ],
            finds: """
                casebell.yaml:6:7: error: networks[0].irc.nick: this key stands here twice. Keep one; the other is on line 5.
                """),
        Mistake(
            "a network without a kind",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                """
            ],
            finds: """
                casebell.yaml:2:5: error: networks[0]: this network has no kind. Add irc: { server: irc.example.org:6697 }.
                """),
        Mistake(
            "a network of a misspelt kind",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    ric: { server: irc.example.org }
                """
            ],
            finds: """
                casebell.yaml:3:5: error: networks[0].ric: this key is not known. Did you mean "irc"?
                """),
        Mistake(
            "a network of two kinds",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                    matrix: { homeserver: example.org, user: "@bell:example.org", token: { env: T } }
                """
            ],
            finds: """
                casebell.yaml:2:5: error: networks[0]: a network is of one kind, not irc and matrix. Make a network of its own of each.
                """),
        Mistake(
            "the terminal as a network",
            [
                "casebell.yaml": """
                networks:
                  - name: here
                    console: true
                """
            ],
            finds: """
                casebell.yaml:3:5: error: networks[0].console: the terminal is no network of a daemon: that is casebell demo. Write irc: { server: irc.example.org:6697 } in its place, or remove it.
                """),
        Mistake(
            "the terminal beside a network",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                    console: false
                """
            ],
            finds: """
                casebell.yaml:4:5: error: networks[0].console: the terminal is no network of a daemon: that is casebell demo. Write irc: { server: irc.example.org:6697 } in its place, or remove it.
                """),
        Mistake(
            "a network without a server",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { nick: bell }
                """
            ],
            finds: """
                casebell.yaml:3:10: error: networks[0].irc: the key "server" is missing. Add server: irc.example.org:6697.
                """),
        Mistake(
            "two networks of one name",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                  - name: office
                    irc: { server: irc.example.org }
                """
            ],
            finds: """
                casebell.yaml:4:11: error: networks[1].name: the network "office" stands here twice. Give each a name of its own, or merge them.
                """),
        Mistake(
            "a name with spaces",
            [
                "casebell.yaml": """
                networks:
                  - name: my office
                    irc: { server: irc.example.org }
                """
            ],
            finds: """
                casebell.yaml:2:11: error: networks[0].name: "my office" cannot be a name. Use letters, digits, ".", "_" and "-", at most 64.
                """),
        Mistake(
            "a port that is none",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: "irc.example.org:66970" }
                """
            ],
            finds: """
                casebell.yaml:3:20: error: networks[0].irc.server: "irc.example.org:66970" is no host and port. Write for example irc.example.org:6697.
                """),
        Mistake(
            "networks that are no list",
            [
                "casebell.yaml": """
                networks: office
                """
            ],
            finds: """
                casebell.yaml:1:11: error: networks: a list belongs here, not a single value. Write it as [ … ] or as lines with "- ".
                """),
        Mistake(
            "a network that is no group",
            [
                "casebell.yaml": """
                networks: [office]
                """
            ],
            finds: """
                casebell.yaml:1:12: error: networks[0]: a group of keys belongs here, not a single value. Write "key: value" lines or { … }.
                """),
        Mistake(
            "an account in plain over the network",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      tls: false
                      sasl: { account: casebell, password: { env: P } }
                """
            ],
            finds: """
                casebell.yaml:5:12: warning: networks[0].irc.tls: everything travels in plain to irc.example.org. Write tls: true.
                casebell.yaml:6:13: warning: networks[0].irc.sasl: the password of the account travels in plain. Write tls: true, or mechanism: scram-sha-256.
                """),
        Mistake(
            "external without a certificate",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      sasl: { mechanism: external }
                """
            ],
            finds: """
                casebell.yaml:5:26: error: networks[0].irc.sasl.mechanism: external needs the bot's own certificate. Add tls: { certificate: file, key: file }.
                """),
        Mistake(
            "an unknown mechanism",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      sasl: { mechanism: [scram-sha256, plain], account: a, password: { env: P } }
                """
            ],
            finds: """
                casebell.yaml:5:27: error: networks[0].irc.sasl.mechanism[0]: "scram-sha256" is not known here. Did you mean "scram-sha-256"?
                """),
        Mistake(
            "an account without a password",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      sasl: { account: casebell }
                """
            ],
            finds: """
                casebell.yaml:5:13: error: networks[0].irc.sasl: the key "password" is missing. Add password: { env: NAME }.
                """),
        Mistake(
            "a password for whoever is called NickServ",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      services: { password: { env: P } }
                """
            ],
            finds: """
                casebell.yaml:5:29: warning: networks[0].irc.services.password: this password is not sent to "NickServ", because anybody may have that nick. Write name: NickServ@ and the services' server, or leave the password out: the services know the bot by its login.
                """),
        Mistake(
            "a service that is none",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      services: { name: "NickServ@a@b" }
                """
            ],
            finds: """
                casebell.yaml:5:25: error: networks[0].irc.services.name: "NickServ@a@b" is no service. Write its nick, or nick@server: NickServ@services.example.org.
                """),
        Mistake(
            "plain beside scram without TLS",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org:6667
                      tls: false
                      sasl: { mechanism: [scram-sha-256, plain], account: a, password: { env: P } }
                """
            ],
            finds: """
                casebell.yaml:5:12: warning: networks[0].irc.tls: everything travels in plain to irc.example.org. Write tls: true.
                casebell.yaml:6:26: warning: networks[0].irc.sasl.mechanism: plain is never used without TLS where scram-sha-256 stands beside it. Write tls: true, or scram-sha-256 alone.
                """),
        Mistake(
            "a length of time without its unit",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      flood: { every: 2 }
                """
            ],
            finds: """
                casebell.yaml:5:23: error: networks[0].irc.flood.every: "2" is no length of time. Write a whole number with its unit: 200ms, 90s, 30m, 2h, 3d.
                """),
        Mistake(
            "a length of time out of range",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      reconnect: { first: 0s }
                """
            ],
            finds: """
                casebell.yaml:5:27: error: networks[0].irc.reconnect.first: 0s is out of range. Write 10ms to 1h.
                """),
        Mistake(
            "waits in the wrong order",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      reconnect: { first: 10m, longest: 1m }
                """
            ],
            finds: """
                casebell.yaml:5:41: error: networks[0].irc.reconnect.longest: the longest wait (1m) is shorter than the first (10m). Make longest at least 10m.
                """),
        Mistake(
            "a number that is none",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      flood: { burst: four }
                """
            ],
            finds: """
                casebell.yaml:5:23: error: networks[0].irc.flood.burst: "four" is no whole number from 1 to 1000. Write for example 10.
                """),
        Mistake(
            "a flag that is none",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      flood: { unlimited: yes }
                """
            ],
            finds: """
                casebell.yaml:5:27: error: networks[0].irc.flood.unlimited: "yes" is neither true nor false. Write true or false.
                """),
        Mistake(
            "a fingerprint that is none",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      tls: { fingerprints: [abc] }
                """
            ],
            finds: """
                casebell.yaml:5:29: error: networks[0].irc.tls.fingerprints[0]: this is no SHA-256 of a certificate. Write its 64 hex digits: openssl x509 -in FILE -noout -fingerprint -sha256.
                """),
        Mistake(
            "a nick with a space",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      nick: case bell
                """
            ],
            finds: """
                casebell.yaml:5:13: error: networks[0].irc.nick: "case bell" is no name that IRC takes. Use letters, digits and "_-[]\\`^{}|".
                """),
        Mistake(
            "text of two lines",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      realname: |
                        one
                        two
                """
            ],
            finds: """
                casebell.yaml:5:17: error: networks[0].irc.realname: line breaks and control characters have no place here. Write it on one line.
                """),
    ]
}
