import CaseStore
import Casework
import Connectors
import Logging

/// Tells one relay what happens, event by event and in order, from where its cursor stands.
/// Patient: it goes on for as long as it takes. A receiver that is gone (410) is told nothing more
/// until the desk begins anew. Delivering an event makes no event.
///
/// The cursor moves after the receiver said yes, so an event may be told twice under the same
/// key, and never not at all. One that the receiver refuses as it is (a customer's post may be
/// longer than it takes) is told without its data, so that it does not hold up all others: the
/// receiver knows its place, its case and its type, and can fetch the rest. One that it refuses
/// without its data as well says nothing about that event: it refuses whatever it is told (another
/// secret, another address), and passing over would lose event after event.
struct EventCourier: Sendable {
    static let pageMax = 100
    /// While events come in a stream, the cursor is written once for so many.
    static let cursorEvery = 20
    static let longestRest = Lapse.minutes(1)
    static let restAfterFailure = Lapse.seconds(5)
    /// An attempt further off than this was set by a clock that has jumped back since.
    static let longestPause = Lapse.hours(27)
    /// So often an event is refused before it is told without its data, which is five minutes: what
    /// passes by itself is over by then.
    static let refusalsMax = 3

    let relay: any EventRelay
    let store: any CaseStore
    let clock: any DeskClock
    let newEvents: Bells
    let fresh: Fresh
    let board: StatusBoard
    let logger: Logger
    /// Tells the administrators what they have to know of the receiver.
    let warn: @Sendable (String) -> Void

    /// What this process has seen the receiver refuse.
    private struct Refusals {
        /// Of the event that is next.
        var count = 0
        /// The administrators know of them.
        var isTold = false
        /// Bytes of the shortest data with which an event was refused that was taken without. What
        /// is no shorter needs no proof of its own: customers who post at length must not hold up
        /// everybody for five minutes each.
        var tooMuch = Int.max

        /// The next event has not been refused yet.
        mutating func goOn() {
            count = 0
            isTold = false
        }
    }

    func run() async {
        var refusals = Refusals()
        let rings = newEvents.listen()
        board.relay(relay.name, waitsSince: nil)
        while !Task.isCancelled {
            var pause: Lapse?
            do {
                pause = try await carryOn(&refusals)
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
    private func carryOn(_ refusals: inout Refusals) async throws -> Lapse? {
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
            if let pause = try await publish(events, &cursor, &refusals) { return pause }
            guard !Task.isCancelled, cursor.sequence == last.sequence else { return nil }
        }
    }

    /// Publishes in order, as far as the receiver takes it; the cursor is on disk then.
    private func publish(
        _ events: [StoredEvent], _ cursor: inout RelayCursor, _ refusals: inout Refusals
    ) async throws -> Lapse? {
        var unwritten = 0
        for event in events {
            if relay.subscription.wants(event.type) {
                guard !Task.isCancelled else { break }
                board.relay(relay.name, waitsSince: event.at)
                let outcome = await tell(RelayedEvent(event), &refusals)
                guard case .sent = outcome else {
                    // An attempt that our own end cut short says nothing about the receiver.
                    if Task.isCancelled { break }
                    return try await failed(&cursor, outcome)
                }
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

    /// Tells one event: as it is, and without its data where it was refused too often.
    private func tell(_ event: RelayedEvent, _ refusals: inout Refusals) async -> ReplyOutcome {
        let bytes = event.data.utf8.count
        let outcome = await attempt(event)
        guard case .refused(let reason) = outcome, !Task.isCancelled else {
            if case .sent = outcome {
                // Its length was not what was wrong with the other one.
                if bytes >= refusals.tooMuch { refusals.tooMuch = .max }
                refusals.goOn()
            }
            return outcome
        }
        refusals.count += 1
        guard refusals.count >= Self.refusalsMax || bytes >= refusals.tooMuch else {
            return outcome
        }
        let bare = await attempt(event.withheld)
        switch bare {
        case .sent:
            refusals.tooMuch = min(refusals.tooMuch, bytes)
            refusals.goOn()
            withheld(event, reason)
        case .refused(let reason)
        where refusals.count >= Self.refusalsMax && !refusals.isTold && !Task.isCancelled:
            refusals.isTold = true
            stands(event, reason)
        case .refused, .retry, .unknown, .gone:
            break
        }
        return bare
    }

    private func attempt(_ event: RelayedEvent) async -> ReplyOutcome {
        let outcome = await relay.publish(event)
        var label = outcome.label
        if case .sent = outcome {
            if event.isWithheld { label = "sent_without_data" }
        } else if Task.isCancelled {
            return outcome
        }
        board.attempted("events:\(relay.name)", label)
        return outcome
    }

    private func withheld(_ event: RelayedEvent, _ reason: String) {
        let reason = ReceiverWords.cut(from: reason)
        logger.error(
            "An event was told without its data, with which it is refused",
            metadata: [
                "relay": "\(relay.name)", "event": "\(event.sequence)", "type": "\(event.type)",
                "bytes": "\(event.data.utf8.count)", "reason": "\(reason)",
            ])
        // Without the event's number: of many at once they are told once.
        warn(
            """
            an event was refused as it is (\(reason)), and taken without its data. So are others \
            like it: the log names them, GET /v1/events has them whole.
            """)
    }

    private func stands(_ event: RelayedEvent, _ reason: String) {
        let reason = ReceiverWords.cut(from: reason)
        logger.error(
            "Events stand still: the receiver refuses one with its data and without",
            metadata: [
                "relay": "\(relay.name)", "event": "\(event.sequence)", "type": "\(event.type)",
                "reason": "\(reason)",
            ])
        warn(
            """
            event \(event.sequence) (\(event.type)) is refused, also without its data (\(reason)). \
            Nothing more is told there until it is taken; it is tried every half an hour. `events` \
            can leave its type out.
            """)
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
            warn("the receiver is gone (410), and is told nothing more until a restart.")
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
