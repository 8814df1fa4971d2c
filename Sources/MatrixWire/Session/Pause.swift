/// Growing waits between attempts at one thing, each of them a little shorter by chance, so that
/// many who failed together do not come back together.
struct Pause: Sendable {
    private(set) var failures = 0

    init() {}

    mutating func next(
        from first: Milliseconds, to longest: Milliseconds, _ chance: inout SplitMix
    ) -> Milliseconds {
        let base = min(max(1, first) << Milliseconds(min(failures, 20)), max(1, longest))
        failures = min(failures + 1, 100)
        return base - Milliseconds(chance.below(UInt64(max(1, base / 4))))
    }

    /// Between attempts at a request.
    mutating func next(
        _ patience: MatrixSessionConfiguration.Patience, _ chance: inout SplitMix
    ) -> Milliseconds {
        next(from: patience.retry, to: patience.retryMax, &chance)
    }

    mutating func reset() { failures = 0 }
}

/// Chance from a seed: SplitMix64. Good enough for waits, and for nothing secret.
struct SplitMix: Sendable {
    private var state: UInt64

    /// FNV-1a of the seed.
    init(_ seed: String) {
        state = seed.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0, below the limit; 0 for a limit of 0.
    mutating func below(_ limit: UInt64) -> UInt64 { limit == 0 ? 0 : next() % limit }
}
