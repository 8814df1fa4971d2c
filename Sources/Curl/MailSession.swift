/// Handing one mail over, once the server knows us: MAIL, RCPT, DATA, the message, QUIT, each
/// after the answer to the one before (RFC 5321, 3.3). No I/O: it is told what came and says what
/// is to be done.
struct MailSession {
    enum Action: Hashable, Sendable {
        case send([UInt8])
        /// How it ended. Once.
        case end(MailOutcome)
        /// Nothing more is to come.
        case close
    }

    private enum Step { case mail, recipient, data, message, over }

    private let mail: OutboundMail
    private var step = Step.mail
    private var replies = MailReplies()
    /// The server may have the whole message.
    private(set) var isHandedOver = false

    init(_ mail: OutboundMail) { self.mail = mail }

    /// The line stands.
    mutating func begin() -> [Action] { [.send(Array("MAIL FROM:<\(mail.sender)>\r\n".utf8))] }

    mutating func received(_ bytes: [UInt8]) -> [Action] {
        replies.take(bytes).flatMap { answered($0) }
    }

    private mutating func answered(_ reply: MailReply) -> [Action] {
        switch (step, reply.code) {
        case (.over, _): return []
        case (_, 400...599): return leave(.refused(reply))
        case (.mail, 200...299):
            step = .recipient
            return [.send(Array("RCPT TO:<\(mail.recipient)>\r\n".utf8))]
        case (.recipient, 200...299):
            step = .data
            return [.send(Array("DATA\r\n".utf8))]
        case (.data, 354):
            step = .message
            isHandedOver = true
            return [.send(MailSession.transparent(mail.message))]
        case (.message, 200...299): return leave(.accepted(reply))
        default:
            return leave(
                .failed(
                    .other(code: reply.code, message: reply.text), mayHaveArrived: isHandedOver))
        }
    }

    /// Its answer to QUIT changes nothing, and is not waited for.
    private mutating func leave(_ outcome: MailOutcome) -> [Action] {
        step = .over
        return [.end(outcome), .send(Array("QUIT\r\n".utf8)), .close]
    }

    /// The line has ended by itself, or for want of time.
    mutating func ended(_ failure: CurlFailure) -> [Action] {
        guard step != .over else { return [] }
        step = .over
        return [.end(outcome(of: failure))]
    }

    private func outcome(of failure: CurlFailure) -> MailOutcome {
        switch failure {
        case .mailRefused(let code, let words): .refused(MailReply(code: code, text: words))
        case .closedByPeer, .cutOff:
            .failed(.cutOff(afterRequestWasSent: isHandedOver), mayHaveArrived: isHandedOver)
        case .timedOut:
            .failed(.timedOut(bytesSent: isHandedOver), mayHaveArrived: isHandedOver)
        default: .failed(failure, mayHaveArrived: isHandedOver)
        }
    }

    /// RFC 5321, 4.5.2: a line that begins with a dot gets another one, and a dot alone ends it all.
    static func transparent(_ message: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(message.count + 8)
        var begins = true
        for byte in message {
            if begins, byte == UInt8(ascii: ".") { lines.append(byte) }
            lines.append(byte)
            begins = byte == UInt8(ascii: "\n")
        }
        return lines + Array((begins ? ".\r\n" : "\r\n.\r\n").utf8)
    }
}
