import Testing

@testable import Curl

@Suite(.timeLimit(.minutes(1))) struct OutboundMailTests {
    @Test func `a mail is handed over as it is, and the server's word for it comes back`()
        async throws
    {
        let server = try LoopbackMail()
        try await withReactor { reactor in
            var mail = mail(to: server)
            mail.login = MailLogin(user: "bell", password: "secret")
            let outcome = await reactor.send(mail)
            #expect(
                outcome
                    == .accepted(MailReply(code: 250, text: "2.0.0 Ok: queued as 4XYZ")))
            await until { server.heard.first?.lines.last == "QUIT" }
        }
        let heard = try #require(server.heard.first)
        #expect(heard.message == "Subject: page\r\n\r\nWake up.\r\n")
        #expect(heard.lines.contains("MAIL FROM:<bell@example.org>"), "\(heard.lines)")
        #expect(heard.lines.contains("RCPT TO:<sam@example.org>"), "\(heard.lines)")
        #expect(heard.lines.contains { $0.hasPrefix("AUTH PLAIN") }, "\(heard.lines)")
    }

    @Test func `lines that begin with a dot arrive`() async throws {
        let server = try LoopbackMail()
        try await withReactor { reactor in
            var mail = mail(to: server)
            mail.message = Array(".a\r\n\r\n.\r\n..\r\n.b\r\n".utf8)
            #expect(await reactor.send(mail).isAccepted)
        }
        #expect(server.heard.first?.message == "..a\r\n\r\n..\r\n...\r\n..b\r\n")
    }

    @Test func `a large message arrives whole`() async throws {
        let server = try LoopbackMail()
        let text = String(repeating: "0123456789abcdef\r\n.\r\n", count: 20_000)
        try await withReactor { reactor in
            var mail = mail(to: server)
            mail.message = Array(text.utf8)
            #expect(await reactor.send(mail).isAccepted)
        }
        let doubled = String(repeating: "0123456789abcdef\r\n..\r\n", count: 20_000)
        #expect(server.heard.first?.message == doubled)
    }

    @Test(arguments: [
        ("greeting", "554 5.7.1 Go away", 554), ("greeting", "421 4.3.2 Later", 421),
        ("AUTH", "535 5.7.8 No such user", 535), ("AUTH", "454 4.7.0 Busy", 454),
        ("MAIL", "451 4.3.0 Busy", 451), ("RCPT", "550 5.1.1 Nobody", 550),
        ("RCPT", "450-4.2.1 Grey\r\n450 4.2.1 listed", 450), ("DATA", "452 4.3.1 Full", 452),
        ("end", "554 5.6.0 Spam", 554), ("end", "451 4.3.0 Try again", 451),
    ])
    func `a refusal at any step is certain and keeps its words`(
        step: String, reply: String, code: Int
    ) async throws {
        let server = try LoopbackMail([step: .say(reply)])
        try await withReactor { reactor in
            var mail = mail(to: server)
            mail.login = MailLogin(user: "bell", password: "secret")
            let outcome = await reactor.send(mail)
            guard case .refused(let said) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(said.code == code)
            #expect(said.isTransient == (code < 500))
            #expect(reply.contains(said.text.suffix(4)), "\(said.text)")
        }
    }

    @Test(arguments: ["greeting", "EHLO", "MAIL", "RCPT", "DATA"])
    func `a server that leaves before it saw the message has not taken it`(step: String)
        async throws
    {
        let server = try LoopbackMail([step: .cut])
        try await withReactor { reactor in
            let outcome = await reactor.send(mail(to: server))
            guard case .failed(_, mayHaveArrived: false) = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
    }

    @Test(arguments: ["greeting", "EHLO", "MAIL", "RCPT", "DATA"])
    func `a server that hangs before it saw the message has not taken it`(step: String)
        async throws
    {
        let release = Gate()
        let server = try LoopbackMail([step: .hang(release)])
        try await withReactor { reactor in
            var mail = mail(to: server)
            mail.timeout = .milliseconds(200)
            let outcome = await reactor.send(mail)
            #expect(outcome == .failed(.timedOut(bytesSent: false), mayHaveArrived: false))
        }
        release.open()
    }

    @Test func `a server that leaves or hangs after the message may have taken it`()
        async throws
    {
        let release = Gate()
        for (answer, failure, timeout) in [
            (
                LoopbackMail.Answer.cut, CurlFailure.cutOff(afterRequestWasSent: true),
                Duration.seconds(20)
            ), (.hang(release), .timedOut(bytesSent: true), .seconds(3)),
        ] {
            let server = try LoopbackMail(["end": answer])
            try await withReactor { reactor in
                var mail = mail(to: server)
                mail.timeout = timeout
                let outcome = await reactor.send(mail)
                #expect(outcome == .failed(failure, mayHaveArrived: true))
            }
            #expect(server.heard.first?.message.isEmpty == false)
        }
        release.open()
    }

    @Test func `nobody waits for a server that does not say goodbye`() async throws {
        let release = Gate()
        for script: LoopbackMail.Script in [
            ["QUIT": .hang(release)],
            ["QUIT": .hang(release), "RCPT": .say("550 Nobody")],
        ] {
            let server = try LoopbackMail(script)
            let clock = ContinuousClock()
            try await withReactor { reactor in
                let began = clock.now
                for _ in 0..<3 {
                    let outcome = await reactor.send(mail(to: server))
                    if case .failed = outcome { Issue.record("\(outcome)") }
                }
                #expect(clock.now - began < .seconds(45))
            }
        }
        release.open()
    }

    @Test(arguments: [
        "sam@example.org>\r\nRCPT TO:<eve@example.org", "sam@example.org\r\nDATA", "sam", "@x",
        "sam@", "sam @example.org", "sam@example.org, eve@example.org", "a@b@c", "<sam@x>",
        "sam\u{0}@x", "säm@example.org", String(repeating: "a", count: 250) + "@example.org",
    ])
    func `an address cannot smuggle another command`(address: String) async throws {
        let server = try LoopbackMail()
        try await withReactor { reactor in
            var mail = mail(to: server)
            mail.recipient = address
            let outcome = await reactor.send(mail)
            #expect(outcome == .failed(.badHeader(name: "RCPT TO"), mayHaveArrived: false))
            mail.recipient = "sam@example.org"
            mail.sender = address
            let other = await reactor.send(mail)
            #expect(other == .failed(.badHeader(name: "MAIL FROM"), mayHaveArrived: false))
        }
        #expect(server.heard.isEmpty)
    }

    @Test func `what is no server, too large or pinned is not begun`() async throws {
        try await withReactor { reactor in
            let server = try LoopbackMail()
            let changes: [(inout OutboundMail) -> Void] = [
                { $0.host = "a b" }, { $0.host = "" }, { $0.host = "x/y" },
                { $0.host = "user@x" }, { $0.port = 0 }, { $0.message = [] },
                { $0.message = Array(repeating: 65, count: (1 << 20) + 1) },
                { $0.tls.fingerprints = ["00"] },
            ]
            for change in changes {
                var mail = mail(to: server)
                change(&mail)
                let outcome = await reactor.send(mail)
                guard case .failed(_, mayHaveArrived: false) = outcome else {
                    Issue.record("\(outcome)")
                    continue
                }
            }
            #expect(server.heard.isEmpty)
        }
    }

    @Test func `without STARTTLS there is no mail, but where that is left to the server`()
        async throws
    {
        let server = try LoopbackMail()
        try await withReactor { reactor in
            var mail = mail(to: server)
            mail.security = .starttls
            mail.login = MailLogin(user: "bell", password: "secret")
            let outcome = await reactor.send(mail)
            guard case .failed(.tls, mayHaveArrived: false) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            mail.security = .opportunistic
            #expect(await reactor.send(mail).isAccepted)
        }
        #expect(server.heard.first?.lines.contains { $0.hasPrefix("AUTH") } == false)
    }

    @Test func `nobody listening had no effect`() async throws {
        let port = try LoopbackMail().port
        try await withReactor { reactor in
            var mail = mail(port: port)
            let outcome = await reactor.send(mail)
            guard case .failed(.couldNotConnect, mayHaveArrived: false) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            mail.host = "name.invalid"
            let unknown = await reactor.send(mail)
            #expect(
                unknown
                    == .failed(.couldNotResolve(host: "name.invalid"), mayHaveArrived: false))
        }
    }

    @Test func `a certificate from elsewhere is refused before anything is said`() async throws {
        let authority = try ThrowawayAuthority()
        let peer = try MailTLSPeer(authority)
        try await withReactor { reactor in
            for security in [MailSecurity.implicit, .starttls, .opportunistic] {
                let port = security == .implicit ? peer.implicitPort : peer.port
                var mail = mail(port: port)
                mail.security = security
                mail.login = MailLogin(user: "bell", password: "secret")
                let stranger = await reactor.send(mail)
                guard case .failed(.certificateRefused, mayHaveArrived: false) = stranger else {
                    Issue.record("\(security): \(stranger)")
                    continue
                }
                mail.tls.caFile = authority.path("ca.pem")
                #expect(await reactor.send(mail).isAccepted)
            }
        }
        #expect(peer.reports(3) == Array(repeating: "tls login mail", count: 3))
    }

    @Test func `cancelling and stopping end what is under way`() async throws {
        let release = Gate()
        let server = try LoopbackMail(["end": .hang(release)])
        try await withReactor { reactor in
            await withTaskGroup(of: MailOutcome.self) { group in
                group.addTask { await reactor.send(mail(to: server)) }
                await until { server.heard.first?.message.isEmpty == false }
                group.cancelAll()
                let outcome = await group.next()
                #expect(outcome == .failed(.cancelled, mayHaveArrived: true))
            }
            async let outcome = reactor.send(mail(to: server))
            await until { server.heard.dropFirst().first?.message.isEmpty == false }
            reactor.stop()
            #expect(await outcome == .failed(.stopped, mayHaveArrived: true))
            let late = await reactor.send(mail(to: server))
            #expect(late == .failed(.stopped, mayHaveArrived: false))
        }
        release.open()
    }

    @Test func `a line and a request go on while a mail server thinks`() async throws {
        let release = Gate()
        let slow = try LoopbackMail(["end": .hang(release)])
        let http = try LoopbackServer.http { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        try await withReactor { reactor in
            async let outcome = reactor.send(mail(to: slow))
            await until { slow.heard.first?.message.isEmpty == false }
            for _ in 0..<20 {
                _ = try await reactor.perform(.init(url: http.url, proxy: ""))
            }
            reactor.stop()
            // It was still thinking, so nothing had waited for it.
            #expect(await outcome == .failed(.stopped, mayHaveArrived: true))
        }
        release.open()
    }

    @Test func `thirty mails at once are all taken`() async throws {
        let server = try LoopbackMail()
        try await withReactor { reactor in
            let taken = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<30 {
                    group.addTask { await reactor.send(mail(to: server)).isAccepted }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(taken == 30)
        }
        #expect(server.heard.count == 30)
        #expect(server.server.clientSockets == 0)
    }
}

extension MailOutcome {
    var isAccepted: Bool { if case .accepted = self { true } else { false } }
}

private func mail(to server: LoopbackMail) -> OutboundMail { mail(port: server.port) }

private func mail(port: Int) -> OutboundMail {
    OutboundMail(
        host: "127.0.0.1", port: port, security: .none, sender: "bell@example.org",
        recipient: "sam@example.org", message: Array("Subject: page\r\n\r\nWake up.\r\n".utf8),
        timeout: .seconds(20), proxy: "")
}
