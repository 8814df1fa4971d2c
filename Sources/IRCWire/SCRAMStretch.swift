import Crypto

/// `Hi` of RFC 5802, which is PBKDF2 with HMAC-SHA-256 and one block, in as many steps as wanted:
/// who is told to do 600,000 rounds has other things to do between them.
struct SCRAMStretch: Sendable {
    private let keyed: HMAC<SHA256>
    private var code: HMAC<SHA256>.MAC
    private var sum: [UInt8]
    private(set) var roundsLeft: Int

    /// `rounds` is at least 1.
    init(password: [UInt8], salt: [UInt8], rounds: Int) {
        keyed = HMAC<SHA256>(key: SymmetricKey(data: password))
        var first = keyed
        first.update(data: salt + [0, 0, 0, 1])
        code = first.finalize()
        sum = Array(code)
        roundsLeft = max(0, rounds - 1)
    }

    /// The stretched password, once the last round is done.
    mutating func advance(by rounds: Int) -> [UInt8]? {
        for _ in 0..<min(rounds, roundsLeft) {
            var next = keyed
            code.withUnsafeBytes { next.update(data: $0) }
            code = next.finalize()
            code.withUnsafeBytes { bytes in
                for index in sum.indices { sum[index] ^= bytes[index] }
            }
        }
        roundsLeft -= min(rounds, roundsLeft)
        return roundsLeft == 0 ? sum : nil
    }
}
