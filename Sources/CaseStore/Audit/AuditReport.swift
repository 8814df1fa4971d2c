package import Casework

/// What walking the audit found.
package struct AuditReport: Hashable, Sendable {
    /// Events walked, the broken one among them.
    package var events: Int64
    /// Events whose data was erased; their place in the chain still holds.
    package var erased: Int64
    /// Nothing if the chain holds from the first event to the last.
    package var broken: Break?

    package init(events: Int64, erased: Int64, broken: Break?) {
        self.events = events
        self.erased = erased
        self.broken = broken
    }

    package struct Break: Hashable, Sendable {
        package var sequence: Int64
        package var fault: Fault
        package init(sequence: Int64, fault: Fault) {
            self.sequence = sequence
            self.fault = fault
        }
    }

    package enum Fault: Hashable, Sendable {
        /// This sequence is not there, though a later one or the head is.
        case missing
        /// The data is not what was recorded.
        case dataChanged
        /// The event, or one before it, is not what was recorded.
        case chainBroken
        /// The store's own note of the last event disagrees.
        case headDiffers
    }
}

/// What comparing the rows with the replayed facts found.
package struct ReplayReport: Hashable, Sendable {
    package var cases: Int
    /// Cases whose facts were erased: they cannot be replayed.
    package var erased: Int
    /// Cases whose rows are not what their facts make of them; at most `differingMax`.
    package var differing: [CaseID]
    /// Whether the kept counts are what counting gives.
    package var countsHold: Bool

    /// Whether the list of VIPs is what the facts of the desk make of it.
    package var vipsHold: Bool
    /// And the acts on the rota.
    package var rotaHolds: Bool
    /// And the plans that are on.
    package var plansHold: Bool

    package static let differingMax = 100
    package var holds: Bool {
        differing.isEmpty && countsHold && vipsHold && rotaHolds && plansHold
    }
}
