package import Casework

/// A reply's row in the outbox of a rehearsed desk.
package struct ScenarioReply: Sendable {
    package enum State: String, Sendable {
        case scheduled, parked, sending, sent, failed, unknown
    }

    package var key: DeliveryID
    package var matter: CaseID
    package var revision: Int
    package var state: State
    package var due: Instant
    package var departedAt: Instant?
    package var attempts = 0
    package var uncertain = false
    /// An attempt has begun and has not ended.
    package var isUnderWay = false

    /// What the change makes of the row, or why it cannot be.
    static func applying(
        _ change: ReplyChange, to row: ScenarioReply?, of id: CaseID, at now: Instant
    ) -> Result<ScenarioReply, ScenarioBreach> {
        if case .schedule(let key, let revision, let due) = change, row == nil {
            return .success(
                ScenarioReply(
                    key: key, matter: id, revision: revision, state: .scheduled, due: due))
        }
        guard var row else { return .failure("\(change) of a reply without a row") }
        switch change {
        case .schedule(_, let revision, let due):
            guard [.parked, .failed, .unknown].contains(row.state) else {
                return .failure("a \(row.state) reply is scheduled")
            }
            guard revision == row.revision else { return .failure("a key changed its revision") }
            row.state = .scheduled
            row.due = due
        case .reschedule(_, let due):
            guard row.state == .scheduled else { return .failure("no window to move") }
            row.due = due
        case .cancel:
            guard [.scheduled, .sending, .parked].contains(row.state), !row.isUnderWay else {
                return .failure("a \(row.state) reply is called back")
            }
            row.state = .parked
        case .clear:
            guard [.sending, .unknown].contains(row.state) else {
                return .failure("a \(row.state) reply is cleared")
            }
            row.state = .parked
            row.uncertain = false
            row.isUnderWay = false
        case .depart:
            guard row.state == .scheduled else { return .failure("a \(row.state) reply leaves") }
            guard now >= row.due else { return .failure("a reply leaves before its time") }
            row.state = .sending
            row.departedAt = now
            row.due = now
        case .retry(_, let due, let uncertain):
            guard row.state == .sending else { return .failure("a \(row.state) reply retries") }
            row.due = due
            row.uncertain = row.uncertain || uncertain
        case .finish(_, let end):
            // What has not left can fail all the same: its time was over.
            let isOver = row.state == .scheduled && end == .failed
            guard isOver || [.sending, .unknown].contains(row.state) else {
                return .failure("a \(row.state) reply ends as \(end)")
            }
            row.state =
                switch end {
                case .sent: .sent
                case .failed: .failed
                case .unknown: .unknown
                }
            row.uncertain = row.uncertain || end == .unknown
        }
        return .success(row)
    }
}

/// An invariant that did not hold.
struct ScenarioBreach: Error, ExpressibleByStringInterpolation {
    var words: String
    init(stringLiteral value: String) { words = value }
}

extension ReplyChange {
    package var key: DeliveryID {
        switch self {
        case .schedule(let key, _, _), .reschedule(let key, _), .cancel(let key),
            .clear(let key), .depart(let key), .retry(let key, _, _), .finish(let key, _):
            key
        }
    }
}
