import Testing

@testable import Curl

@Suite(.serialized, .timeLimit(.minutes(1))) struct LineTLSTests {
    private func endpoint(_ peer: TLSPeer, host: String = "127.0.0.1", _ tls: LineTLS)
        -> LineEndpoint
    {
        LineEndpoint(host: host, port: peer.port, tls: tls, proxy: "", connectTimeout: .seconds(10))
    }

    @Test func `a trusted peer is talked to, by the name it was asked for`() async throws {
        let authority = try ThrowawayAuthority()
        let peer = try TLSPeer(authority, certificate: "good")
        let fingerprint = try #require(
            CertificateFingerprint(typed: authority.fingerprint("good")))
        try await withReactor { reactor in
            let ears = RecordingEars()
            let tls = LineTLS(caFile: authority.path("ca.pem"))
            let line = reactor.connect(endpoint(peer, host: "localhost", tls), ears: ears)
            line.send(Array("hello".utf8))
            let facts = try await ears.awaitConnected()
            #expect(facts.isEncrypted)
            #expect(facts.fingerprint == fingerprint.hex)
            #expect(try await ears.awaitBytes(5) == Array("hello".utf8))
            #expect(peer.nextReport() == "name localhost")
            line.send(Array("bye".utf8))
            try await ears.expectEnd(.closedByPeer)
        }
    }

    @Test func `a stream that ends without TLS's own goodbye has been closed by the peer too`()
        async throws
    {
        let authority = try ThrowawayAuthority()
        let peer = try TLSPeer(authority, certificate: "good")
        try await withReactor { reactor in
            let ears = RecordingEars()
            let tls = LineTLS(caFile: authority.path("ca.pem"))
            let line = reactor.connect(endpoint(peer, tls), ears: ears)
            line.send(Array("cut".utf8))
            try await ears.expectEnd(.closedByPeer)
        }
    }

    @Test(arguments: [
        ("good", nil), ("other", "ca.pem"), ("strange", "ca.pem"), ("strange", nil),
    ])
    func `a wrong authority, a wrong name and an expired certificate are refused, nothing sent`(
        certificate: String, caFile: String?
    ) async throws {
        let authority = try ThrowawayAuthority()
        let peer = try TLSPeer(authority, certificate: certificate)
        try await withReactor { reactor in
            let ears = RecordingEars()
            let tls = LineTLS(caFile: caFile.map(authority.path))
            let line = reactor.connect(endpoint(peer, tls), ears: ears)
            line.send(Array("PASS secret".utf8))
            let ending = try await ears.awaitEnd()
            guard case .certificateRefused = ending else {
                Issue.record("\(String(describing: ending))")
                return
            }
        }
        #expect(peer.nextReport() == "name None")
        #expect(["failed", "end"].contains(peer.nextReport()))
    }

    @Test func `a pin replaces authority, name and expiry`() async throws {
        let authority = try ThrowawayAuthority()
        let peer = try TLSPeer(authority, certificate: "strange")
        let pin = try authority.fingerprint("strange")
        try await withReactor { reactor in
            for pins in [[pin], ["00", pin.replacing(":", with: "").lowercased()]] {
                let ears = RecordingEars()
                let line = reactor.connect(endpoint(peer, LineTLS(fingerprints: pins)), ears: ears)
                line.send(Array("hello".utf8))
                let facts = try await ears.awaitConnected()
                #expect(facts.fingerprint == CertificateFingerprint(typed: pin)?.hex)
                #expect(try await ears.awaitBytes(5) == Array("hello".utf8))
                line.close()
                try await ears.expectEnd(nil)
            }
            for _ in 0..<2 {
                let response = try await reactor.perform(
                    OutboundRequest(
                        url: "https://127.0.0.1:\(peer.port)/", tls: LineTLS(fingerprints: [pin]),
                        proxy: ""))
                #expect(response.status == 200)
            }
        }
    }

    @Test(arguments: [["good"], ["not a fingerprint"], [""]])
    func `a wrong pin is refused even where the authority is trusted, and nothing is sent`(
        pinned: [String]
    ) async throws {
        let authority = try ThrowawayAuthority()
        let peer = try TLSPeer(authority, certificate: "other")
        let pins = try pinned.map { $0 == "good" ? try authority.fingerprint("good") : $0 }
        let shown = try #require(CertificateFingerprint(typed: authority.fingerprint("other")))
        let tls = LineTLS(caFile: authority.path("ca.pem"), fingerprints: pins)
        try await withReactor { reactor in
            let ears = RecordingEars()
            let line = reactor.connect(endpoint(peer, tls), ears: ears)
            line.send(Array("PASS secret".utf8))
            let ending = try await ears.awaitEnd()
            guard case .certificateRefused(let reason) = ending else {
                Issue.record("\(String(describing: ending))")
                return
            }
            #expect(reason.contains(shown.hex))
            let failure = try #require(
                await reactor.failure(
                    of: OutboundRequest(
                        method: "POST", url: "https://127.0.0.1:\(peer.port)/",
                        body: Array("secret".utf8), tls: tls, proxy: "")))
            #expect(!failure.mayHaveArrived)
        }
        let reports = (0..<4).map { _ in peer.nextReport() }
        #expect(reports.count { $0 == "name None" } == 2)
        #expect(reports.count { $0 == "failed" || $0 == "end" } == 2, "bytes were sent")
    }

    @Test func `our own certificate is shown where it is asked for`() async throws {
        let authority = try ThrowawayAuthority()
        let peer = try TLSPeer(authority, certificate: "good", asksForClient: true)
        let tls = LineTLS(
            caFile: authority.path("ca.pem"), certificateFile: authority.path("client.pem"),
            keyFile: authority.path("client.key"))
        try await withReactor { reactor in
            let ears = RecordingEars()
            let line = reactor.connect(endpoint(peer, tls), ears: ears)
            line.send([1])
            _ = try await ears.awaitConnected()
            #expect(try await ears.awaitBytes(1) == [1])
            #expect(peer.nextReport() == "name None")
            #expect(peer.nextReport() == "client client")

            let bare = RecordingEars()
            _ = reactor.connect(
                endpoint(peer, LineTLS(caFile: authority.path("ca.pem"))), ears: bare)
            let ending = try await bare.awaitEnd()
            // With TLS 1.3 the refusal comes after the handshake, and the server's reset may
            // overtake its alert.
            switch ending {
            case .tls(let reason): #expect(reason.contains("alert"))
            default: #expect(ending == .cutOff(afterRequestWasSent: true))
            }
        }
    }

    @Test func `a missing file is named before anything is tried`() async throws {
        try await withReactor { reactor in
            for tls in [
                LineTLS(caFile: "/nowhere/ca.pem"), LineTLS(certificateFile: "/nowhere/me.pem"),
            ] {
                let server = try LoopbackServer.echo()
                let ears = RecordingEars()
                _ = reactor.connect(
                    .init(host: "127.0.0.1", port: server.port, tls: tls, proxy: ""), ears: ears)
                let ending = try await ears.awaitEnd()
                guard case .tls(let reason) = ending else {
                    Issue.record("\(String(describing: ending))")
                    return
                }
                #expect(reason.contains("/nowhere/"))
            }
        }
    }

    @Test func `a peer that does not speak TLS is a failure of TLS`() async throws {
        let server = try LoopbackServer { peer, _ in
            _ = peer.read()
            peer.write(Array(":irc.example NOTICE * :hello\r\n".utf8))
        }
        try await withReactor { reactor in
            let ears = RecordingEars()
            _ = reactor.connect(
                .init(host: "127.0.0.1", port: server.port, tls: LineTLS(), proxy: ""), ears: ears)
            let ending = try await ears.awaitEnd()
            guard case .tls = ending else {
                Issue.record("\(String(describing: ending))")
                return
            }
        }
    }

    @Test func `many bytes go both ways through TLS`() async throws {
        let authority = try ThrowawayAuthority()
        let peer = try TLSPeer(authority, certificate: "good")
        try await withReactor { reactor in
            let tls = LineTLS(caFile: authority.path("ca.pem"))
            let time = try await pump(32 << 20, through: reactor, endpoint(peer, tls))
            print("TLS echo: \(32.0 / (time / .seconds(1))) MiB/s each way")
        }
    }
}
