package import Casework

/// The seam to who is told what happens. A relay publishes one event at a time; the cursor on
/// the event sequence is kept by whoever calls it. Publishing an event makes no event.
package protocol EventRelay: Sendable {
    var name: String { get }
    var subscription: EventSubscription { get }
    /// Publishing the same event again shows the receiver the same key; `unknown` may therefore
    /// be tried again.
    func publish(_ event: RelayedEvent) async -> ReplyOutcome
}

/// Which events a relay is told.
package enum EventSubscription: Hashable, Sendable {
    case all
    /// By their types, `case.opened`.
    case types([String])

    package func wants(_ type: String) -> Bool {
        switch self {
        case .all: true
        case .types(let types): types.contains(type)
        }
    }
}

/// An event of the audit as it is told to others.
package struct RelayedEvent: Hashable, Sendable {
    package var sequence: Int64
    package var matter: CaseID?
    package var at: Instant
    /// `case.claimed`.
    package var type: String
    package var by: PersonID?
    package var via: NetworkName?
    /// A JSON value as text, passed on as it is: the fact's data, `null` once it was erased.
    package var data: String
    /// Lower-case hex of the chain.
    package var hash: String
    /// Its data is left out, because this receiver did not take the event with it.
    package var isWithheld = false

    package init(
        sequence: Int64, matter: CaseID?, at: Instant, type: String, by: PersonID?,
        via: NetworkName?, data: String, hash: String
    ) {
        self.sequence = sequence
        self.matter = matter
        self.at = at
        self.type = type
        self.by = by
        self.via = via
        self.data = data
        self.hash = hash
    }

    /// The same event for a receiver that does not take its data: one without, and marked, so that
    /// whoever wants to can fetch the rest where all events are.
    package var withheld: RelayedEvent {
        var event = self
        event.data = "null"
        event.isWithheld = true
        return event
    }

    /// Its key towards every receiver, the same on every attempt. The hash stands in it because
    /// a restored backup counts the same sequence again for something else.
    package var key: DeliveryID { DeliveryID("event-\(sequence)-\(hash.prefix(16))") }
}
