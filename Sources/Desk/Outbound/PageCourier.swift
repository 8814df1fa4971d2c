import CaseStore
import Casework
import Connectors
import Logging
import Phrasebook
import Synchronization

/// Carries pages out of the chat: each by itself, so that a mail server that hangs holds up no
/// webhook and nobody else's mail. Impatient, in seconds and minutes, because somebody is to wake
/// up; and rather twice than never, because the key tells that it is the same page.
struct PageCourier: Sendable {
    /// Attempts under way at once.
    static let concurrencyMax = 16
    /// After each attempt but the last: a quarter of an hour, and a little.
    static let pauses: [Lapse] =
        [.seconds(5), .seconds(15), .seconds(30)] + Array(repeating: .minutes(1), count: 16)
    /// Nobody waits longer for the next attempt, whatever a receiver asks for. A time further off
    /// was set by a clock that has jumped back since.
    static let longestPause = Lapse.minutes(1)
    /// Whoever may have got a page so often, and never said so, is not sent it again where they
    /// would see each of them.
    static let unknownMax = 3
    /// Longer than any attempt may take.
    static let lease = Lapse.minutes(2)
    static let restAfterFailure = Lapse.seconds(5)

    let pagers: [any Pager]
    /// What stands before `/page/…`; nothing: pages have no link.
    let link: String?
    let gone: GoneReceivers
    let store: any CaseStore
    let clock: any DeskClock
    /// Rings when there are new pages.
    let newPages: Bells
    let board: StatusBoard
    let logger: Logger
    /// The words, as if said at that moment.
    let wording: @Sendable (Instant) -> Wording
    /// Where somebody gets mail.
    let address: @Sendable (PersonID) -> String?
    /// Ends one that no way takes, and tells those whom it concerns; returns whether that is on disk.
    let giveUp: @Sendable (Page, PageEnd, _ reason: String) async -> Bool
    /// How often each may have been taken, in this process.
    private let doubts = Doubts()

    private enum Event: Sendable {
        case rang
        /// `isSettled`: what came of it is on disk.
        case carried(DeliveryID, isSettled: Bool)
        /// The uptime that was waited for.
        case slept(Lapse)
        case ended
    }

    func run() async {
        let rings = newPages.listen()
        await recover()
        await withTaskGroup(of: Event.self) { group in
            group.addTask { await Self.ring(rings) }
            var underWay: Set<DeliveryID> = []
            var alarm: Lapse?
            while !Task.isCancelled {
                // Before anything is looked at: the store may take its time.
                let uptime = clock.uptime()
                if let pause = await begin(&group, &underWay) {
                    let wake = uptime + pause
                    if alarm.map({ wake < $0 }) ?? true {
                        alarm = wake
                        group.addTask { await sleep(until: wake) }
                    }
                }
                switch await group.next() {
                case .rang: group.addTask { await Self.ring(rings) }
                case .carried(let key, let isSettled):
                    underWay.remove(key)
                    if !isSettled {
                        // It stays leased for a while, and is sent again under the same key.
                        let wake = clock.uptime() + Self.lease
                        group.addTask { await sleep(until: wake) }
                    }
                case .slept(let wake): if alarm == wake { alarm = nil }
                case .ended, nil:
                    group.cancelAll()
                    return
                }
            }
        }
    }

    private static func ring(_ rings: AsyncStream<Void>) async -> Event {
        var ring = rings.makeAsyncIterator()
        return await ring.next() == nil ? .ended : .rang
    }

    private func sleep(until uptime: Lapse) async -> Event {
        do { try await clock.sleep(until: uptime) } catch { return .ended }
        return .slept(uptime)
    }

    /// What the last process had begun is due again.
    private func recover() async {
        let now = clock.now()
        do {
            try await store.write { try $0.recoverPages(now: now) }
        } catch {
            complain(error)
        }
    }

    /// Begins what is due. Returns how long to wait until something else is; nothing: until
    /// something happens.
    private func begin(
        _ group: inout TaskGroup<Event>, _ underWay: inout Set<DeliveryID>
    ) async -> Lapse? {
        let room = Self.concurrencyMax - underWay.count
        guard room > 0 else { return nil }
        do {
            let now = clock.now()
            let (rows, next) = try await store.write { store in
                var rows = try store.leasePages(now: now, until: now + Self.lease, limit: room)
                if rows.isEmpty, let next = try store.nextPageDue(), next > now + Self.longestPause
                {
                    rows = try store.leasePages(now: next, until: now + Self.lease, limit: room)
                }
                return (rows, try store.nextPageDue())
            }
            // One whose lease a jump of the clock has ended is under way still.
            for row in rows where underWay.insert(row.page.key).inserted {
                group.addTask {
                    .carried(row.page.key, isSettled: await carry(row))
                }
            }
            return next.map { min(max($0 - now, .zero), Self.longestPause) }
        } catch {
            guard !Task.isCancelled else { return nil }
            complain(error)
            return Self.restAfterFailure
        }
    }

