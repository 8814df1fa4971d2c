import Casework
import Connectors

/// Who is told what happens: it says yes, or something else, and remembers what it was told.
final class EventSink {
    private let scheduler: Scheduler
    private let chronicle: Chronicle
    private var chance: Chance
    var faultsPermille = 0

    init(_ scheduler: Scheduler, _ chronicle: Chronicle, _ chance: Chance) {
        self.scheduler = scheduler
        self.chronicle = chronicle
        self.chance = chance
    }

    func take(_ event: RelayedEvent) -> ReplyOutcome {
        let isIll = chance.happens(faultsPermille)
        if !isIll || chance.oneIn(3) {
            chronicle.relayed.append(
                RelayedRecord(
                    at: scheduler.now, sequence: event.sequence, type: event.type,
                    data: event.data, hash: event.hash))
        }
        guard isIll else { return .sent(reference: nil) }
        return chance.oneIn(2)
            ? .unknown(reason: "500") : .retry(after: .seconds(5), reason: "503")
    }

    func latency() -> Lapse { chance.oneIn(20) ? chance.milliseconds(0, 300) : .zero }
}

/// The way to it that one process of the desk has.
final class LifeRelay: EventRelay,
    // On the world's one thread only.
    @unchecked Sendable
{
    let name = "story"
    let subscription = EventSubscription.all
    private let sink: EventSink
    private let pauses: Pauses

    init(_ sink: EventSink, _ pauses: Pauses) {
        self.sink = sink
        self.pauses = pauses
    }

    func publish(_ event: RelayedEvent) async -> ReplyOutcome {
        await pauses.pause(for: sink.latency())
        guard !pauses.isOver else { return .unknown(reason: "dead") }
        return sink.take(event)
    }
}
