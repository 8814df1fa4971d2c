import CaseStore
import Casework

/// An attempt at the customer's side that is counted and leased, and may begin.
enum Departure: Sendable {
    case reply(ReplyRow)
    case acknowledgement(AcknowledgementRow)

    var key: DeliveryID {
        switch self {
        case .reply(let row): row.key
        case .acknowledgement(let row): row.key
        }
    }

    var matter: CaseID {
        switch self {
        case .reply(let row): row.matter
        case .acknowledgement(let row): row.matter
        }
    }

    /// From 1.
    var number: Int {
        switch self {
        case .reply(let row): row.attempts
        case .acknowledgement(let row): row.attempts
        }
    }

    var departedAt: Instant {
        switch self {
        case .reply(let row): row.departedAt ?? row.due
        case .acknowledgement(let row): row.departedAt ?? row.due
        }
    }

    /// An earlier attempt may have arrived.
    var isUncertain: Bool {
        switch self {
        case .reply(let row): row.uncertain
        case .acknowledgement(let row): row.uncertain
        }
    }
}
