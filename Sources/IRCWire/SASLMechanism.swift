/// How to log in to the network's accounts. A mechanism makes an exchange for each attempt;
/// another mechanism is another case here and another exchange beside these.
package enum SASLMechanism: Hashable, Sendable {
    /// RFC 4616: account and password in one message, readable by whoever reads the connection.
    case plain(account: String, password: String)
    /// RFC 4422, appendix A: the certificate of the TLS connection is the proof.
    case external(account: String?)
    /// RFC 5802, RFC 7677: both sides prove that they know the password, and neither shows it.
    case scramSHA256(account: String, password: String)

    package var name: String {
        switch self {
        case .plain: "PLAIN"
        case .external: "EXTERNAL"
        case .scramSHA256: "SCRAM-SHA-256"
        }
    }

    var needsNonce: Bool { if case .scramSHA256 = self { true } else { false } }
    var hidesPassword: Bool { if case .scramSHA256 = self { true } else { false } }
    var showsPassword: Bool { if case .plain = self { true } else { false } }

    /// `nonce` is new and unpredictable for each exchange; printable ASCII without a comma.
    func exchange(nonce: String) -> any SASLExchange {
        switch self {
        case .plain(let account, let password):
            let zero: [UInt8] = [0]
            let message =
                Array(account.utf8) + zero + Array(account.utf8) + zero + Array(password.utf8)
            return SASLSingleMessage(message: message)
        case .external(let account):
            return SASLSingleMessage(message: Array((account ?? "").utf8))
        case .scramSHA256(let account, let password):
            return SCRAMExchange(account: account, password: password, nonce: nonce)
        }
    }
}

/// What an exchange makes of a challenge.
enum SASLAnswer: Hashable, Sendable {
    case response([UInt8])
    /// A long calculation has begun: `calculate` goes on with it.
    case calculating
    /// The challenge is not what the mechanism allows, or asks for more than we do.
    case abort(reason: String)
    /// The server says that our proof is wrong.
    case refused(reason: String)
    /// The server cannot prove that it knows the password: nothing it says is to be believed.
    case impostor
}

/// One attempt: answers each challenge of the server until the server decides.
protocol SASLExchange: Sendable {
    /// Whether a success may be believed now.
    var mayEnd: Bool { get }
    mutating func answer(to challenge: [UInt8]) -> SASLAnswer
    /// Goes on with what has begun, for some milliseconds at most.
    mutating func calculate() -> SASLAnswer
}

extension SASLExchange {
    mutating func calculate() -> SASLAnswer { .abort(reason: "nothing to calculate") }
}

/// A client that speaks first and once.
struct SASLSingleMessage: SASLExchange {
    let message: [UInt8]
    private var isSpent = false

    init(message: [UInt8]) { self.message = message }

    var mayEnd: Bool { true }

    mutating func answer(to challenge: [UInt8]) -> SASLAnswer {
        guard !isSpent, challenge.isEmpty else {
            return .abort(reason: "the server asked for more than the mechanism has")
        }
        isSpent = true
        return .response(message)
    }
}
