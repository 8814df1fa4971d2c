import Testing

@Suite struct ConnectionMistakes {
    @Test(arguments: mistakes)
    func `what is wrong around the networks is explained with place, key and way out`(
        _ mistake: Mistake
    ) throws {
        #expect(try mistake.found() == mistake.expected)
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "a misspelt key at the top",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                time-zone: Europe/London
                """
            ],
            finds: """
                casebell.yaml:4:1: error: time-zone: this key is not known. Did you mean "timezone"?
                """),
        Mistake(
            "a key that resembles none",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                colour: blue
                """
            ],
            finds: """
                casebell.yaml:4:1: error: colour: this key is not known. Known: name, timezone, mode, state, store, log, networks, http, sources, relays, paging.
                """),
        Mistake(
            "two keys twice, in two groups",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                mode: live
                mode: practice
                log: { level: info, "level": debug }
                """
            ],
            finds: """
                casebell.yaml:5:1: error: mode: this key stands here twice. Keep one; the other is on line 4.
                casebell.yaml:6:21: error: log.level: this key stands here twice. Keep one; the other is on line 6.
                """),
        Mistake(
            "a password in plain",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      sasl: { account: casebell, password: hunter2 }
                """
            ],
            finds: """
                casebell.yaml:5:44: error: networks[0].irc.sasl.password: a secret never stands here in plain. Write { env: NAME } or { file: path }.
                """),
        Mistake(
            "a secret of two places",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      password: { env: A, file: /nowhere }
                """
            ],
            finds: """
                casebell.yaml:5:17: error: networks[0].irc.password: a secret has one place, the environment or a file. Write { env: NAME } or { file: path }.
                """),
        Mistake(
            "a secret of no place",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      password: {}
                """
            ],
            finds: """
                casebell.yaml:5:17: error: networks[0].irc.password: a secret has one place, the environment or a file. Write { env: NAME } or { file: path }.
                """),
        Mistake(
            "a misspelt place of a secret",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      password: { evn: CASEBELL }
                """
            ],
            finds: """
                casebell.yaml:5:19: error: networks[0].irc.password.evn: this key is not known. Did you mean "env"?
                """),
        Mistake(
            "a secret where its name belongs",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      password: { env: "correct horse" }
                """
            ],
            finds: """
                casebell.yaml:5:24: error: networks[0].irc.password.env: this is no name of an environment variable. Write its name alone, for example { env: CASEBELL_TOKEN }.
                """),
        Mistake(
            "a file of a secret that is not there",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      password: { file: /nowhere/secret }
                """
            ],
            finds: """
                casebell.yaml:5:17: warning: networks[0].irc.password: /nowhere/secret: no such file. Paths are relative to the current directory.
                """),
        Mistake(
            "a secret that systemd has for the service while it runs",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc:
                      server: irc.example.org
                      password: { file: /run/credentials/nowhere.service/irc }
                """
            ],
            finds: """
                casebell.yaml:5:17: warning: networks[0].irc.password: /run/credentials/nowhere.service/irc: no such file. systemd puts it there while the service runs, by LoadCredential= in its unit.
                """),
        Mistake(
            "an unknown time zone",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                timezone: Europe/Lodnon
                """
            ],
            finds: """
                casebell.yaml:4:11: error: timezone: "Europe/Lodnon" is no known time zone. Did you mean "Europe/London"?
                """),
        Mistake(
            "a time zone like no other",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                timezone: Nowhere
                """
            ],
            finds: """
                casebell.yaml:4:11: error: timezone: "Nowhere" is no known time zone. Write for example Europe/London or UTC.
                """),
        Mistake(
            "an unknown mode",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                mode: practise
                """
            ],
            finds: """
                casebell.yaml:4:7: error: mode: "practise" is not known here. Did you mean "practice"?
                """),
        Mistake(
            "an unknown level",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                log: { level: verbose }
                """
            ],
            finds: """
                casebell.yaml:4:15: error: log.level: "verbose" is not known here. Known: trace, debug, info, notice, warning, error, critical.
                """),
        Mistake(
            "an unknown store",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                store: mysql://db
                """
            ],
            finds: """
                casebell.yaml:4:8: error: store: "mysql" is no kind of store. Write for example sqlite:casebell.db.
                """),
        Mistake(
            "a store of a build of another kind",
            [
                "casebell.yaml": """
                networks:
                  - name: office
                    irc: { server: irc.example.org }
                store: postgresql://bell@db/bell
                """
            ],
            finds: """
                casebell.yaml:4:8: error: store: this build keeps its cases in SQLite alone. Write sqlite:casebell.db, or build with the PostgreSQL trait.
                """),
        Mistake(
            "no network at all",
            [
                "casebell.yaml": """
                mode: live
                """
            ],
            finds: """
                casebell.yaml: warning: networks: there is no network: nobody sees what comes in. Add one: networks: [{ name: office, irc: { server: irc.example.org:6697 } }].
                """),
    ]
}
