import Casework

/// How long to wait before connecting again: at first, growing by half, and at the most. A server
/// that bans the bot is left alone for longer (`Backoff`).
struct ReconnectSection: Hashable, Sendable {
    var first = Lapse.seconds(1)
    var longest = Lapse.minutes(5)
}

extension ReconnectSection {
    init(_ keys: KeyedReader) {
        self.init()
        let range = Lapse(milliseconds: 10)...Lapse.hours(1)
        first = keys["first"]?.lapse(in: range) ?? first
        longest = keys["longest"]?.lapse(in: range) ?? longest
        if longest < first {
            (keys["longest"] ?? keys["first"])?.error(
                "the longest wait (\(longest.notation)) is shorter than the first "
                    + "(\(first.notation))", "Make longest at least \(first.notation).")
        }
    }
}
