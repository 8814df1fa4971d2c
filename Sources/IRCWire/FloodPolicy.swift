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

    /// What servers that end connections for flooding bear: InspIRCd's own default is 10 lines and
    /// one a second, above which it delays or, with `fakelag` off, kills.
    package static let cautious = FloodAllowance(burst: 8, every: 1000)
}

/// How fast we may speak, before the server has said or shown anything.
package enum FloodPolicy: Hashable, Sendable {
    /// From this on, slower where the server is slower, and as fast as it reads where it promises
    /// never to end a connection for its speed (005 `SAFERATE`).
    case adaptive(FloodAllowance)
    /// As the administrator says; stricter only after the server has ended a connection for it.
    case fixed(FloodAllowance)
    /// The server exempts us from its limits.
    case unlimited

    /// Nothing is no limit.
    var allowance: FloodAllowance? {
        switch self {
        case .adaptive(let allowance), .fixed(let allowance): allowance
        case .unlimited: nil
        }
    }

    /// Half of everything for each time that it was too much.
    func allowance(strictness: Int, isSafe: Bool) -> FloodAllowance? {
        let base = isSafe && isAdaptive ? nil : allowance
        guard strictness > 0 else { return base }
        let first = base ?? .cautious
        let halvings = base == nil ? strictness - 1 : strictness
        return FloodAllowance(
            burst: first.burst >> halvings,
            every: max(first.every, min(first.every << Milliseconds(halvings), 10_000)))
    }

    var isAdaptive: Bool { if case .adaptive = self { true } else { false } }
}
