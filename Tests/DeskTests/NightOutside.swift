import Casework
import Connectors
import Rehearsal
import Synchronization

/// Where pages go in a rehearsed night: it outlives the desk's processes, and keeps what it was asked
/// when.
final class NightPager: Pager {
    struct Entry: Sendable {
        var at: Instant
        var request: PageRequest
        /// Nothing: the process died first.
        var outcome: PageOutcome?
    }

    let channel: PageChannel
    private let clock: ManualClock
    private let answer: @Sendable (PageRequest, _ earlier: Int) -> PageOutcome
    private let state = Mutex<(entries: [Entry], hangs: Bool)>(([], false))

    /// - Parameter answer: what it answers to a page that it was asked so often before.
    init(
        _ channel: PageChannel, clock: ManualClock,
        _ answer: @escaping @Sendable (PageRequest, Int) -> PageOutcome
    ) {
        self.channel = channel
        self.clock = clock
        self.answer = answer
    }

    var entries: [Entry] { state.withLock { $0.entries } }
    func hang(_ hangs: Bool) { state.withLock { $0.hangs = hangs } }

    func page(_ request: PageRequest) async -> PageOutcome {
        let now = clock.now()
        let outcome = state.withLock { state -> PageOutcome? in
            let earlier = state.entries.count { $0.request.page.key == request.page.key }
            let outcome = state.hangs ? nil : answer(request, earlier)
            state.entries.append(Entry(at: now, request: request, outcome: outcome))
            return outcome
        }
        if let outcome { return outcome }
        await untilCancelled()
        return .unknown(reason: "cut short")
    }
}

/// Whoever has the customers: takes what it is told once under each key, and is not always well.
final class NightReceiver: Connector {
    struct Entry: Sendable {
        var at: Instant
        var reply: ReplyRequest
        var key: DeliveryID
        /// The customer has it from here on.
        var isTaken: Bool
    }

    let name: SourceName = "crm"
    let deduplicates = true
    private let clock: ManualClock
    private let state: Mutex<(entries: [Entry], hangs: Bool, chance: ScenarioChance)>

    init(clock: ManualClock, chance: ScenarioChance) {
        self.clock = clock
        state = Mutex(([], false, chance))
    }

    var entries: [Entry] { state.withLock { $0.entries } }
    func hang(_ hangs: Bool) { state.withLock { $0.hangs = hangs } }

    func send(_ reply: ReplyRequest, key: DeliveryID, attempt: Int) async -> ReplyOutcome {
        let now = clock.now()
        let outcome = state.withLock { state -> ReplyOutcome? in
            let turn = Int.random(in: 0..<8, using: &state.chance)
            let isTaken = turn > 1 || (turn == 1 && Bool.random(using: &state.chance))
            state.entries.append(Entry(at: now, reply: reply, key: key, isTaken: isTaken))
            if state.hangs { return nil }
            return switch turn {
            case 0: .retry(after: nil, reason: "503")
            case 1: .unknown(reason: "500")
            default: .sent(reference: "r-\(key)")
            }
        }
        if let outcome { return outcome }
        await untilCancelled()
        return .unknown(reason: "cut short")
    }
}

private func untilCancelled() async {
    let (never, end) = AsyncStream<Void>.makeStream()
    for await _ in never {}
    end.finish()
}
