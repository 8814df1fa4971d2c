import Crypto

/// SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677). The password never leaves; what
/// is sent proves it to a server that knows the account, and the server has to prove the same.
struct SCRAMExchange: SASLExchange {
    /// "The hash iteration-count SHOULD be such that … at least 4096." (RFC 7677, section 4)
    /// A server that asks for less would make the password cheap to guess from our proof.
    static let iterationsMin = 4096
    /// What OWASP asks of PBKDF2 today; more could only be meant to keep us busy.
    static let iterationsMax = 600_000
    /// Rounds of `Hi` at a time: some milliseconds.
    static let iterationsAtOnce = 8192
    /// "n": no channel binding; no authorization identity.
    static let gs2Header = "n,,"

    private enum State: Sendable {
        case begins
        case hasAsked
        case stretching(SCRAMStretch, signed: String, nonce: String)
        case hasProved(expecting: HMAC<SHA256>.MAC)
        case over(isProven: Bool)
    }

    private let firstBare: String
    private let nonce: String
    private let password: [UInt8]
    private var state = State.begins

    init(account: String, password: String, nonce: String) {
        self.nonce = nonce
        self.password = Array(SCRAMText.prepared(password).utf8)
        firstBare = "n=\(SCRAMText.saslname(account)),r=\(nonce)"
    }

    var mayEnd: Bool {
        if case .over(let isProven) = state { isProven } else { false }
    }

    mutating func answer(to challenge: [UInt8]) -> SASLAnswer {
        switch state {
        case .begins:
            guard challenge.isEmpty else { return end(.abort(reason: "the server speaks first")) }
            state = .hasAsked
            return .response(Array((SCRAMExchange.gs2Header + firstBare).utf8))
        case .hasAsked:
            return stretch(challenge)
        case .stretching:
            return end(.abort(reason: "the server did not wait for its answer"))
        case .hasProved(let expected):
            return judge(challenge, expected)
        case .over:
            return end(.abort(reason: "the exchange is over"))
        }
    }

    mutating func calculate() -> SASLAnswer {
        guard case .stretching(var stretch, let signed, let nonce) = state else {
            return end(.abort(reason: "nothing to calculate"))
        }
        guard let salted = stretch.advance(by: SCRAMExchange.iterationsAtOnce) else {
            state = .stretching(stretch, signed: signed, nonce: nonce)
            return .calculating
        }
        return prove(salted, signed: signed, nonce: nonce)
    }

    /// server-first-message: `r=nonce,s=salt,i=iterations`, perhaps with extensions after it.
    private mutating func stretch(_ challenge: [UInt8]) -> SASLAnswer {
        guard let text = String(validating: challenge, as: UTF8.self) else {
            return end(.abort(reason: "the server's challenge is no text"))
        }
        if let reason = SCRAMText.error(in: text) { return end(.refused(reason: reason)) }
        let fields = SCRAMText.fields(of: text)
        guard fields.count >= 3, fields[0].name == "r", fields[1].name == "s",
            fields[2].name == "i", let salt = Base64.decoded(String(fields[1].value)),
            !salt.isEmpty, let iterations = SCRAMText.positive(fields[2].value)
        else { return end(.abort(reason: "the server's challenge is malformed")) }
        let both = String(fields[0].value)
        guard both.utf8.starts(with: nonce.utf8), both.utf8.count > nonce.utf8.count else {
            return end(.abort(reason: "the server's challenge answers somebody else's question"))
        }
        guard (SCRAMExchange.iterationsMin...SCRAMExchange.iterationsMax).contains(iterations)
        else {
            return end(
                .abort(
                    reason: "the server asks for \(iterations) iterations; allowed are "
                        + "\(SCRAMExchange.iterationsMin) to \(SCRAMExchange.iterationsMax)"))
        }
        state = .stretching(
            SCRAMStretch(password: password, salt: salt, rounds: iterations), signed: text,
            nonce: both)
        return calculate()
    }

    private mutating func prove(_ salted: [UInt8], signed: String, nonce: String) -> SASLAnswer {
        let key = SymmetricKey(data: salted)
        let clientKey = Array(SCRAMExchange.code("Client Key", key))
        let serverKey = SymmetricKey(data: SCRAMExchange.code("Server Key", key))
        let binding = Base64.encoded(Array(SCRAMExchange.gs2Header.utf8))
        let finalBare = "c=\(binding),r=\(nonce)"
        let authentication = "\(firstBare),\(signed),\(finalBare)"
        let stored = SymmetricKey(data: SHA256.hash(data: clientKey))
        let proof = zip(clientKey, SCRAMExchange.code(authentication, stored)).map { $0 ^ $1 }
        state = .hasProved(expecting: SCRAMExchange.code(authentication, serverKey))
        return .response(Array("\(finalBare),p=\(Base64.encoded(proof))".utf8))
    }

    /// server-final-message: `v=signature` or `e=error`.
    private mutating func judge(
        _ challenge: [UInt8], _ expected: HMAC<SHA256>.MAC
    ) -> SASLAnswer {
        guard let text = String(validating: challenge, as: UTF8.self) else {
            return end(.impostor)
        }
        if let reason = SCRAMText.error(in: text) { return end(.refused(reason: reason)) }
        guard let first = SCRAMText.fields(of: text).first, first.name == "v",
            let signature = Base64.decoded(String(first.value)),
            // Compares in a time that tells nothing.
            expected == signature
        else { return end(.impostor) }
        state = .over(isProven: true)
        return .response([])
    }

    private mutating func end(_ answer: SASLAnswer) -> SASLAnswer {
        state = .over(isProven: false)
        return answer
    }

    private static func code(_ text: String, _ key: SymmetricKey) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
    }
}
