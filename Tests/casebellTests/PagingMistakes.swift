import Testing

@testable import casebell

@Suite struct PagingMistakes {
    @Test(arguments: mistakes)
    func `what is wrong with pages is explained with place, key and way out`(_ mistake: Mistake)
        throws
    {
        #expect(try mistake.found() == mistake.expected)
    }

    private static func paging(_ lines: String, people: String? = nil, rota: String? = nil)
        -> [String: String]
    {
        var files = ["casebell.yaml": ConfigurationFolder.oneNetwork + "paging:\n  \(lines)\n"]
        if let people { files["people.yaml"] = "people:\n\(people)" }
        if let rota {
            files["rota.yaml"] = rota
            files["desk.yaml"] = """
                rooms: { care: { network: office, room: "#care" } }
                queues: [{ name: care, room: care }]
                policy: { approval: always }

                """
        }
        return files
    }

    private static let smtp = "smtp: { server: mail.example.org, from: bell@example.org }"

    static let mistakes: [Mistake] = [
        Mistake(
            "nothing is said", paging("smtp:"),
            finds: """
                casebell.yaml:5:3: warning: paging: nothing is said here, and pages stay in the chat. Add smtp: { server: …, from: … } or webhook: { url: …, secret: … }.
                """),
        Mistake(
            "mail without a server and an address", paging("smtp: { tls: starttls }"),
            finds: """
                casebell.yaml:5:9: error: paging.smtp: the key "server" is missing. Add server: mail.example.org:587.
                casebell.yaml:5:9: error: paging.smtp: the key "from" is missing. Add from: casebell@example.org.
                """),
        Mistake(
            "a server that is none", paging("smtp: { server: \"smtp://mail\", from: b@x.example }"),
            finds: """
                casebell.yaml:5:19: error: paging.smtp.server: "smtp://mail" is no host and port. Write for example mail.example.org:465.
                """),
        Mistake(
            "a port that is none",
            paging("smtp: { server: \"mail:0\", tls: false, from: b@x.example }"),
            finds: """
                casebell.yaml:5:19: error: paging.smtp.server: 0 is no port. Write 25.
                """),
        Mistake(
            "a sender with a name", paging("smtp: { server: mail, from: Bell <b@x.example> }"),
            finds: """
                casebell.yaml:5:31: error: paging.smtp.from: "Bell <b@x.example>" is no mail address. Write for example sam@example.org.
                """),
        Mistake(
            "letters that not every server takes",
            paging("smtp: { server: mail, from: bück@x.example }"),
            finds: """
                casebell.yaml:5:31: error: paging.smtp.from: "bück@x.example" has other letters than ASCII in it. Not every mail server takes it: write another address of theirs.
                """),
        Mistake(
            "a way to be protected that is none",
            paging("smtp: { server: mail, from: b@x.example, tls: ssl }"),
            finds: """
                casebell.yaml:5:49: error: paging.smtp.tls: "ssl" is not known here. Write true, starttls, opportunistic, false or { ca: file, starttls: true }.
                """),
        Mistake(
            "a user without a password and the other way round",
            paging(
                """
                smtp: { server: mail, from: b@x.example, user: bell }
                  webhook: { url: "https://ntfy.example.org" }
                """),
            finds: """
                casebell.yaml:5:50: error: paging.smtp.user: a user without a password. Add password: { env: NAME }.
                casebell.yaml:6:12: error: paging.webhook: the key "secret" is missing. Add secret: { env: NAME }.
                """),
        Mistake(
            "a password without its user",
            paging("smtp: { server: mail, from: b@x.example, password: { env: P } }"),
            finds: """
                casebell.yaml:5:54: error: paging.smtp.password: a password without its user. Add user: casebell.
                """),
        Mistake(
            "a password in the clear",
            paging(
                "smtp: { server: mail, tls: false, from: b@x.example, user: b, password: { env: P } }"
            ),
            finds: """
                casebell.yaml:5:30: warning: paging.smtp.tls: the password travels in plain to mail. Write tls: true or tls: starttls.
                """),
        Mistake(
            "a password that somebody in between can have",
            paging(
                "smtp: { server: mail, tls: opportunistic, from: b@x.example, user: b, password: { env: P } }"
            ),
            finds: """
                casebell.yaml:5:30: warning: paging.smtp.tls: whoever stands between here and mail can have the password in plain. Write tls: starttls.
                """),
        Mistake(
            "a password in the clear that stays on this machine",
            paging(
                "smtp: { server: localhost, tls: false, from: b@x.example, user: b, password: { env: P } }"
            ), finds: ""),
        Mistake(
            "a password written out",
            paging("smtp: { server: mail, from: b@x.example, user: b, password: sesame }"),
            finds: """
                casebell.yaml:5:63: error: paging.smtp.password: a secret never stands here in plain. Write { env: NAME } or { file: path }.
                """),
        Mistake(
            "an authority that is not there",
            paging(
                "smtp: { server: mail, from: b@x.example, tls: { ca: nowhere.pem, certificate: x } }"
            ),
            finds: """
                casebell.yaml:5:55: warning: paging.smtp.tls.ca: nowhere.pem: no such file. Paths are relative to the current directory.
                casebell.yaml:5:68: error: paging.smtp.tls.certificate: this key is not known. Known: ca, starttls.
                """),
        Mistake(
            "links that lead nowhere and in plain",
            paging("link: \"http://care.example.org?x=1\""),
            finds: """
                casebell.yaml:5:9: error: paging.link: "http://care.example.org?x=1" cannot stand before a path. Write https://care.example.org, and no more.
                """),
        Mistake(
            "links that nobody serves", paging("\(smtp)\n  link: \"http://care.example.org/\""),
            finds: """
                casebell.yaml:6:9: warning: paging.link: http:// sends everything in plain over the network. Use https://.
                casebell.yaml:6:9: warning: paging.link: nothing listens for these links. Add http: { listen: 127.0.0.1:8642 }.
                """),
        Mistake(
            "a heartbeat too fast and to nobody", paging("heartbeat: { every: 1s }"),
            finds: """
                casebell.yaml:5:14: error: paging.heartbeat: the key "url" is missing. Add url: https://watch.example.org/casebell.
                casebell.yaml:5:23: error: paging.heartbeat.every: 1s is out of range. Write 5s to 1d.
                """),
        Mistake(
            "a misspelt key", paging("\(smtp)\n  hearbeat: { url: \"https://x.example\" }"),
            finds: """
                casebell.yaml:6:3: error: paging.hearbeat: this key is not known. Did you mean "heartbeat"?
                """),
        Mistake(
            "a person for a webhook that is not there",
            paging(
                smtp,
                people:
                    "  - { name: sam, roles: [agent], accounts: { office: sam }, page: { webhook: true } }\n"
            ),
            finds: """
                people.yaml:2:78: warning: people[0].page.webhook: there is no webhook for pages. Add paging: { webhook: { url: …, secret: … } } to casebell.yaml.
                """),
        Mistake(
            "a person for mails that nobody takes",
            [
                "people.yaml":
                    "people:\n  - { name: sam, roles: [agent], accounts: { office: sam }, page: { email: sam@example.org } }\n"
            ],
            finds: """
                people.yaml:2:76: warning: people[0].page.email: there is no mail server for pages. Add paging: { smtp: { server: …, from: … } } to casebell.yaml.
                """),
        Mistake(
            "several people for mails that nobody takes",
            [
                "people.yaml": """
                people:
                  - { name: sam, roles: [agent], accounts: { office: sam }, page: { email: sam@example.org } }
                  - { name: lee, roles: [agent], accounts: { office: lee }, page: { email: lee@example.org, webhook: true } }
                  - { name: kim, roles: [agent], accounts: { office: kim }, page: { email: kim@example.org, webhook: true } }
                """
            ],
            finds: """
                people.yaml:2:76: warning: people[0].page.email: there is no mail server for pages, and 2 more people have this. Add paging: { smtp: { server: …, from: … } } to casebell.yaml.
                people.yaml:3:102: warning: people[1].page.webhook: there is no webhook for pages, and one more person has this. Add paging: { webhook: { url: …, secret: … } } to casebell.yaml.
                """),
        Mistake(
            "ways out of the chat that are misspelt",
            [
                "casebell.yaml": ConfigurationFolder.oneNetwork
                    + "paging: { stmp: { server: mail.example.org, from: bell@example.org } }\n",
                "people.yaml":
                    "people:\n  - { name: sam, roles: [agent], accounts: { office: sam }, page: { email: sam@example.org } }\n",
            ],
            finds: """
                casebell.yaml:4:11: error: paging.stmp: this key is not known. Did you mean "smtp"?
                """),
        Mistake(
            "an address by which a calendar knows somebody",
            paging(
                "webhook: { url: \"https://ntfy.example.org\", secret: { env: S } }",
                people: """
                      - { name: sam, roles: [agent], accounts: { office: sam }, page: { email: sam@example.org } }
                      - { name: pat, roles: [supervisor], accounts: { office: pat } }

                    """,
                rota: """
                    rotations:
                      - name: care
                        layers:
                          - { name: first, calendar: { url: "https://calendar.example.org/x.ics" } }

                    """),
            finds: """
                people.yaml:2:76: warning: people[0].page.email: there is no mail server for pages. Add paging: { smtp: { server: …, from: … } } to casebell.yaml; for the calendar alone write the address under names: there.
                rota.yaml:4:34: warning: rotations[0].layers[0].calendar: this feed was not fetched yet. The daemon fetches it every 15m.
                """),
        Mistake(
            "somebody on call whom no mail reaches",
            paging(
                smtp,
                people: """
                      - { name: lee, roles: [oncall, agent], accounts: { office: lee }, page: { email: lee@example.org } }
                      - { name: sam, roles: [supervisor], accounts: { office: sam } }
                      - { name: pat, roles: [agent], accounts: { office: pat } }

                    """,
                rota: """
                    rotations:
                      - name: care
                        layers:
                          - { name: first, people: [lee, sam], from: 2026-01-05 }

                    """),
            finds: """
                people.yaml:3:5: warning: people[1]: "sam" is on call and is paged in the chat alone. Add page: { email: sam@example.org }.
                """),
    ]
}
