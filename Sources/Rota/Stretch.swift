package import Casework

/// A half-open length of time: its first instant belongs to it, its end does not.
package struct Stretch: Hashable, Sendable {
    package var from: Instant
    package var to: Instant

    /// Empty where it ends before it begins.
    package init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }

    package var isEmpty: Bool { to <= from }
    package var length: Lapse { to - from }

    package func contains(_ instant: Instant) -> Bool { from <= instant && instant < to }

    /// What both have; perhaps empty.
    package func cut(to other: Stretch) -> Stretch {
        Stretch(from: max(from, other.from), to: min(to, other.to))
    }
}

/// Lengths of time together.
extension Array where Element == Stretch {
    /// In order; what touches or overlaps is one.
    package func merged() -> [Stretch] {
        var merged: [Stretch] = []
        for stretch in filter({ !$0.isEmpty }).sorted(by: { $0.from < $1.from }) {
            if let last = merged.last, stretch.from <= last.to {
                merged[merged.count - 1].to = Swift.max(last.to, stretch.to)
            } else {
                merged.append(stretch)
            }
        }
        return merged
    }

    /// What of these the others have, too.
    package func cut(to others: [Stretch]) -> [Stretch] {
        let others = others.merged()
        var found: [Stretch] = []
        var first = 0
        for stretch in merged() {
            while first < others.count, others[first].to <= stretch.from { first += 1 }
            for other in others[first...] {
                guard other.from < stretch.to else { break }
                found.append(stretch.cut(to: other))
            }
        }
        return found
    }

    /// What of these the others have not.
    package func without(_ others: [Stretch]) -> [Stretch] {
        let others = others.merged()
        var left: [Stretch] = []
        var first = 0
        for stretch in merged() {
            while first < others.count, others[first].to <= stretch.from { first += 1 }
            var from = stretch.from
            for other in others[first...] {
                guard other.from < stretch.to else { break }
                left.append(Stretch(from: from, to: other.from))
                from = Swift.max(from, other.to)
            }
            left.append(Stretch(from: from, to: stretch.to))
        }
        return left.filter { !$0.isEmpty }
    }
}
