import Testing

@testable import Curl

@Suite(.serialized, .timeLimit(.minutes(1))) struct LineProxyTests {
    /// The name is for the proxy to look up: nobody here knows it.
    @Test(arguments: [("socks5h", "socks"), ("http", "connect")])
    func `a line goes through the proxy, which looks up the name`(scheme: String, way: String)
        async throws
    {
        let server = try LoopbackServer.echo()
        let proxy = try LoopbackProxy(to: server.port)
        try await withReactor { reactor in
            let ears = RecordingEars()
            let line = reactor.connect(
                LineEndpoint(
                    host: "irc.invalid", port: 6667, proxy: "\(scheme)://127.0.0.1:\(proxy.port)"),
                ears: ears)
            line.send(Array("NICK casebell\r\n".utf8))
            #expect(!(try await ears.awaitConnected()).isEncrypted)
            #expect(try await ears.awaitBytes(15) == Array("NICK casebell\r\n".utf8))
            line.close()
            try await ears.expectEnd(nil)
        }
        #expect(proxy.targets == ["\(way) irc.invalid:6667"])
    }

    @Test(arguments: ["socks5h", "http"])
    func `TLS through a proxy is TLS with the server, its name and its certificate`(scheme: String)
        async throws
    {
        let authority = try ThrowawayAuthority()
        let peer = try TLSPeer(authority, certificate: "good")
        let proxy = try LoopbackProxy(to: peer.port)
        let pin = try authority.fingerprint("good")
        let address = "\(scheme)://127.0.0.1:\(proxy.port)"
        try await withReactor { reactor in
            for tls in [
                LineTLS(caFile: authority.path("ca.pem")), LineTLS(fingerprints: [pin]),
            ] {
                let ears = RecordingEars()
                let line = reactor.connect(
                    LineEndpoint(host: "localhost", port: 6697, tls: tls, proxy: address),
                    ears: ears)
                line.send(Array("hello".utf8))
                let facts = try await ears.awaitConnected()
                #expect(facts.fingerprint == CertificateFingerprint(typed: pin)?.hex)
                #expect(try await ears.awaitBytes(5) == Array("hello".utf8))
                #expect(peer.nextReport() == "name localhost")
                line.close()
                try await ears.expectEnd(nil)
                #expect(["bytes", "end"] == [peer.nextReport(), peer.nextReport()])
            }
            for tls in [LineTLS(), LineTLS(fingerprints: ["00"])] {
                let ears = RecordingEars()
                let line = reactor.connect(
                    LineEndpoint(host: "localhost", port: 6697, tls: tls, proxy: address),
                    ears: ears)
                line.send(Array("PASS secret".utf8))
                let ending = try await ears.awaitEnd()
                guard case .certificateRefused = ending else {
                    Issue.record("\(String(describing: ending))")
                    return
                }
                #expect(peer.nextReport() == "name localhost")
                #expect(["failed", "end"].contains(peer.nextReport()), "bytes were sent")
            }
        }
    }

    @Test(arguments: ["socks5h", "http"])
    func `a proxy that will not, or is not there, is a failure of the proxy that may pass`(
        scheme: String
    ) async throws {
        let refusing = try LoopbackProxy(to: nil)
        try await withReactor { reactor in
            for port in [refusing.port, 1] {
                let ears = RecordingEars()
                _ = reactor.connect(
                    LineEndpoint(
                        host: "irc.invalid", port: 6667, proxy: "\(scheme)://127.0.0.1:\(port)"),
                    ears: ears)
                let ending = try #require(try await ears.awaitEnd())
                #expect(ending.mayPass && !ending.mayHaveArrived, "\(ending)")
            }
        }
    }
}
