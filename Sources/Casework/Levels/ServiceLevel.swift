/// Which of a customer's waits: for the first reply of a person, or for the next one after that.
package enum Response: String, Hashable, Sendable, Codable, CaseIterable {
    case first, next
}

/// How soon customers are to be answered, by the priority of their case; nothing where nobody
/// promised anything.
package struct ResponseTargets: Hashable, Sendable {
    package var p1: Lapse?
    package var p2: Lapse?
    package var p3: Lapse?

    package init(p1: Lapse? = nil, p2: Lapse? = nil, p3: Lapse? = nil) {
        self.p1 = p1
        self.p2 = p2
        self.p3 = p3
    }

    /// The same for all.
    package init(_ lapse: Lapse) { self.init(p1: lapse, p2: lapse, p3: lapse) }
    package static func seconds(_ count: Int64) -> ResponseTargets { .init(.seconds(count)) }
    package static func minutes(_ count: Int64) -> ResponseTargets { .init(.minutes(count)) }
    package static func hours(_ count: Int64) -> ResponseTargets { .init(.hours(count)) }

    package subscript(priority: Priority) -> Lapse? {
        switch priority {
        case .p1: p1
        case .p2: p2
        case .p3: p3
        }
    }

    package var all: [Lapse] { [p1, p2, p3].compactMap(\.self) }
}

/// By when a customer is to be answered, and when people are reminded of it.
///
/// It runs around the clock. Business hours belong here and nowhere else: whoever adds them
/// counts `target` by the desk's calendar.
package struct Deadline: Hashable, Sendable {
    package let target: Lapse
    package let due: Instant
    /// When people are warned.
    package let warnsAt: Instant
    /// When it is called a breach: at the latest a grain after it was due.
    package let breachesAt: Instant
    /// Reminders come together at whole multiples of this, so that cases which fall due in one
    /// minute are told in one line.
    let grain: Lapse

    /// - Parameters:
    ///   - target: how long the customer may wait.
    ///   - warnBefore: how long before the end of it people are warned.
    init(since: Instant, target: Lapse, warnBefore: Lapse?) {
        self.target = target
        due = since + target
        grain = Deadline.grain(of: target)
        let before = warnBefore ?? Deadline.warnBefore(target)
        warnsAt = (due - before).roundedUp(to: grain)
        breachesAt = due.roundedUp(to: grain)
    }

    /// A quarter of the target, at least two minutes, at most half of it.
    static func warnBefore(_ target: Lapse) -> Lapse {
        let quarter = max(target.milliseconds / 4, Lapse.minutes(2).milliseconds)
        return Lapse(milliseconds: min(quarter, target.milliseconds / 2))
    }

    /// A twentieth of the target, from a second to a minute.
    private static func grain(of target: Lapse) -> Lapse {
        let twentieth = target.milliseconds / 20 / 1000 * 1000
        return Lapse(milliseconds: min(max(twentieth, 1000), 60_000))
    }
}

extension Instant {
    func roundedUp(to grain: Lapse) -> Instant {
        let rest = milliseconds % grain.milliseconds
        return rest == 0 ? self : Instant(milliseconds: milliseconds - rest + grain.milliseconds)
    }
}

extension Queue {
    /// How long a customer of that priority may wait.
    package func target(_ response: Response, _ priority: Priority) -> Lapse? {
        switch response {
        case .first: firstResponse?[priority]
        case .next: nextResponse?[priority]
        }
    }

    /// Nothing where nothing was promised.
    package func deadline(
        _ response: Response, _ priority: Priority, since: Instant
    ) -> Deadline? {
        target(response, priority).map {
            Deadline(since: since, target: $0, warnBefore: warnBefore)
        }
    }
}

extension Queue {
    /// Who is warned of is due within this.
    package var warnBeforeMax: Lapse {
        let targets = (firstResponse?.all ?? []) + (nextResponse?.all ?? [])
        return targets.map { warnBefore ?? Deadline.warnBefore($0) }.max() ?? .zero
    }
}
