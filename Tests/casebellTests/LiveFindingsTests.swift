import Casework
import Chat
import Testing

@testable import casebell

/// What `check --live` makes of what it saw.
@Suite struct LiveFindingsTests {
    private func configuration(private isPrivate: Bool = false) throws -> Configuration {
        let vouched = isPrivate ? ", private: true" : ""
        let folder = try ConfigurationFolder([
            "people.yaml": """
            people:
              - { name: dana, roles: [agent], accounts: { office: Dana } }
              - { name: sam, roles: [supervisor], accounts: { office: sam } }
            """,
            "desk.yaml": """
            rooms: { care: { network: office, room: "#care"\(vouched) } }
            queues: [{ name: care, room: care }]
            """,
        ])
        return try folder.configuration()
    }

    private func told(_ sight: RoomWatch.Sight, private isPrivate: Bool = false) throws -> [String]
    {
        let configuration = try configuration(private: isPrivate)
        return configuration.findings(sight, on: "office").map {
            "\($0.severity.rawValue) \($0.key): \($0.message)"
        }
    }

    private func sight(_ privacy: RoomPrivacy) -> RoomWatch.Sight {
        RoomWatch.Sight(joined: ["#Care"], privacy: ["#Care": privacy])
    }

    @Test func `a room of people of the desk alone is in order`() throws {
        let closed = sight(.closed(occupants: ["dana", "SAM"], strangers: []))
        #expect(try told(closed) == [])
    }

