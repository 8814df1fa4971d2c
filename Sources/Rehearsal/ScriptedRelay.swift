package import Connectors
import Synchronization

/// A receiver of events that takes what it is told to take.
package final class ScriptedRelay: EventRelay {
    package let name: String
    package let subscription: EventSubscription
    package let published: ScriptedLog<RelayedEvent>
    private let outcomes = Mutex<[ReplyOutcome]>([])

    package init(_ name: String = "crm", subscription: EventSubscription = .all) {
        self.name = name
        self.subscription = subscription
        published = ScriptedLog("events of \(name)") { "\($0.sequence) \($0.type)" }
    }

    /// How the next attempts end; whatever comes after them is taken.
    package func script(_ next: ReplyOutcome...) { outcomes.withLock { $0 += next } }

    package func publish(_ event: RelayedEvent) async -> ReplyOutcome {
        let outcome = outcomes.withLock { outcomes in
            outcomes.isEmpty ? .sent(reference: nil) : outcomes.removeFirst()
        }
        published.append(event)
        return outcome
    }
}
