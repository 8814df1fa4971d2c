import CaseStore
import Casework
import Connectors
import Logging

/// Tells one relay what happens, event by event and in order, from where its cursor stands.
/// Patient: it goes on for as long as it takes. A receiver that is gone (410) is told nothing more
/// until the desk begins anew. Delivering an event makes no event.
///
/// The cursor moves after the receiver said yes, so an event may be told twice under the same
/// key, and never not at all.
struct EventCourier: Sendable {
    static let pageMax = 100
    /// While events come in a stream, the cursor is written once for so many.
    static let cursorEvery = 20
    static let longestRest = Lapse.minutes(1)
    static let restAfterFailure = Lapse.seconds(5)
    /// An attempt further off than this was set by a clock that has jumped back since.
    static let longestPause = Lapse.hours(27)

    let relay: any EventRelay
    let store: any CaseStore
    let clock: any DeskClock
    let newEvents: Bells
    let fresh: Fresh
    let board: StatusBoard
    let logger: Logger

    func run() async {
        let rings = newEvents.listen()
        board.relay(relay.name, waitsSince: nil)
        while !Task.isCancelled {
            var pause: Lapse?
            do {
                pause = try await carryOn()
            } catch {
                guard !Task.isCancelled else { return }
                logger.error(
                    "Events cannot be read",
                    metadata: ["relay": "\(relay.name)", "error": "\(error)"])
                pause = Self.restAfterFailure
            }
            if let pause {
                // Cancelled: the cursor on disk says where the next process goes on.
                do { try await clock.sleep(for: max(pause, .zero)) } catch { return }
            } else {
                var ring = rings.makeAsyncIterator()
                guard await ring.next() != nil else { return }
            }
        }
    }

    /// Publishes what there is. Returns how long to wait before the next attempt, or nothing to
    /// wait for new events.
    private func carryOn() async throws -> Lapse? {
        // Until the desk has put the cursor where it begins there is nothing to do; it rings then.
        guard var cursor = try await store.read({ [relay] in try $0.cursor(of: relay.name) })
        else { return nil }
        // Or until it has taken back that the receiver is gone.
        guard !cursor.isGone else { return nil }
        if let next = cursor.nextAttemptAt, next > clock.now(),
            next <= clock.now() + Self.longestPause
        {
            return min(next - clock.now(), Self.longestRest)
        }
        while true {
            let after = cursor.sequence
            let events = try await store.read {
                try $0.tellings(after: after, limit: Self.pageMax)
            }
            guard let last = events.last else { return nil }
            if let pause = try await publish(events, &cursor) { return pause }
            guard !Task.isCancelled, cursor.sequence == last.sequence else { return nil }
        }
    }

    /// Publishes in order, as far as the receiver takes it; the cursor is on disk then.
    private func publish(
        _ events: [StoredEvent], _ cursor: inout RelayCursor
    ) async throws -> Lapse? {
        var unwritten = 0
        for event in events {
            if relay.subscription.wants(event.type) {
                guard !Task.isCancelled else { break }
                board.relay(relay.name, waitsSince: event.at)
                let outcome = await relay.publish(RelayedEvent(event))
                guard case .sent = outcome else {
                    // An attempt that our own end cut short says nothing about the receiver.
                    if Task.isCancelled { break }
                    board.attempted("events:\(relay.name)", outcome.label)
                    return try await failed(&cursor, outcome)
                }
                board.attempted("events:\(relay.name)", outcome.label)
                unwritten += 1
            }
            cursor.sequence = event.sequence
            cursor.failures = 0
            cursor.nextAttemptAt = nil
            if unwritten >= Self.cursorEvery {
                try await save(cursor)
                unwritten = 0
            }
        }
        try await save(cursor)
        board.relay(relay.name, waitsSince: nil)
        return nil
    }

    private func failed(
        _ cursor: inout RelayCursor, _ outcome: ReplyOutcome
    ) async throws -> Lapse? {
        cursor.failures += 1
        var asked: Lapse?
        switch outcome {
        case .sent:
            break
        case .gone:
            cursor.isGone = true
            logger.error(
                "A receiver of events is gone (410) and is told nothing more until a restart",
                metadata: ["relay": "\(relay.name)"])
        case .retry(let after, let reason):
            asked = after
            note(reason)
        case .refused(let reason), .unknown(let reason):
            note(reason)
        }
        let pause = min(
            EventRetries.pause(after: cursor.failures, asked: asked, jitter: fresh.jitter()),
            Self.longestPause)
        cursor.nextAttemptAt = clock.now() + pause
        try await save(cursor)
        return min(pause, Self.longestRest)
    }

    private func note(_ reason: String) {
        logger.warning(
            "An event was not taken",
            metadata: [
                "relay": "\(relay.name)", "reason": "\(ReceiverWords.cut(from: reason))",
            ])
    }

    private func save(_ cursor: RelayCursor) async throws {
        try await store.write { try $0.setCursor(cursor) }
    }
}

extension RelayedEvent {
    init(_ event: StoredEvent) {
        self.init(
            sequence: event.sequence, matter: event.matter, at: event.at, type: event.type,
            by: event.by, via: event.via, data: event.dataForOthers, hash: event.hash)
    }
}
