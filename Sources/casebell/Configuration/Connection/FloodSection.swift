import Casework

/// The budget of lines as the administrator sets it: so many at once, then one each time.
struct FloodSection: Hashable, Sendable {
    var burst = 8
    var every = Lapse.seconds(1)
    /// The server exempts the bot.
    var isUnlimited = false
}

extension FloodSection {
    init(_ keys: KeyedReader) {
        self.init()
        burst = keys["burst"]?.integer(in: 1...1000) ?? burst
        let range = Lapse(milliseconds: 1)...Lapse.minutes(1)
        every = keys["every"]?.lapse(in: range) ?? every
        isUnlimited = keys["unlimited"]?.flag() ?? isUnlimited
    }
}
