/// How to log in to the network's accounts. A mechanism makes an exchange for each attempt;
/// another mechanism is another case here and another exchange beside these.
package enum SASLMechanism: Hashable, Sendable {
    /// RFC 4616: account and password in one message.
    case plain(account: String, password: String)
    /// RFC 4422, appendix A: the certificate of the TLS connection is the proof.
    case external(account: String?)

    package var name: String {
        switch self {
        case .plain: "PLAIN"
        case .external: "EXTERNAL"
        }
    }

    func exchange() -> any SASLExchange {
        switch self {
        case .plain(let account, let password):
            let zero: [UInt8] = [0]
            let message =
                Array(account.utf8) + zero + Array(account.utf8) + zero + Array(password.utf8)
            return SASLSingleMessage(message: message)
        case .external(let account):
            return SASLSingleMessage(message: Array((account ?? "").utf8))
        }
    }
}

/// One attempt: answers each challenge of the server until the server decides.
protocol SASLExchange: Sendable {
    /// Nothing if the challenge is not what the mechanism allows: the attempt is then aborted.
    mutating func response(to challenge: [UInt8]) -> [UInt8]?
}

/// A client that speaks first and once.
struct SASLSingleMessage: SASLExchange {
    let message: [UInt8]
    private var isSpent = false

    init(message: [UInt8]) { self.message = message }

    mutating func response(to challenge: [UInt8]) -> [UInt8]? {
        guard !isSpent, challenge.isEmpty else { return nil }
        isSpent = true
        return message
    }
}

/// Messages of any length in the parameters of AUTHENTICATE.
enum SASLChunks {
    /// "If the message is longer than 400 bytes it is split; if the last chunk was exactly 400
    /// bytes long, it must be followed by an `AUTHENTICATE +`." (sasl)
    static let chunkBytesMax = 400
    /// A challenge longer than this is no mechanism's.
    static let challengeBytesMax = 16 * 1024

    static func chunks(of message: [UInt8]) -> [String] {
        let text = Array(Base64.encoded(message).utf8)
        var chunks = stride(from: 0, to: text.count, by: chunkBytesMax).map {
            String(decoding: text[$0..<min($0 + chunkBytesMax, text.count)], as: UTF8.self)
        }
        if text.count % chunkBytesMax == 0 { chunks.append("+") }
        return chunks
    }
}
