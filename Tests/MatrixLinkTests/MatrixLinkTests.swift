import Casework
import Chat
import Curl
import MatrixWire
import Notation
import Rehearsal
import Synchronization
import Testing

@testable import MatrixLink
@testable import MatrixWire

@Suite(.timeLimit(.minutes(1))) struct MatrixLinkTests {
    @Test func `logs in, comes up, hears, posts, and says goodbye`() async throws {
        let bench = LinkBench()
        let link = bench.link()
        try await run(link, bench.ears) {
            #expect(try await bench.ears.up() == ["#care:desk.test"])
            bench.server.say("!claim 1", by: LinkBench.dana, in: LinkBench.care)
            let saying = try await bench.ears.saying("!claim 1")
            #expect(saying.network == "matrix" && saying.room == "#care:desk.test")
            #expect(saying.from == DirectAddress(LinkBench.dana))
            #expect(saying.account == AccountName(LinkBench.dana))
            #expect(saying.hasServerID && saying.messageID.hasPrefix("$"))
            #expect(!saying.addressed && !saying.fromHistory)
            link.post([LinkBench.post("d1", "hello there")])
            let outcome = try await bench.ears.receipt("d1")
            let event = try #require(bench.server.sent.entries.first)
            #expect(outcome == .sent(reference: event.id))
            #expect(event.room == LinkBench.care && event.body == "hello there")
            #expect(event.content["msgtype"]?.string == "m.notice")
        }
        #expect(bench.ears.downs == ["closed"])
        let requests = bench.server.asked.entries
        let isOpen = requests.first?.headers.contains { $0.name == "Authorization" } ?? true
        #expect(!isOpen, "nobody has asked who we are yet")
        #expect(
            requests.dropFirst().allSatisfy { request in
                request.headers.contains {
                    $0 == ("Authorization", "Bearer \(StageHomeserver.token)")
                }
            })
        #expect(bench.notes.withLock { $0 }.allSatisfy { !$0.contains("syt_") })
    }

    @Test func `what is said to it alone has no room, and is answered there`() async throws {
        let bench = LinkBench()
        let link = bench.link()
        try await run(link, bench.ears) {
            try await bench.ears.up()
            bench.server.say("claim 1", by: LinkBench.dana, in: LinkBench.alone)
            let saying = try await bench.ears.saying("claim 1")
            #expect(saying.room == nil)
            link.post([LinkBench.post("d1", "yours", to: .person(saying.from))])
            _ = try await bench.ears.receipt("d1")
        }
        #expect(bench.server.sent.entries.map(\.room) == [LinkBench.alone])
    }

    @Test func `what is to be said does not wait for the long poll`() async throws {
        let bench = LinkBench()
        let link = bench.link()
        try await run(link, bench.ears) {
            try await bench.ears.up()
            _ = try await bench.server.asked.first("the long poll") {
                $0.url.contains("timeout=30000") ? true : nil
            }
            let begin = ContinuousClock.now
            link.post([LinkBench.post("d1", "at once")])
            _ = try await bench.ears.receipt("d1")
            #expect(ContinuousClock.now - begin < .seconds(10))
        }
    }

    @Test func `before it is up every post is told that the link is down`() async throws {
        let bench = LinkBench()
        let gate = AsyncStream<Void>.makeStream()
        bench.server.answers { request in
            guard request.url.contains("/sync") else { return nil }
            for await _ in gate.stream { break }
            return nil
        }
        let link = bench.link()
        try await run(link, bench.ears) {
            link.post([LinkBench.post("d1", "a"), LinkBench.post("d2", "b")])
            #expect(try await bench.ears.receipt("d1") == .linkDown)
            #expect(try await bench.ears.receipt("d2") == .linkDown)
            gate.continuation.yield()
            try await bench.ears.up()
        }
        link.post([LinkBench.post("d3", "c")])
        #expect(try await bench.ears.receipt("d3") == .linkDown)
    }

    @Test func `a room that it is not in waits, and a person who is none is refused`() async throws
    {
        let bench = LinkBench()
        let link = bench.link()
        try await run(link, bench.ears) {
            try await bench.ears.up()
            link.post([
                LinkBench.post("d1", "a", to: .room("#elsewhere:desk.test")),
                LinkBench.post("d2", "b", to: .person("dana")),
            ])
            #expect(try await bench.ears.receipt("d1") == .linkDown)
            #expect(
                try await bench.ears.receipt("d2")
                    == .refused(reason: "dana is no user of Matrix"))
        }
    }

    @Test func `a server that goes away is told once, and so is its return with all it needs`()
        async throws
    {
        let bench = LinkBench()
        let isAway = Mutex(false)
        bench.server.answers { _ in
            if isAway.withLock({ $0 }) { throw CurlFailure.couldNotConnect(reason: "refused") }
            return nil
        }
        let link = bench.link()
        try await run(link, bench.ears) {
            try await bench.ears.up()
            isAway.withLock { $0 = true }
            // Lets the long poll go.
            bench.server.say("one", by: LinkBench.dana, in: LinkBench.care)
            _ = try await bench.ears.log.first("down") { event in
                if case .down = event { true } else { nil }
            }
            link.post([LinkBench.post("d1", "a")])
            #expect(try await bench.ears.receipt("d1") == .linkDown)
            bench.server.say("two", by: LinkBench.dana, in: LinkBench.care)
            isAway.withLock { $0 = false }
            try await bench.ears.up(2)
            #expect(try await bench.ears.saying("two").fromHistory)
            link.post([LinkBench.post("d2", "b")])
            guard case .sent = try await bench.ears.receipt("d2") else {
                Issue.record("not sent")
                return
            }
        }
        let events = bench.ears.log.entries
        let second = try #require(
            events.indices.filter { if case .up = events[$0] { true } else { false } }.last)
        let after = events[second...]
        #expect(
            after.contains { if case .privacy("#care:desk.test", _) = $0 { true } else { false } })
        #expect(
            after.contains { event in
                if case .presence(let presence) = event { presence.isHere } else { false }
            })
        #expect(bench.ears.downs.count == 2, "\(bench.ears.downs)")
    }

    @Test func `credentials that are refused end it with what to do`() async throws {
        let bench = LinkBench()
        bench.server.answers { request in
            request.url.hasSuffix("whoami") ? StageHomeserver.refusal(401, "M_UNKNOWN_TOKEN") : nil
        }
        let link = bench.link()
        await #expect(throws: ChatLinkFailure.self) { try await link.run(bench.ears) }
        link.post([LinkBench.post("d1", "a")])
        #expect(try await bench.ears.receipt("d1") == .linkDown)
    }

    @Test func `a certificate that is refused on the first day ends it, later it does not`()
        async throws
    {
        let refused = CurlFailure.certificateRefused(reason: "self-signed")
        let bench = LinkBench()
        bench.server.answers { _ in throw refused }
        let first = bench.link()
        await #expect(
            throws: ChatLinkFailure.serverRefused(
                server: "https://desk.test", reason: "\(refused)",
                settings: "`homeserver` and `tls` (ca, fingerprints)")
        ) { try await first.run(bench.ears) }

        let other = LinkBench()
        let isReplaced = Mutex(false)
        other.server.answers { _ in
            if isReplaced.withLock({ $0 }) { throw refused }
            return nil
        }
        let link = other.link()
        try await run(link, other.ears) {
            try await other.ears.up()
            isReplaced.withLock { $0 = true }
            other.server.say("one", by: LinkBench.dana, in: LinkBench.care)
            _ = try await other.ears.log.first("the trouble") { event in
                if case .trouble(let words) = event, words.contains("self-signed") {
                    true
                } else {
                    nil
                }
            }
            isReplaced.withLock { $0 = false }
            other.server.say("two", by: LinkBench.dana, in: LinkBench.care)
            _ = try await other.ears.saying("two")
        }
        #expect(other.ears.troubles.count == 1)
    }

    @Test func `a homeserver is found by its name, also where the file has moved`() async throws {
        let bench = LinkBench()
        bench.server.answers { request in
            switch request.url {
            case "https://desk.test/.well-known/matrix/client":
                OutboundResponse(
                    status: 301, headers: [("Location", "https://www.desk.test/matrix")])
            case "https://www.desk.test/matrix":
                StageHomeserver.ok(#"{"m.homeserver":{"base_url":"https://hs.desk.test/"}}"#)
            default: nil
            }
        }
        var configuration = LinkBench.configuration
        configuration.session.homeserver = nil
        try await run(bench.link(configuration), bench.ears) { try await bench.ears.up() }
        let urls = bench.server.asked.entries.map(\.url)
        #expect(urls[2] == "https://hs.desk.test/_matrix/client/versions")
        let discovery = bench.server.asked.entries.prefix(2)
        #expect(discovery.allSatisfy { !$0.headers.contains { $0.name == "Authorization" } })
    }

    @Test func `no login goes in plain to where a file points`() async throws {
        let bench = LinkBench()
        bench.server.answers { request in
            request.url.contains(".well-known")
                ? StageHomeserver.ok(#"{"m.homeserver":{"base_url":"http://hs.desk.test"}}"#) : nil
        }
        var configuration = LinkBench.configuration
        configuration.session.homeserver = nil
        try await run(bench.link(configuration), bench.ears) {
            _ = try await bench.ears.log.first("down") { event in
                if case .down = event { true } else { nil }
            }
        }
        #expect(
            bench.server.asked.entries.allSatisfy { request in
                !request.headers.contains { $0.name == "Authorization" }
            })
    }
    /// What is asked there, as the link would ask it.
    private func request(
        _ base: String?, carriesToken: Bool = false, _ purpose: MatrixRequest.Purpose = .login
    ) -> MatrixRequest {
        MatrixRequest(
            id: .init(1), method: .post, base: base, path: "/x", carriesToken: carriesToken,
            timeout: 1000, purpose: purpose)
    }

    @Test func `nothing secret goes in plain but where somebody wrote so`() throws {
        var configuration = LinkBench.configuration
        configuration.session.homeserver = "http://127.0.0.1:8008"
        let own = try configuration.outbound(
            request(nil, carriesToken: true, .send), "token"
        ).get()
        #expect(own.url == "http://127.0.0.1:8008/x")
        #expect(own.headers.contains { $0 == ("Authorization", "Bearer token") })
        #expect(throws: MatrixLink.Unfit.self) {
            try configuration.outbound(request("http://elsewhere"), "token").get()
        }
        #expect(throws: MatrixLink.Unfit.self) {
            try configuration.outbound(
                request("http://elsewhere", carriesToken: true, .send), "token"
            ).get()
        }
        let open = try configuration.outbound(request("http://elsewhere", .versions), nil).get()
        #expect(!open.headers.contains { $0.name == "Authorization" })
        configuration.session.homeserver = nil
        #expect(throws: MatrixLink.Unfit.self) {
            try configuration.outbound(request(nil), nil).get()
        }
        #expect(throws: MatrixLink.Unfit.self) {
            try configuration.outbound(
                request("https://elsewhere", carriesToken: true, .send), nil
            ).get()
        }
    }
}