    /// Returns whether what came of it is on disk.
    private func carry(_ row: PageRow) async -> Bool {
        let page = row.page
        let receiver = "paging.\(page.channel.rawValue)"
        let outcome: PageOutcome
        if gone.contains(receiver) {
            outcome = .refused(reason: ReplyOutcome.goneReason)
        } else if let pager = pagers.first(where: { $0.channel == page.channel }) {
            let link = row.token.flatMap { token in self.link.map { "\($0)/page/\(token)" } }
            let words = wording(page.createdAt).mail(for: page, hasLink: link != nil)
            outcome = await pager.page(
                PageRequest(
                    page: page, address: address(page.person), subject: words.subject,
                    lines: words.lines, link: link))
        } else {
            outcome = .refused(reason: "nothing carries pages by \(page.channel.rawValue)")
        }
        // An attempt that our own end cut short says nothing; the next process makes it again.
        if Task.isCancelled, !outcome.isSent { return false }
        if outcome == .gone { gone.note(receiver) }
        let now = clock.now()
        board.attempted("page:\(page.channel.rawValue)", outcome.label)
        if outcome.isSent { board.paged(page.channel, after: now - page.createdAt) }
        let doubted = doubts.count(page.key, outcome)
        let isEnough = !page.channel.deduplicates && doubted >= Self.unknownMax
        let end = self.end(of: outcome, after: row.attempts, isEnough: isEnough, now: now)
        note(row, outcome, end)
        if case .failed(let reason) = end {
            doubts.forget(page.key)
            return await giveUp(page, PageEnd(key: page.key, at: now, end: end), reason)
        }
        do {
            try await store.write { try $0.settle(PageEnd(key: page.key, at: now, end: end)) }
            return true
        } catch {
            complain(error)
            return false
        }
    }

    private func end(
        of outcome: PageOutcome, after attempts: Int, isEnough: Bool, now: Instant
    ) -> PageEnd.End {
        switch outcome {
        case .sent(let reference): return .sent(reference: reference)
        case .refused(let reason): return .failed(reason: reason)
        case .gone: return .failed(reason: ReplyOutcome.goneReason)
        case .unknown(let reason) where isEnough:
            return .failed(reason: "perhaps taken: \(reason)")
        case .unknown(let reason): return again(nil, attempts, reason, now)
        case .retry(let after, let reason): return again(after, attempts, reason, now)
        }
    }

    private func again(
        _ asked: Lapse?, _ attempts: Int, _ reason: String, _ now: Instant
    ) -> PageEnd.End {
        guard attempts <= Self.pauses.count else { return .failed(reason: reason) }
        let pause = max(Self.pauses[max(attempts, 1) - 1], asked ?? .zero)
        return .again(due: now + min(pause, Self.longestPause))
    }

    private func note(_ row: PageRow, _ outcome: PageOutcome, _ end: PageEnd.End) {
        var metadata: Logger.Metadata = [
            "key": "\(row.page.key)", "person": "\(row.page.person)",
            "channel": "\(row.page.channel.rawValue)", "attempt": "\(row.attempts)",
            "outcome": "\(outcome.label)",
        ]
        if let reason = outcome.reason {
            metadata["reason"] = "\(ReceiverWords.cut(from: reason))"
        }
        switch end {
        case .sent: logger.info("Page sent", metadata: metadata)
        case .again: logger.warning("A page was not taken; it is tried again", metadata: metadata)
        case .failed: logger.error("A page was given up", metadata: metadata)
        }
    }

    /// A page that nobody took is no page that may have been taken.
    private final class Doubts: Sendable {
        private let counts = Mutex<[DeliveryID: Int]>([:])

        /// How often with this one; nothing is kept of what is over.
        func count(_ key: DeliveryID, _ outcome: PageOutcome) -> Int {
            counts.withLock { counts in
                switch outcome {
                case .unknown:
                    counts[key, default: 0] += 1
                    return counts[key] ?? 0
                case .retry: return counts[key] ?? 0
                case .sent, .refused, .gone: return counts.removeValue(forKey: key) ?? 0
                }
            }
        }

        func forget(_ key: DeliveryID) { counts.withLock { $0[key] = nil } }
    }

    private func complain(_ error: any Error) {
        logger.error("Pages cannot be read or written", metadata: ["error": "\(error)"])
    }
}

extension PageOutcome {
    fileprivate var isSent: Bool { if case .sent = self { true } else { false } }

    /// One word for a metric's label: a closed set.
    fileprivate var label: String {
        switch self {
        case .sent: "sent"
        case .retry: "retry"
        case .refused: "refused"
        case .unknown: "unknown"
        case .gone: "gone"
        }
    }

    fileprivate var reason: String? {
        switch self {
        case .sent: nil
        case .gone: ReplyOutcome.goneReason
        case .retry(_, let reason), .refused(let reason), .unknown(let reason): reason
        }
    }
}