    @Test func `strangers are named, whether they have an account or not`() throws {
        let closed = sight(.closed(occupants: ["dana", "eve"], strangers: ["Guest12"]))
        #expect(
            try told(closed)
                == ["warning rooms.care: not in people.yaml and in #care: Guest12, eve"])
    }

    @Test func `an open room and one that tells nothing are no place for customers' words`()
        throws
    {
        #expect(
            try told(sight(.open)) == [
                "warning rooms.care: anybody may come into #care: no customers' words are shown there"
            ])
        #expect(
            try told(sight(.unknown))
                == ["warning rooms.care: it is not known who can read along in #care"])
        #expect(try told(sight(.open), private: true) == [])
    }

    @Test func `a room that does not let it in is an error, in the server's words`() throws {
        var sight = RoomWatch.Sight(joined: [])
        sight.troubles = ["#care does not let casebell in: Cannot join channel (+i)"]
        #expect(
            try told(sight)
                == ["error rooms.care: #care does not let casebell in: Cannot join channel (+i)"])
        #expect(
            try told(RoomWatch.Sight(joined: [])) == ["error rooms.care: #care could not be joined"]
        )
    }

    @Test func `an encrypted room is an error, whoever is in it`() throws {
        let folder = try ConfigurationFolder([
            "casebell.yaml": """
            networks:
              - name: matrix
                matrix: { homeserver: example.org, user: "@bell:example.org", token: { env: T } }
            """,
            "people.yaml": """
            people: [{ name: dana, roles: [agent], accounts: { matrix: "@dana:example.org" } }]
            """,
            "desk.yaml": """
            rooms:
              care: { network: matrix, room: "#care:example.org" }
              hall: { network: matrix, room: "#hall:example.org" }
            """,
        ])
        var sight = RoomWatch.Sight(joined: ["#care:example.org", "#hall:example.org"])
        sight.privacy = [
            "#care:example.org": .closed(occupants: ["@dana:example.org"], strangers: []),
            "#hall:example.org": .open,
        ]
        sight.troubles = ["#care:example.org is encrypted, and what is said there is not read."]
        let findings = try folder.configuration().findings(sight, on: "matrix")
        #expect(
            findings.map { "\($0.severity.rawValue) \($0.key): \($0.message). \($0.suggestion)" }
                == [
                    "error rooms.care: #care:example.org is encrypted, and what is said there is "
                        + "not read. Make a room without encryption, or connect through "
                        + "pantalaimon.",
                    "warning rooms.hall: anybody may come into #hall:example.org: no customers' "
                        + "words are shown there. Make it invite-only, with its history for "
                        + "members alone and without guests.",
                ])
    }

    @Test func `an open room says what makes it so, and what to change`() throws {
        var sight = sight(.open)
        sight.openings["#Care"] = [
            RoomOpening(reason: "its join rule is `public`", remedy: "set it to `invite`"),
            RoomOpening(reason: "guests may join", remedy: "keep guests out"),
        ]
        let findings = try configuration(private: false).findings(sight, on: "office")
        #expect(
            findings.map { "\($0.message). \($0.suggestion)" } == [
                "outsiders may read along in #care, because its join rule is `public` and guests "
                    + "may join: no customers' words are shown there. Set it to `invite` and keep "
                    + "guests out."
            ])
        // Its encryption is an error of its own.
        sight.troubles = ["#care is encrypted, and what is said there is not read."]
        sight.openings["#Care"] = []
        let encrypted = "error rooms.care: #care is encrypted, and what is said there is not read"
        #expect(try told(sight) == [encrypted])
    }

    @Test func `a network that is not reached is an error, and nothing is said of its rooms`()
        throws
    {
        let sight = RoomWatch.Sight(failure: "connection refused.")
        #expect(try told(sight) == ["error networks[0]: office: connection refused"])
    }

    @Test(arguments: [
        (200, nil), (204, nil), (401, nil), (405, nil), (501, nil), (302, "elsewhere (302)"),
        (404, "no such path (404)"), (503, "in trouble (503)"),
    ])
    func `an answer to OPTIONS tells whether a receiver is there`(status: Int, words: String?) {
        let finding = Finding.options(status, key: "relays[0].webhook.url")
        #expect((finding == nil) == (words == nil))
        if let words { #expect(finding?.message.contains(words) == true) }
        #expect(finding?.severity != .error)
    }

    @Test func `whoever was paged for practice is named, with the way and its place`() throws {
        let folder = try ConfigurationFolder([
            "casebell.yaml": """
            networks:
              - name: office
                irc: { server: irc.example.org }
            paging:
              smtp: { server: mail.example.org, from: bell@example.org }
              webhook: { url: "https://ntfy.example.org", secret: { env: S } }
            """
        ])
        let reading = Configuration.read(from: folder.path)
        let taken = PageOutcome.sent(reference: nil)
        let refused = PageOutcome.refused(reason: "550 no such user")
        let found = [
            taken.finding("paging.smtp", of: "lee", by: .email),
            taken.finding("paging.webhook", of: "sam", by: .webhook),
            refused.finding("paging.smtp", of: "lee", by: .email),
            .live(.warning, "paging.webhook.url", "x", "y"),
            .desk(.warning, "rooms.care", "x", "y"),
        ]
        let report = CheckReport(directory: "bot", findings: found.map(reading.places.placed))
        #expect(
            report.text == """
                bot/casebell.yaml:5:9: note: paging.smtp: "lee" was paged for practice by mail, and \
                the server took it. Ask lee whether it arrived.
                bot/casebell.yaml:6:12: note: paging.webhook: "sam" was paged for practice by the \
                webhook, and the receiver took it. Ask sam whether it arrived.
                bot/casebell.yaml:5:9: error: paging.smtp: the page for practice to "lee" was \
                refused: 550 no such user. Nobody is paged this way before that is mended.
                bot/casebell.yaml:6:19: warning: paging.webhook.url: x. y
                bot/desk.yaml: warning: rooms.care: x. y
                bot: 1 error, 2 warnings

                """)
        let note = CheckReport(directory: "bot", findings: Array(report.findings.prefix(1)))
        #expect(note.summary == "bot: no mistakes found")
        #expect(note.isAccepted)
        #expect(note.json.contains("\"severity\" : \"note\""))
        #expect(note.json.contains("\"line\" : 5"))
    }

    @Test func `it takes no nick from anybody, and the daemon's least of all`() throws {
        let folder = try ConfigurationFolder([
            "casebell.yaml": """
            networks:
              - name: office
                irc: { server: irc.example.org, nick: care, topic: true, services: { regain: ghost } }
            """
        ])
        let configuration = try folder.configuration()
        func guest(_ besideDaemon: Bool) -> IRCSection? {
            let network = configuration.asGuest(besideDaemon: besideDaemon).connection.networks[0]
            if case .irc(let irc) = network.kind { return irc }
            return nil
        }
        #expect(guest(false)?.nick == "care")
        #expect(guest(true)?.nick == "care-check")
        #expect(guest(false)?.services == nil)
        #expect(guest(false)?.showsTopic == false)
    }

    @Test(.timeLimit(.minutes(1)))
    func `it has seen enough when all rooms it is in are known, or nothing is to be seen`() async {
        let watch = RoomWatch()
        watch.heard(.up(rooms: ["#care", "#approvals"]))
        watch.heard(.privacy("#care", .open))
        #expect(!watch.sight.isSettled)
        watch.heard(.privacy("#approvals", .unknown))
        #expect(!watch.sight.isSettled)
        watch.heard(.privacy("#approvals", .closed(occupants: [], strangers: [])))
        await watch.settle()
        #expect(watch.sight.isSettled)
        let both = RoomWatch(rooms: 2)
        both.heard(.up(rooms: ["#care"]))
        both.heard(.privacy("#care", .open))
        async let whole: Void = both.settleWholly()
        both.heard(.up(rooms: ["#care", "#approvals"]))
        both.heard(.privacy("#approvals", .open))
        await whole
        #expect(both.sight.joined?.count == 2)
        #expect(both.sight.privacy.count == 2)
        let other = RoomWatch()
        other.heard(.down(reason: "refused"))
        other.heard(.down(reason: "refused again"))
        await other.settle()
        #expect(other.sight.failure == "refused")
    }
}
