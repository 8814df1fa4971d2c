import Casework

/// What the seed decides: SplitMix64, so that a day drawn from a seed is that day for ever.
package struct Chance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 ^ 0xD1B5_4A32_D192_ED03 }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A stream of its own: what one part of the world draws does not move the others.
    mutating func fork() -> Chance { Chance(seed: next()) }

    mutating func below(_ bound: Int) -> Int { bound > 1 ? Int(next() % UInt64(bound)) : 0 }
    mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }
    /// In so many of a thousand cases.
    mutating func happens(_ permille: Int) -> Bool { below(1000) < permille }

    /// Both ends are drawn too.
    mutating func between(_ low: Int64, _ high: Int64) -> Int64 {
        low + Int64(below(Int(max(high - low, 0)) + 1))
    }

    mutating func seconds(_ low: Int64, _ high: Int64) -> Lapse {
        Lapse(milliseconds: between(low * 1000, high * 1000))
    }

    mutating func milliseconds(_ low: Int64, _ high: Int64) -> Lapse {
        Lapse(milliseconds: between(low, high))
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element? {
        choices.isEmpty ? nil : choices[below(choices.count)]
    }
}
