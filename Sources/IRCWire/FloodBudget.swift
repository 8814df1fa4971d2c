/// A token bucket over an allowance; no allowance is no limit. It learns: each time that the
/// server found it too much it becomes half as large, and a quarter of an hour without trouble
/// takes one such step back.
struct FloodBudget: Sendable {
    static let strictnessMax = 4
    static let forgivenAfter: Milliseconds = 15 * 60_000

    let policy: FloodPolicy
    /// The server promises to end no connection for its speed.
    private(set) var isSafe = false
    /// How often it was too much.
    private(set) var strictness: Int
    private(set) var allowance: FloodAllowance?
    /// Credit in milliseconds: a line costs `every`.
    private var credit: Milliseconds
    private var countedAt: Milliseconds
    private var troubledAt: Milliseconds
    /// The server asked to wait until then.
    private(set) var pausedUntil: Milliseconds = .min

    init(_ policy: FloodPolicy, strictness: Int = 0, at now: Milliseconds) {
        self.policy = policy
        self.strictness = min(max(strictness, 0), FloodBudget.strictnessMax)
        allowance = policy.allowance(strictness: self.strictness, isSafe: false)
        credit = allowance.map { Milliseconds($0.burst) * $0.every } ?? 0
        countedAt = now
        troubledAt = now
    }

    mutating func refill(at now: Milliseconds) {
        guard now > countedAt else { return }
        if strictness > 0, now - troubledAt >= FloodBudget.forgivenAfter {
            troubledAt = now
            change(strictness: strictness - 1)
        }
        if let allowance {
            credit = min(credit + now - countedAt, Milliseconds(allowance.burst) * allowance.every)
        }
        countedAt = now
    }

    /// It was too much for the server, which dropped a line or the connection for it.
    mutating func tooMuch(at now: Milliseconds) {
        troubledAt = now
        change(strictness: min(strictness + 1, FloodBudget.strictnessMax))
    }

    /// Nothing is said before then.
    mutating func pause(until moment: Milliseconds) { pausedUntil = max(pausedUntil, moment) }

    /// 005 was read.
    mutating func learn(isSafe: Bool) {
        guard isSafe != self.isSafe else { return }
        self.isSafe = isSafe
        change(strictness: strictness)
    }

    private mutating func change(strictness: Int) {
        self.strictness = strictness
        let before = allowance
        allowance = policy.allowance(strictness: strictness, isSafe: isSafe)
        guard let allowance, allowance != before else { return }
        // What was owed in lines is owed on; no change gives anything.
        let lines = before.map { credit / $0.every } ?? 0
        credit = min(lines * allowance.every, Milliseconds(allowance.burst) * allowance.every)
    }

    var hasLine: Bool {
        countedAt >= pausedUntil && (allowance.map { credit >= $0.every } ?? true)
    }

    /// So many lines may go at once.
    func has(lines: Int) -> Bool {
        countedAt >= pausedUntil
            && (allowance.map { credit >= Milliseconds(lines) * $0.every } ?? true)
    }

    mutating func spend(_ lines: Int = 1) {
        guard let allowance else { return }
        let owedMax = -Milliseconds(allowance.burst) * allowance.every
        credit = max(credit - Milliseconds(lines) * allowance.every, owedMax)
    }

    /// When the next line may go, as far as time alone decides.
    var nextLineAt: Milliseconds {
        guard let allowance, credit < allowance.every else { return max(countedAt, pausedUntil) }
        return max(countedAt + allowance.every - credit, pausedUntil)
    }

    /// What a line counts with servers that weigh commands (InspIRCd's penalties).
    static func cost(_ command: String) -> Int {
        switch command {
        case "JOIN", "WHO", "WHOIS", "TOPIC": 2
        case "NICK": 4
        default: 1
        }
    }
}
