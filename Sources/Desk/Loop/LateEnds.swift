import CaseStore
import Casework

/// Posts that have landed and of which the store does not know yet.
///
/// That a line was seen concerns nobody at once, so its receipt waits a moment for company: it
/// goes with the next decision, before which it stands, or with others of its kind. A crash in
/// that moment has the line said once more, marked `(again?)` where the network does not know a
/// repeat for one; where it does, that harms nobody, and the moment is longer.
struct LateEnds {
    /// How long the first of them waits for others.
    static let patience = Lapse(milliseconds: 20)
    static let patienceWhereKnown = Lapse(milliseconds: 250)
    static let countMax = 64

    private var ends: [PostEnd] = []
    /// When they are written, by uptime; nothing if there are none.
    private(set) var due: Lapse?

    /// Whether the errand can wait, and does.
    /// - Parameter isKnown: their network knows a repeat for one.
    mutating func take(_ errand: Errand, isKnown: Bool = false, at uptime: Lapse) -> Bool {
        guard case .ends(let more, let noticed) = errand, noticed.isEmpty,
            // People may answer at once.
            more.allSatisfy({ $0.isLanding && !$0.isKept })
        else { return false }
        ends += more
        let own = uptime + (isKnown ? Self.patienceWhereKnown : Self.patience)
        due = min(due ?? own, own)
        return true
    }

    func isDue(at uptime: Lapse) -> Bool {
        due.map { $0 <= uptime } ?? false || ends.count >= Self.countMax
    }

    /// All of them; nothing if there are none.
    mutating func errand() -> Errand? {
        guard !ends.isEmpty else { return nil }
        defer {
            ends = []
            due = nil
        }
        return .ends(ends, noticed: [])
    }
}

extension PostEnd {
    var isLanding: Bool {
        if case .landed = end { true } else { false }
    }
}
