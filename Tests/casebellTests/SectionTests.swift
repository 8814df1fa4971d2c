import Casework
import Testing

@testable import casebell

@Suite struct SectionTests {
    private func irc(_ lines: String) throws -> IRCSection {
        let folder = try ConfigurationFolder([
            "casebell.yaml": """
            networks:
              - name: office
                irc:
                  server: irc.example.org
                  \(lines)
            """
        ])
        guard case .irc(let section) = try folder.configuration().connection.networks[0].kind
        else { throw NotIRC() }
        return section
    }

    private struct NotIRC: Error {}

    @Test func `TLS can be on, off, or said in full`() throws {
        #expect(try irc("tls: true").tls == TLSSection())
        #expect(try irc("tls: false").tls == TLSSection(isEnabled: false))
        #expect(try irc("tls: false").server.port == 6667)
        let print = String(repeating: "AB:", count: 31) + "ab"
        let full = try irc(
            "tls: { enabled: false, ca: a, certificate: b, key: c, fingerprints: [\"\(print)\"] }")
        #expect(
            full.tls
                == TLSSection(
                    isEnabled: false, authorities: "a", certificate: "b", key: "c",
                    fingerprints: [String(repeating: "ab", count: 32)]))
    }

    @Test func `SASL takes one mechanism or a list in order`() throws {
        let one = try irc("sasl: { account: bell, password: { env: P } }")
        #expect(one.sasl?.mechanisms == [.plain])
        let list = try irc(
            "sasl: { mechanism: [scram-sha-256, plain], account: bell, password: { file: p } }")
        #expect(list.sasl?.mechanisms == [.scramSHA256, .plain])
        #expect(list.sasl?.password?.source == .file("p"))
        let external = try irc(
            "sasl: { mechanism: external }\n      tls: { certificate: c, key: k }")
        #expect(external.sasl == SASLSection(mechanisms: [.external]))
    }

    @Test func `registration can be said in full`() throws {
        let section = try irc(
            """
            nick: bell
                  realname: "The bell #1"
                  password: { env: SERVER }
                  proxy: socks5h://127.0.0.1:9050
                  flood: { burst: 8, every: 500ms, unlimited: true }
                  services: { regain: ghost, password: { file: n } }
                  answers: room
                  topic: true
                  reconnect: { first: 200ms, longest: 200ms }
            """)
        #expect(section.nick == "bell")
        #expect(section.user == "bell")
        #expect(section.realname == "The bell #1")
        #expect(section.password?.key == "networks[0].irc.password")
        #expect(section.proxy == "socks5h://127.0.0.1:9050")
        let every = Lapse(milliseconds: 500)
        #expect(section.flood == FloodSection(burst: 8, every: every, isUnlimited: true))
        #expect(section.services?.name == "NickServ")
        #expect(section.services?.command == .ghost)
        #expect(section.services?.password?.source == .file("n"))
        #expect(section.answers == .room)
        #expect(section.showsTopic)
        #expect(section.reconnect.first == Lapse(milliseconds: 200))
    }

    @Test func `an account on a homeserver is kept`() throws {
        let folder = try ConfigurationFolder([
            "casebell.yaml": """
            networks:
              - name: matrix
                matrix:
                  homeserver: https://matrix.example.org
                  user: "@bell:example.org"
                  password: { env: P }
            """
        ])
        let networks = try folder.configuration().connection.networks
        guard case .matrix(let matrix) = networks[0].kind else {
            Issue.record("\(networks[0].kind) is not Matrix")
            return
        }
        #expect(matrix.user == "@bell:example.org")
        let secret = Secret(
            source: .environment("P"), file: "casebell.yaml", key: "networks[0].matrix.password")
        #expect(matrix.login == .password(secret))
    }

    @Test func `words that other languages of YAML bend stay words`() throws {
        let folder = try ConfigurationFolder([
            "desk.yaml": "policy: { blocked_words: [no, yes, 42, 1e3, off, 2026-11-21] }"
        ])
        let words = try folder.configuration().desk.policy.blockedWords
        #expect(words == ["no", "yes", "42", "1e3", "off", "2026-11-21"])
    }

    @Test func `pages can be said in full, and in short`() throws {
        func paging(_ lines: String) throws -> PagingSection? {
            try ConfigurationFolder([
                "casebell.yaml": ConfigurationFolder.oneNetwork
                    + "http: { tokens: [{ name: a, secret: { env: T }, may: read }] }\n"
                    + "paging:\n  \(lines)\n"
            ]).configuration().connection.paging
        }
        let full = try #require(
            try paging(
                """
                smtp:
                    server: mail.example.org
                    tls: { ca: /dev/null, starttls: true }
                    from: bell@example.org
                    user: bell
                    password: { env: P }
                  webhook: { url: "https://ntfy.example.org/desk", secret: { env: S } }
                  link: https://care.example.org/
                  heartbeat: { url: "https://watch.example.org/x", every: 30s }
                """))
        #expect(full.smtp?.server == HostPort(host: "mail.example.org", port: 587))
        #expect(full.smtp?.tls == MailTLSSection(way: .starttls, authorities: "/dev/null"))
        #expect(full.smtp?.password?.key == "paging.smtp.password")
        #expect(full.webhook?.secret?.key == "paging.webhook.secret")
        #expect(full.link == "https://care.example.org")
        #expect(full.heartbeat?.every == .seconds(30))
        for (tls, way, port) in [
            ("true", MailTLSSection.Way.implicit, 465), ("starttls", .starttls, 587),
            ("opportunistic", .opportunistic, 25), ("false", .none, 25), ("{}", .implicit, 465),
        ] {
            let short = try paging("smtp: { server: mail, from: b@x.example, tls: \(tls) }")?.smtp
            #expect(short?.tls.way == way)
            #expect(short?.server.port == port)
        }
        let long = try paging("heartbeat: { url: \"https://watch.example.org\" }")
        #expect(long?.heartbeat?.every == .minutes(1))
        #expect(long?.smtp == nil)
    }

    @Test func `people have roles in queues and several accounts`() throws {
        let folder = try ConfigurationFolder([
            "desk.yaml": """
            rooms: { care: { network: office, room: "#care", key: { env: K } } }
            queues: [{ name: care, room: care }, { name: billing, room: care }]
            """,
            "people.yaml": """
            people:
              - name: jürgen
                roles: [agent, { supervisor: [billing], expert: care }]
                languages: [DE, pt-BR]
                skills: engineering
                accounts: { office: [jürgen, jay] }
                page: { email: jay@example.org, webhook: true }
            """,
        ])
        let configuration = try folder.configuration()
        let person = try #require(configuration.people.first)
        #expect(
            person.person
                == Person(
                    id: "jürgen",
                    roles: [
                        Person.Grant(.agent), Person.Grant(.supervisor, queues: ["billing"]),
                        Person.Grant(.expert, queues: ["care"]),
                    ], skills: ["engineering"], languages: ["de", "pt-br"]))
        #expect(person.accounts.map(\.account) == ["jürgen", "jay"])
        #expect(person.page == PageSection(email: "jay@example.org", webhook: true))
        #expect(configuration.secrets.map(\.key) == ["rooms.care.key"])
    }

    @Test func `conditions name whatever they need`() throws {
        let folder = try ConfigurationFolder([
            "desk.yaml": """
            priority:
              rules:
                - when:
                    words: "no internet"
                    vip: false
                    followers_at_least: 5
                    source: [crm, mastodon]
                    language: en
                  points: -7
                  because: an example
            """
        ])
        let rules = try folder.configuration().desk.priority.rules
        let when = Condition(
            words: ["no internet"], vip: false, followersAtLeast: 5,
            sources: ["crm", "mastodon"], languages: ["en"])
        #expect(rules == [PriorityRule(when: when, points: -7, because: "an example")])
    }

    @Test func `decisions get the desk with the mode and the destinations`() throws {
        let folder = try ConfigurationFolder([
            "casebell.yaml": """
            \(ConfigurationFolder.oneNetwork)
            mode: practice
            relays:
              - name: crm
                webhook: { url: "https://crm.example.org", secret: { env: S } }
                replies: [crm, shop]
                max_length: 280
              - { name: watch, webhook: { url: "https://w.example.org", secret: { env: W } }, events: [reply.sent] }
            """,
            "desk.yaml": """
            rooms: { care: { network: office, room: "#care" } }
            queues:
              - name: care
                room: care
                first_response: { p1: 10m, p3: 1h }
                next_response: 2h
                warn_before: 5m
            """,
        ])
        let settings = try folder.configuration().deskSettings
        #expect(settings.policy.practice)
        var queue = Queue(
            name: "care", rooms: ["care"], approvals: ["care"], oncall: ["care"],
            firstResponse: ResponseTargets(p1: .minutes(10), p3: .hours(1)),
            nextResponse: .hours(2), warnBefore: .minutes(5), digest: .minutes(5))
        queue.goal = Share(800, of: 1000)
        #expect(settings.queues == [queue])
        #expect(
            settings.destinations
                == [Destination(name: "crm", sources: ["crm", "shop"], maxLength: 280)])
    }
}
