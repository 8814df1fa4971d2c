/// How many lines a server lets a client send: `burst` at once, then one every `every`
/// milliseconds. Session lines that cannot wait may take it below nothing; speech then waits.
package struct FloodAllowance: Hashable, Sendable {
    package var burst: Int
    /// Milliseconds.
    package var every: Milliseconds
    package init(burst: Int, every: Milliseconds) {
        self.burst = max(1, burst)
        self.every = max(1, every)
    }
}

/// A token bucket over an allowance; no allowance is no limit.
struct FloodBudget: Sendable {
    let allowance: FloodAllowance?
    /// Credit in milliseconds: a line costs `every`.
    private var credit: Milliseconds
    private var countedAt: Milliseconds

    init(_ allowance: FloodAllowance?, at now: Milliseconds) {
        self.allowance = allowance
        credit = allowance.map { Milliseconds($0.burst) * $0.every } ?? 0
        countedAt = now
    }

    mutating func refill(at now: Milliseconds) {
        guard let allowance, now > countedAt else { return }
        credit = min(credit + now - countedAt, Milliseconds(allowance.burst) * allowance.every)
        countedAt = now
    }

    var hasLine: Bool { allowance.map { credit >= $0.every } ?? true }

    mutating func spend() {
        guard let allowance else { return }
        credit = max(credit - allowance.every, -Milliseconds(allowance.burst) * allowance.every)
    }

    /// When the next line may go, as far as time alone decides.
    var nextLineAt: Milliseconds {
        guard let allowance, !hasLine else { return countedAt }
        return countedAt + allowance.every - credit
    }
}
