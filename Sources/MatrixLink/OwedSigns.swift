import MatrixWire

/// Signs that are still to be put on messages, in a file beside the keepsake, one a line:
/// `transaction message sign room`. What is none is left out.
struct OwedSigns: Hashable, Sendable {
    static let max = 512
    var signs: [OwedSign]

    init(signs: [OwedSign]) { self.signs = Array(signs.prefix(OwedSigns.max)) }

    init(text: String) {
        self.init(
            signs: text.split(separator: "\n").compactMap { line in
                let parts = line.split(separator: " ", maxSplits: 3).map(String.init)
                guard parts.count == 4 else { return nil }
                return OwedSign(
                    room: parts[3], target: parts[1], key: parts[2], transaction: parts[0])
            })
    }

    var text: String {
        signs.map { "\($0.transaction) \($0.target) \($0.key) \($0.room)" }
            .filter { line in line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
            .map { "\($0)\n" }.joined()
    }
}
