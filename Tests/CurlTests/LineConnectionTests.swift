import Synchronization
import Testing

@testable import Curl

@Suite(.timeLimit(.minutes(1))) struct LineConnectionTests {
    @Test func `what is sent comes back from an echo, and close ends without a failure`()
        async throws
    {
        let server = try LoopbackServer.echo()
        try await withReactor { reactor in
            let ears = RecordingEars()
            let line = reactor.connect(
                .init(host: "127.0.0.1", port: server.port, proxy: ""), ears: ears)
            line.send(Array("NICK ".utf8))
            line.send(Array("casebell\r\n".utf8))
            let facts = try await ears.awaitConnected()
            #expect(facts.address == "127.0.0.1")
            #expect(facts.port == server.port)
            #expect(!facts.isEncrypted && facts.fingerprint == nil)
            #expect(try await ears.awaitBytes(15) == Array("NICK casebell\r\n".utf8))
            line.close()
            line.close()
            try await ears.expectEnd(nil)
            #expect(ears.endCount == 1)
            #expect(line.unsentBytes == 0)
        }
    }

    @Test func `the peer's end of stream is told apart from a reset`() async throws {
        let server = try LoopbackServer { peer, _ in
            let wanted = peer.read()
            peer.write(Array("ERROR :bye\r\n".utf8))
            if wanted.first == UInt8(ascii: "r") { peer.reset() }
        }
        try await withReactor { reactor in
            for (wish, ending) in [
                ("end", CurlFailure.closedByPeer), ("reset", .cutOff(afterRequestWasSent: true)),
            ] {
                let ears = RecordingEars()
                let line = reactor.connect(
                    .init(host: "127.0.0.1", port: server.port, proxy: ""), ears: ears)
                line.send(Array(wish.utf8))
                try await ears.expectEnd(ending)
            }
        }
    }

    @Test func `a peer that only stops sending has ended the line`() async throws {
        let release = Gate()
        let server = try LoopbackServer { peer, _ in
            peer.stopSending()
            release.wait()
        }
        try await withReactor { reactor in
            let ears = RecordingEars()
            _ = reactor.connect(.init(host: "127.0.0.1", port: server.port, proxy: ""), ears: ears)
            try await ears.expectEnd(.closedByPeer)
            release.open()
        }
    }

    @Test func `nobody listening is a failure to connect`() async throws {
        let port = try LoopbackServer.echo().port
        try await withReactor { reactor in
            let ears = RecordingEars()
            _ = reactor.connect(.init(host: "127.0.0.1", port: port, proxy: ""), ears: ears)
            guard case .couldNotConnect = try await ears.awaitEnd() else {
                Issue.record("expected couldNotConnect")
                return
            }
        }
    }

    @Test(arguments: ["", "a b", "user@host", "host/path", "host:1:2/", "x?y", "a\r\nb", "[::1"])
    func `a host that is none is refused before anything is tried`(host: String) async throws {
        try await withReactor { reactor in
            let ears = RecordingEars()
            _ = reactor.connect(.init(host: host, port: 6667, proxy: ""), ears: ears)
            guard case .badURL = try await ears.awaitEnd() else {
                Issue.record("expected badURL")
                return
            }
        }
    }

    @Test func `a server that never answers the handshake times out with nothing sent`()
        async throws
    {
        let release = Gate()
        let server = try LoopbackServer { _, _ in release.wait() }
        try await withReactor { reactor in
            let ears = RecordingEars()
            let endpoint = LineEndpoint(
                host: "127.0.0.1", port: server.port, tls: LineTLS(), proxy: "",
                connectTimeout: .milliseconds(200))
            _ = reactor.connect(endpoint, ears: ears)
            try await ears.expectEnd(.timedOut(bytesSent: false))
            release.open()
        }
    }

    @Test func `closing while connecting ends at once`() async throws {
        let release = Gate()
        let server = try LoopbackServer { _, _ in release.wait() }
        try await withReactor { reactor in
            let ears = RecordingEars()
            let line = reactor.connect(
                .init(host: "127.0.0.1", port: server.port, tls: LineTLS(), proxy: ""), ears: ears)
            line.close()
            try await ears.expectEnd(nil)
            release.open()
        }
    }

    @Test func `close waits for what is unsent, but not for ever`() async throws {
        let release = Gate()
        let server = try LoopbackServer { _, _ in release.wait() }
        try await withReactor { reactor in
            let ears = RecordingEars()
            let line = reactor.connect(
                .init(host: "127.0.0.1", port: server.port, proxy: ""), ears: ears)
            _ = try await ears.awaitConnected()
            // More than the sockets' buffers hold, in pieces that the limit allows.
            let piece = [UInt8](repeating: 0x20, count: 512 << 10)
            for _ in 0..<64 where line.unsentBytes == 0 {
                line.send(piece)
                await ears.awaitDrainedOrStuck(line)
            }
            #expect(line.unsentBytes > 0)
            let start = ContinuousClock.now
            line.close()
            try await ears.expectEnd(.timedOut(bytesSent: true))
            let waited = try #require(ears.endedAt) - start
            #expect(waited >= .milliseconds(1900) && waited < .seconds(30))
            release.open()
        }
    }

    @Test func `a peer that does not read ends in overflow, not in memory`() async throws {
        let release = Gate()
        let server = try LoopbackServer { _, _ in release.wait() }
        try await withReactor { reactor in
            let ears = RecordingEars()
            let line = reactor.connect(
                .init(host: "127.0.0.1", port: server.port, proxy: ""), ears: ears)
            _ = try await ears.awaitConnected()
            let piece = [UInt8](repeating: 0x20, count: LineConnection.unsentLimit / 2)
            for _ in 0..<200 {
                line.send(piece)
                #expect(line.unsentBytes <= LineConnection.unsentLimit)
            }
            try await ears.expectEnd(.overflow)
            release.open()
        }
    }

    @Test func `stopping the reactor ends every line`() async throws {
        let server = try LoopbackServer.echo()
        let reactor = try CurlReactor()
        try reactor.start()
        let ears = RecordingEars()
        let line = reactor.connect(
            .init(host: "127.0.0.1", port: server.port, proxy: ""), ears: ears)
        _ = try await ears.awaitConnected()
        reactor.stop()
        try await ears.expectEnd(.stopped)
        line.send([1])
        #expect(line.unsentBytes == 0)
        let late = RecordingEars()
        _ = reactor.connect(.init(host: "127.0.0.1", port: server.port, proxy: ""), ears: late)
        try await late.expectEnd(.stopped)
        await #expect(throws: CurlFailure.stopped) {
            try await reactor.perform(.init(url: "http://127.0.0.1:\(server.port)/"))
        }
    }

    @Test func `many bytes go both ways unharmed and at speed`() async throws {
        let server = try LoopbackServer.echo()
        try await withReactor { reactor in
            let time = try await pump(
                64 << 20, through: reactor, .init(host: "127.0.0.1", port: server.port, proxy: ""))
            print("plain echo: \(64.0 / (time / .seconds(1))) MiB/s each way")
        }
    }

    @Test func `a hundred lines open and close without leaving a socket behind`() async throws {
        let server = try LoopbackServer.echo()
        try await withReactor { reactor in
            for _ in 0..<5 {
                let all = (0..<20).map { _ in RecordingEars() }
                let lines = all.map {
                    reactor.connect(
                        .init(host: "127.0.0.1", port: server.port, proxy: ""), ears: $0)
                }
                for ears in all { _ = try await ears.awaitConnected() }
                #expect(server.clientSockets == 20)
                for line in lines { line.close() }
                for ears in all { #expect(try await ears.awaitEnd() == nil) }
            }
            #expect(server.clientSockets == 0)
        }
    }

    @Test func `a line answers from within its own ears`() async throws {
        let server = try LoopbackServer { peer, _ in
            for number in 0..<1000 {
                peer.write(Array("PING \(number)\r\n".utf8))
                if peer.read().isEmpty { return }
            }
        }
        try await withReactor { reactor in
            let link = Mutex<LineConnection?>(nil)
            let ears = RecordingEars { _ in link.withLock { $0 }?.send(Array("PONG\r\n".utf8)) }
            let line = reactor.connect(
                .init(host: "127.0.0.1", port: server.port, proxy: ""), ears: ears)
            link.withLock { $0 = line }
            line.send(Array("PONG\r\n".utf8))
            let start = ContinuousClock.now
            try await ears.expectEnd(.closedByPeer)
            print("round trip within ears: \((ContinuousClock.now - start) / 1000)")
            link.withLock { $0 = nil }
        }
    }
}

/// Sends this many bytes to an echo, compares what comes back, and returns how long it took.
func pump(_ total: Int, through reactor: CurlReactor, _ endpoint: LineEndpoint) async throws
    -> Duration
{
    struct Tally {
        var count = 0
        var isSound = true
    }
    let tally = Mutex(Tally())
    let ears = RecordingEars { bytes in
        tally.withLock { tally in
            // Every byte is its position modulo 251, looked at here and there.
            for offset in stride(from: 0, to: bytes.count, by: 97)
            where bytes[offset] != UInt8((tally.count + offset) % 251) {
                tally.isSound = false
            }
            tally.count += bytes.count
        }
    }
    let line = reactor.connect(endpoint, ears: ears)
    _ = try await ears.awaitConnected()
    let pattern = (0..<(251 * 2000)).map { UInt8($0 % 251) }
    let start = ContinuousClock.now
    var sent = 0
    while sent < total {
        line.send(pattern)
        sent += pattern.count
        await ears.awaitDrained()
    }
    await until { tally.withLock { $0.count } >= sent }
    let time = ContinuousClock.now - start
    line.close()
    try await ears.expectEnd(nil)
    #expect(tally.withLock { $0.isSound && $0.count == sent })
    return time
}
