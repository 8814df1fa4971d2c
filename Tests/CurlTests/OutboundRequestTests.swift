import Synchronization
import Testing

@testable import Curl

@Suite(.timeLimit(.minutes(1))) struct OutboundRequestTests {
    @Test func `a POST arrives as it was given and its answer comes back whole`() async throws {
        let seen = Mutex<[String]>([])
        let server = try LoopbackServer.http { request in
            seen.withLock { $0.append(request) }
            return "HTTP/1.1 202 Accepted\r\nX-Two: a\r\nx-two: b\r\nContent-Length: 5\r\n\r\nhello"
        }
        try await withReactor { reactor in
            let response = try await reactor.perform(
                OutboundRequest(
                    method: "POST", url: server.url + "/hook?x=1",
                    headers: [("Content-Type", "text/plain"), ("X-Empty", ""), ("X-Id", "7")],
                    body: Array("body\u{0}bytes".utf8), proxy: ""))
            #expect(response.status == 202)
            #expect(response.header("X-TWO") == "a")
            #expect(response.headers.filter { $0.name.lowercased() == "x-two" }.count == 2)
            #expect(response.body == Array("hello".utf8))
        }
        let request = try #require(seen.withLock { $0.first })
        #expect(request.hasPrefix("POST /hook?x=1 HTTP/1.1\r\n"))
        #expect(request.hasSuffix("\r\n\r\nbody\u{0}bytes"))
        for line in [
            "Content-Type: text/plain", "X-Empty:", "X-Id: 7", "User-Agent: casebell",
            "Content-Length: 10",
        ] {
            #expect(request.contains("\r\n\(line)\r\n"), "\(line) in \(request)")
        }
        #expect(!request.contains("Expect:"))
    }

    @Test func `a connection is used again`() async throws {
        let server = try LoopbackServer.http { _ in
            "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"
        }
        try await withReactor { reactor in
            for _ in 0..<20 {
                let response = try await reactor.perform(.init(url: server.url, proxy: ""))
                #expect(response.status == 204)
            }
            #expect(server.clientSockets == 1)
        }
    }

    @Test func `an answer beyond its limit is cut, with its status known`() async throws {
        let server = try LoopbackServer.http { _ in
            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + String(repeating: "x", count: 1000)
        }
        try await withReactor { reactor in
            await #expect(throws: CurlFailure.tooLarge(status: 200)) {
                try await reactor.perform(
                    .init(url: server.url, responseLimit: 999, proxy: ""))
            }
            let whole = try await reactor.perform(
                .init(url: server.url, responseLimit: 1000, proxy: ""))
            #expect(whole.body.count == 1000)
        }
    }

    @Test func `a server that reads and says nothing times out, perhaps having acted`()
        async throws
    {
        let release = Gate()
        let server = try LoopbackServer { _, _ in release.wait() }
        try await withReactor { reactor in
            await #expect(throws: CurlFailure.timedOut(bytesSent: true)) {
                try await reactor.perform(
                    .init(method: "POST", url: server.url, timeout: .seconds(2), proxy: ""))
            }
        }
        release.open()
    }

    @Test func `a handshake that stalls times out, certainly without effect`() async throws {
        let release = Gate()
        let server = try LoopbackServer { _, _ in release.wait() }
        try await withReactor { reactor in
            await #expect(throws: CurlFailure.timedOut(bytesSent: false)) {
                try await reactor.perform(
                    .init(
                        method: "POST", url: "https://127.0.0.1:\(server.port)/",
                        timeout: .milliseconds(150), proxy: ""))
            }
        }
        release.open()
    }

    @Test(arguments: [false, true])
    func `a connection that ends instead of an answer may have had its effect`(byReset: Bool)
        async throws
    {
        let server = try LoopbackServer { peer, _ in
            _ = peer.read()
            if byReset { peer.reset() }
        }
        try await withReactor { reactor in
            await #expect(throws: CurlFailure.cutOff(afterRequestWasSent: true)) {
                try await reactor.perform(.init(method: "POST", url: server.url, proxy: ""))
            }
        }
    }

    @Test func `half an answer is a failure`() async throws {
        let server = try LoopbackServer { peer, _ in
            _ = peer.read()
            peer.write(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".utf8))
        }
        try await withReactor { reactor in
            await #expect(throws: CurlFailure.cutOff(afterRequestWasSent: true)) {
                try await reactor.perform(.init(url: server.url, proxy: ""))
            }
        }
    }

    /// libcurl would send the second request again by itself on a new connection.
    @Test(arguments: [("POST", 2), ("GET", 3)])
    func `only what may happen twice is repeated on a dead connection`(
        method: String, requests: Int
    ) async throws {
        let count = Mutex(0)
        let server = try LoopbackServer { peer, number in
            // The first connection answers once, takes a second request in and hangs up.
            while !peer.read().isEmpty {
                let total = count.withLock { count in
                    count += 1
                    return count
                }
                if number == 1, total == 2 { return }
                peer.write(Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8))
            }
        }
        try await withReactor { reactor in
            let request = OutboundRequest(method: method, url: server.url, proxy: "")
            _ = try await reactor.perform(request)
            if method == "GET" {
                #expect(try await reactor.perform(request).status == 200)
            } else {
                await #expect(throws: CurlFailure.cutOff(afterRequestWasSent: true)) {
                    try await reactor.perform(request)
                }
            }
        }
        #expect(count.withLock { $0 } == requests)
    }

    @Test func `nobody listening, no such name and no such proxy certainly had no effect`()
        async throws
    {
        let port = try LoopbackServer.echo().port
        try await withReactor { reactor in
            for request in [
                OutboundRequest(url: "http://127.0.0.1:\(port)/", proxy: ""),
                OutboundRequest(url: "http://name.invalid/", proxy: ""),
                OutboundRequest(url: "http://127.0.0.1:1/", proxy: "socks5h://127.0.0.1:\(port)"),
            ] {
                let failure = try #require(await reactor.failure(of: request))
                #expect(!failure.mayHaveArrived, "\(failure)")
            }
        }
    }

    @Test(arguments: [
        "ftp://example.org/", "file:///etc/passwd", "example.org", "http://", "",
        "http://a b/", "gopher://x:secret@y/", "https://user:secret@ho st/",
        "http://x/" + String(repeating: "a", count: 9000),
    ])
    func `other addresses than http and https are refused and never repeated`(url: String)
        async throws
    {
        try await withReactor { reactor in
            let failure = try #require(
                await reactor.failure(of: OutboundRequest(url: url, proxy: "")))
            guard case .badURL = failure else {
                Issue.record("\(failure)")
                return
            }
            #expect(!"\(failure)".contains("secret"))
        }
    }

    @Test(arguments: [
        ("X-A", "a\r\nX-Evil: 1"), ("X-A", "a\nb"), ("X-A", "a\u{0}b"), ("X A", "a"), ("", "a"),
        ("X-A:", "a"), ("X-A", String(repeating: "a", count: 17_000)),
    ])
    func `a header cannot smuggle another`(name: String, value: String) async throws {
        try await withReactor { reactor in
            await #expect(throws: CurlFailure.self) {
                try await reactor.perform(
                    .init(url: "http://127.0.0.1:1/", headers: [(name, value)], proxy: ""))
            }
        }
    }

    @Test func `redirects are answers unless they are asked for`() async throws {
        let server = try LoopbackServer.http { request in
            request.hasPrefix("GET /there")
                ? "HTTP/1.1 200 OK\r\nX-At: there\r\nContent-Length: 2\r\n\r\nok"
                : "HTTP/1.1 302 Found\r\nX-At: here\r\nLocation: /there\r\nContent-Length: 4\r\n\r\ngone"
        }
        try await withReactor { reactor in
            let stays = try await reactor.perform(.init(url: server.url, proxy: ""))
            #expect(stays.status == 302)
            let goes = try await reactor.perform(
                .init(url: server.url, followsRedirects: true, proxy: ""))
            #expect(goes.status == 200)
            #expect(goes.body == Array("ok".utf8))
            #expect(goes.headers.filter { $0.name == "X-At" }.map(\.value) == ["there"])
        }
    }

    @Test func `cancelling the task aborts the transfer`() async throws {
        let release = Gate()
        let server = try LoopbackServer { _, _ in release.wait() }
        try await withReactor { reactor in
            await withTaskGroup(of: CurlFailure?.self) { group in
                group.addTask {
                    await reactor.failure(of: .init(url: server.url, proxy: ""))
                }
                await until { server.clientSockets > 0 }
                group.cancelAll()
                let outcome = await group.next()
                #expect(outcome == .cancelled)
            }
            #expect(server.clientSockets == 0)
        }
        release.open()
    }

    @Test func `stopping fails what is under way`() async throws {
        let release = Gate()
        let server = try LoopbackServer { _, _ in release.wait() }
        let reactor = try CurlReactor()
        try reactor.start()
        async let outcome = reactor.failure(of: .init(url: server.url, proxy: ""))
        await until { server.clientSockets > 0 }
        reactor.stop()
        let failure = await outcome
        #expect(failure == .stopped)
        release.open()
    }

    @Test func `a hundred requests at once are all answered`() async throws {
        let server = try LoopbackServer.http { _ in
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        }
        try await withReactor { reactor in
            let answered = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        try await reactor.perform(
                            .init(method: "POST", url: server.url, proxy: "")
                        ).status
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 == 200 ? 1 : 0 }
            }
            #expect(answered == 100)
        }
        #expect(server.clientSockets == 0)
    }

    @Test func `an open line outlives the requests beside it`() async throws {
        let http = try LoopbackServer.http { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        let echo = try LoopbackServer.echo()
        try await withReactor { reactor in
            let ears = RecordingEars()
            let line = reactor.connect(
                .init(host: "127.0.0.1", port: echo.port, proxy: ""), ears: ears)
            _ = try await ears.awaitConnected()
            for number in 0..<60 {
                _ = try await reactor.perform(.init(url: http.url, proxy: ""))
                line.send([UInt8(number)])
                #expect(try await ears.awaitBytes(1) == [UInt8(number)])
            }
            line.close()
            try await ears.expectEnd(nil)
        }
    }
}

extension CurlReactor {
    func failure(of request: OutboundRequest) async -> CurlFailure? {
        do {
            _ = try await perform(request)
            return nil
        } catch {
            return error
        }
    }
}

extension LoopbackServer {
    var url: String { "http://127.0.0.1:\(port)" }

    /// Answers each request (head and body as text) with what `respond` makes of it.
    static func http(_ respond: @escaping @Sendable (String) -> String) throws -> LoopbackServer {
        try LoopbackServer { peer, _ in
            var unread = ""
            while true {
                let bytes = peer.read()
                guard !bytes.isEmpty else { return }
                unread += String(decoding: bytes, as: UTF8.self)
                guard let end = unread.firstRange(of: "\r\n\r\n") else { continue }
                let head = unread[..<end.lowerBound].lowercased()
                let length = head.firstRange(of: "content-length: ").flatMap { found in
                    Int(head[found.upperBound...].prefix(while: \.isNumber))
                }
                guard unread[end.upperBound...].utf8.count >= length ?? 0 else { continue }
                peer.write(Array(respond(unread).utf8))
                unread = ""
            }
        }
    }
}
