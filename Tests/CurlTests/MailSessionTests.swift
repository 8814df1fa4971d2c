import Testing

@testable import Curl

/// What is said to a mail server and what its answers mean, without any server.
@Suite struct MailSessionTests {
    private static let mail = OutboundMail(
        host: "mail", port: 25, security: .none, sender: "a@x", recipient: "b@y",
        message: Array("S: t\r\n\r\n.\r\n".utf8))

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// What follows from each piece that the server says.
    private func talk(_ pieces: String...) -> [[MailSession.Action]] {
        var session = MailSession(Self.mail)
        return [session.begin()] + pieces.map { session.received(bytes($0)) }
    }

    @Test func `each word follows the answer to the one before`() {
        #expect(
            talk("250 a\r\n", "250 b\r\n", "354 c\r\n", "250 taken\r\n") == [
                [.send(bytes("MAIL FROM:<a@x>\r\n"))], [.send(bytes("RCPT TO:<b@y>\r\n"))],
                [.send(bytes("DATA\r\n"))], [.send(bytes("S: t\r\n\r\n..\r\n.\r\n"))],
                [
                    .end(.accepted(MailReply(code: 250, text: "taken"))), .send(bytes("QUIT\r\n")),
                    .close,
                ],
            ])
    }

    @Test func `an answer may come in pieces and on many lines`() {
        let actions = talk("2", "50-first\r\n250-se", "cond\r\n25", "0 third\r", "\n")
        #expect(actions.map(\.count) == [1, 0, 0, 0, 0, 1])
        let refused = talk("550-5.7.1 not\r\n550 5.7.1 y\u{7}u\r\n")
        #expect(
            refused[1].first == .end(.refused(MailReply(code: 550, text: "5.7.1 not 5.7.1 y u"))))
    }

    @Test(arguments: [
        ("354 too early\r\n", false), ("hello\r\n", false), ("\r\n", false),
        ("999 what\r\n", false),
        ("2500 what\r\n", true),
    ])
    func `what no server says ends it`(answer: String, goesOn: Bool) {
        let actions = talk(answer)[1]
        let isFailed = actions.contains { action in
            if case .end(.failed(_, mayHaveArrived: false)) = action { true } else { false }
        }
        #expect(isFailed == !goesOn)
    }

    @Test func `only after the message may it have arrived`() {
        for said in 0...3 {
            var session = MailSession(Self.mail)
            _ = session.begin()
            for answer in ["250 a\r\n", "250 b\r\n", "354 c\r\n"].prefix(said) {
                _ = session.received(bytes(answer))
            }
            let isHandedOver = said == 3
            #expect(
                session.ended(.closedByPeer) == [
                    .end(
                        .failed(
                            .cutOff(afterRequestWasSent: isHandedOver),
                            mayHaveArrived: isHandedOver))
                ])
            // Once.
            #expect(session.ended(.stopped) == [])
            #expect(session.received(bytes("250 late\r\n")) == [])
        }
    }

    @Test func `a server that never stops talking fills no memory`() {
        var session = MailSession(Self.mail)
        _ = session.begin()
        for _ in 0..<2000 {
            #expect(session.received(bytes("250-" + String(repeating: "x", count: 500))) == [])
        }
        for _ in 0..<2000 { #expect(session.received(bytes("250-more\r\n")) == []) }
        guard case .send = session.received(bytes("250 end\r\n")).first else {
            Issue.record("it is no reply")
            return
        }
    }

    @Test(arguments: [
        ("", ".\r\n"), ("a", "a\r\n.\r\n"), ("a\r\n", "a\r\n.\r\n"), (".", "..\r\n.\r\n"),
        (".\r\n.\r\n", "..\r\n..\r\n.\r\n"), ("a.\r\n.b", "a.\r\n..b\r\n.\r\n"),
        ("a\n.\nb", "a\n..\nb\r\n.\r\n"),
    ])
    func `no line of a message ends it`(message: String, sent: String) {
        #expect(String(decoding: MailSession.transparent(bytes(message)), as: UTF8.self) == sent)
    }
}
