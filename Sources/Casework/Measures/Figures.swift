/// The figures of a period, counted from its measures (the formulas stand with each).
package struct Figures: Hashable, Sendable {
    /// Cases opened, and how many of them were then taken out as noise.
    package private(set) var offered = 0
    package private(set) var noise = 0
    /// Cases resolved, each once.
    package private(set) var handled = 0
    /// Replies that reached their customers.
    package private(set) var replies = 0
    /// Customers who were told of the desk's own accord that nobody answers now: no replies.
    package private(set) var acknowledged = 0
    /// Cases that somebody got.
    package private(set) var assigned = 0
    /// Cases that were resolved and opened again.
    package private(set) var reopened = 0
    /// Of the offered: those a first reply was promised to, those who got it in time, and those
    /// who have not got it while there is still time.
    package private(set) var promised = 0
    package private(set) var kept = 0
    package private(set) var stillOpen = 0
    package private(set) var first = ResponseFigures()
    package private(set) var next = ResponseFigures()
    /// Work on each case that was resolved.
    package private(set) var handling: [Lapse] = []
    /// From the customer's first post until the case was resolved.
    package private(set) var resolving: [Lapse] = []
    package private(set) var approvals: [Lapse] = []
    /// How their answers were judged, by criterion.
    package private(set) var scores: [ScoreFigures] = []
    /// By reason, the most frequent first.
    package private(set) var rejections: [Rejection] = []
    /// How much better customers sounded in the end than at first, in hundredths of the scale from -1
    /// to 1.
    package private(set) var moods: [Int] = []
    /// Cases resolved with a reply, and those of them in which the customer thanked after it.
    package private(set) var repliedAndResolved = 0
    package private(set) var thanked = 0

    package struct Rejection: Hashable, Sendable {
        package var reason: String
        package var count: Int
        package init(reason: String, count: Int) {
            self.reason = reason
            self.count = count
        }
    }

    /// - Parameter isPersonal: work counts by the person, not by the case.
    package init(
        _ measures: [Measure], isPersonal: Bool = false,
        reasons known: RejectionReasons = RejectionReasons()
    ) {
        var reasons: [String: Int] = [:]
        for measure in measures {
            switch measure.kind {
            case .offered(let promise): offer(promise)
            case .noise: noise += 1
            case .assigned: assigned += 1
            case .replied: replies += 1
            case .acknowledged: acknowledged += 1
            case .answered(.first, let after, let inTime): first.add(after, inTime)
            case .answered(.next, let after, let inTime): next.add(after, inTime)
            case .handled(let after, let work):
                handled += 1
                resolving.append(after)
                if !isPersonal { handling.append(work) }
            case .worked(let work): if isPersonal { handling.append(work) }
            case .reopened: reopened += 1
            case .approved(let after): approvals.append(after)
            case .rejected(let reason): reasons[reason, default: 0] += 1
            case .scored(let point): add(point)
            case .mood(let from, let to): moods.append(to - from)
            case .repliedAndResolved(let hasThanked):
                repliedAndResolved += 1
                if hasThanked { thanked += 1 }
            }
        }
        rejections = known.count(reasons)
        scores.sort { ($0.criterion, $0.of) < ($1.criterion, $1.of) }
    }

    private mutating func add(_ point: ScorePoint) {
        let place = scores.firstIndex { $0.criterion == point.criterion && $0.of == point.of }
        if let place {
            scores[place].points.append(point.points)
        } else {
            scores.append(
                ScoreFigures(criterion: point.criterion, of: point.of, points: [point.points]))
        }
    }

    private mutating func offer(_ promise: Measure.Promise) {
        offered += 1
        switch promise {
        case .none: break
        case .kept:
            promised += 1
            kept += 1
        case .broken: promised += 1
        case .open:
            promised += 1
            stillOpen += 1
        }
    }

    package var isEmpty: Bool { self == Figures([]) }

    /// Answered within the target ÷ all offered.
    package var serviceLevel: Share { Share(kept, of: promised) }
    package var reopenRate: Share { Share(reopened, of: handled) }
    /// Resolved cases in which the customer thanked after our last reply ÷ resolved cases with a
    /// reply.
    package var gratitude: Share { Share(thanked, of: repliedAndResolved) }
}

extension Figures {
    /// In hundredths, on average; nothing where no customer wrote twice.
    package var moodChange: Int? {
        moods.isEmpty ? nil : moods.reduce(0, +) / moods.count
    }
}

/// What answers got by one criterion and on one scale.
package struct ScoreFigures: Hashable, Sendable {
    package var criterion: String
    package var of: Int
    package var points: [Int]
    package init(criterion: String, of: Int, points: [Int]) {
        self.criterion = criterion
        self.of = of
        self.points = points
    }
    /// In tenths, half up.
    package var tenths: Int {
        let sum = points.reduce(0, +)
        return points.isEmpty ? 0 : (20 * sum + points.count) / (2 * points.count)
    }
}

/// How long customers waited.
package struct ResponseFigures: Hashable, Sendable {
    package private(set) var waits: [Lapse] = []
    package private(set) var promised = 0
    package private(set) var kept = 0

    fileprivate mutating func add(_ wait: Lapse, _ inTime: Bool?) {
        waits.append(wait)
        guard let inTime else { return }
        promised += 1
        if inTime { kept += 1 }
    }

    package var inTime: Share { Share(kept, of: promised) }
}

/// So many of so many.
package struct Share: Hashable, Sendable {
    package var part: Int
    package var whole: Int
    package init(_ part: Int, of whole: Int) {
        self.part = part
        self.whole = whole
    }
    /// Rounded to a whole percent, half up; nothing of nothing.
    package var percent: Int? { whole > 0 ? (200 * part + whole) / (2 * whole) : nil }
}

extension [Lapse] {
    /// The smallest of them that so many hundredths are no longer than; the median is the 50th.
    package func percentile(_ hundredths: Int) -> Lapse? {
        guard !isEmpty else { return nil }
        let rank = (count * hundredths + 99) / 100
        return sorted()[Swift.max(rank, 1) - 1]
    }

    package var average: Lapse? {
        guard !isEmpty else { return nil }
        return Lapse(milliseconds: reduce(0) { $0 + $1.milliseconds } / Int64(count))
    }
}
