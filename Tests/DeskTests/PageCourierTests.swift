import CaseStore
import Casework
import Connectors
import Phrasebook
import Rehearsal
import Synchronization
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1))) struct PageCourierTests {
    /// A pager that answers as it was told, and then that it has it.
    private final class PaperPager: Pager {
        let channel: PageChannel
        private let state: Mutex<(outcomes: [PageOutcome], requests: [PageRequest])>
        private let hangs: Bool

        init(_ channel: PageChannel, _ outcomes: PageOutcome..., hangs: Bool = false) {
            self.channel = channel
            self.hangs = hangs
            state = Mutex((outcomes, []))
        }

        var requests: [PageRequest] { state.withLock { $0.requests } }

        func page(_ request: PageRequest) async -> PageOutcome {
            let outcome = state.withLock { state -> PageOutcome in
                state.requests.append(request)
                return state.outcomes.isEmpty
                    ? .sent(reference: "r") : state.outcomes.removeFirst()
            }
            guard hangs else { return outcome }
            let (never, end) = AsyncStream<Void>.makeStream()
            for await _ in never {}
            end.finish()
            return .unknown(reason: "cancelled")
        }
    }

    private struct Bench {
        let desk: DeskBench
        let store: any CaseStore
        var clock: ManualClock { desk.clock }
        let bells = Bells()
        let givenUp = ScriptedLog<String>("given up") { $0 }
        let troubles = ScriptedLog<String>("troubles") { $0 }
        let board = StatusBoard(networks: [])
        let log = LogPaper()

        func courier(_ pagers: [any Pager], link: String? = "https://care.example.org")
            -> PageCourier
        {
            PageCourier(
                pagers: pagers, link: link,
                gone: GoneReceivers { [troubles] in troubles.append($0) }, store: store,
                clock: clock, newPages: bells, board: board, logger: log.logger,
                wording: { Wording(sigil: "!", clock: Wall.utc.localTime, now: $0) },
                address: { $0 == "nobody" ? nil : "\($0)@example.org" },
                giveUp: { [store, givenUp] page, end, reason in
                    givenUp.append("\(page.key) \(reason)")
                    return (try? await store.write { try $0.settle(end) }) != nil
                })
        }

        func add(
            _ key: DeliveryID, to person: PersonID = "sam", by channel: PageChannel = .email
        ) async throws {
            let page = Page(
                key: key, person: person, channel: channel,
                cases: [
                    PagedCase(
                        id: CaseID(42), priority: .p1, queue: "care", openedAt: clock.now(),
                        firstResponseDueAt: clock.now() + .minutes(15))
                ], chain: "nights", step: 1, isTest: false, createdAt: clock.now())
            try await store.write {
                try $0.add(page, token: "secret-\(key)", tokenHash: "hash-\(key)")
            }
            bells.ring()
        }

        func outcomes(_ target: String = "page:email") -> [String: Int] {
            Dictionary(
                board.status().attempts.filter { $0.target == target }.map {
                    ($0.outcome, $0.count)
                }, uniquingKeysWith: +)
        }

        /// Whether nothing waits any more.
        func isDone() async throws -> Bool {
            try await store.write { try $0.nextPageDue() } == nil
        }
    }

    /// Runs the courier while the body does.
    private func running(
        _ courier: PageCourier, _ body: () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await courier.run() }
            try await body()
            group.cancelAll()
        }
    }

    private func bench() throws -> Bench {
        let desk = try DeskBench()
        return Bench(
            desk: desk, store: try SQLiteStore.open(path: desk.path, now: desk.clock.now()))
    }

    @Test func `a page is sent once, with its words, its address and its link`() async throws {
        let bench = try bench()
        let pager = PaperPager(.email)
        try await running(bench.courier([pager])) {
            try await bench.add("p-1")
            while bench.outcomes() != ["sent": 1] { await Task.yield() }
            while try await !bench.isDone() { await Task.yield() }
        }
        let request = try #require(pager.requests.first)
        #expect(pager.requests.count == 1)
        #expect(request.address == "sam@example.org")
        #expect(request.subject == "PAGE #42 P1 care, due 10:45 (15m)")
        #expect(request.link == "https://care.example.org/page/secret-p-1")
        #expect(request.page.key == "p-1")
    }

    @Test func `it is tried again after 5, 15, 30 and 60 seconds, under the same key`()
        async throws
    {
        let bench = try bench()
        let no = PageOutcome.retry(after: nil, reason: "busy")
        let pager = PaperPager(.email, no, no, .retry(after: .hours(2), reason: "busy"), no, no)
        try await running(bench.courier([pager])) {
            try await bench.add("p-1")
            for (count, pause) in [(1, 5), (2, 15), (3, 60), (4, 60), (5, 60)] {
                while bench.outcomes()["retry"] != count { await Task.yield() }
                while bench.clock.sleepers == 0 { await Task.yield() }
                bench.clock.advance(by: .seconds(Int64(pause) - 1))
                #expect(pager.requests.count == count)
                bench.clock.advance(by: .seconds(1))
            }
            while bench.outcomes()["sent"] != 1 { await Task.yield() }
        }
        #expect(Set(pager.requests).count == 1)
    }

    @Test func `a server that hangs holds up nobody else`() async throws {
        let bench = try bench()
        let mail = PaperPager(.email, hangs: true)
        let webhook = PaperPager(.webhook)
        try await running(bench.courier([mail, webhook])) {
            try await bench.add("p-1")
            while mail.requests.isEmpty { await Task.yield() }
            try await bench.add("p-2", by: .webhook)
            while bench.outcomes("page:webhook") != ["sent": 1] { await Task.yield() }
        }
        // What our own end cut short is made again by the next process.
        let next = PaperPager(.email)
        try await running(bench.courier([next])) {
            while bench.outcomes() != ["sent": 1] { await Task.yield() }
        }
        #expect(next.requests.map(\.page.key) == ["p-1"])
    }

    @Test func `what is refused is given up, and what nobody knows is tried three times`()
        async throws
    {
        let bench = try bench()
        let unknown = PageOutcome.unknown(reason: "cut off in the middle")
        let mail = PaperPager(.email, unknown, unknown, unknown, unknown)
        let webhook = PaperPager(.webhook, .refused(reason: "410"))
        try await running(bench.courier([mail, webhook])) {
            try await bench.add("p-1", by: .webhook)
            while bench.outcomes("page:webhook") != ["refused": 1] { await Task.yield() }
            try await bench.add("p-2")
            for count in 1...3 {
                while bench.outcomes()["unknown"] != count { await Task.yield() }
                guard count < 3 else { break }
                while bench.clock.sleepers == 0 { await Task.yield() }
                bench.clock.advance(by: .minutes(1))
            }
            while try await !bench.isDone() { await Task.yield() }
        }
        #expect(mail.requests.count == 3)
        #expect(webhook.requests.count == 1)
        #expect(bench.givenUp.entries == ["p-1 410", "p-2 perhaps taken: cut off in the middle"])
    }

    /// A gateway says 502 while what is behind it starts again.
    @Test func `a receiver that knows a page by its key may have got it more often`() async throws {
        let bench = try bench()
        let unknown = PageOutcome.unknown(reason: "the receiver answered 502")
        let webhook = PaperPager(.webhook, unknown, unknown, unknown, unknown, unknown)
        try await running(bench.courier([webhook])) {
            try await bench.add("p-1", by: .webhook)
            while bench.outcomes("page:webhook")["sent"] != 1 {
                while try await !bench.isDone(), bench.clock.sleepers == 0 { await Task.yield() }
                bench.clock.advance(by: .minutes(1))
            }
        }
        #expect(webhook.requests.count == 6)
        #expect(bench.givenUp.entries == [])
    }

    @Test func `what a receiver says in its own words does not reach the log`() async throws {
        let bench = try bench()
        let words = "the receiver answered 400: no good: https://care.example.org/page/secret-p-1"
        try await running(bench.courier([PaperPager(.webhook, .refused(reason: words))])) {
            try await bench.add("p-1", by: .webhook)
            while bench.givenUp.count == 0 { await Task.yield() }
        }
        #expect(bench.givenUp.entries == ["p-1 \(words)"])
        #expect(bench.log.lines.contains { $0.contains("the receiver answered 400") })
        #expect(!bench.log.lines.contains { $0.contains("secret-p-1") })
    }

    @Test func `a receiver that is gone is sent no other page, and that is told once`()
        async throws
    {
        let bench = try bench()
        let mail = PaperPager(.email)
        let webhook = PaperPager(.webhook, .gone)
        try await running(bench.courier([mail, webhook])) {
            for count in 1...3 {
                try await bench.add(DeliveryID("p-\(count)"), by: .webhook)
                while bench.givenUp.count != count { await Task.yield() }
            }
            try await bench.add("p-4")
            while bench.outcomes() != ["sent": 1] { await Task.yield() }
        }
        #expect(bench.outcomes("page:webhook") == ["gone": 1, "refused": 2])
        #expect(webhook.requests.map(\.page.key) == ["p-1"])
        let reason = ReplyOutcome.goneReason
        #expect(bench.givenUp.entries == ["p-1 \(reason)", "p-2 \(reason)", "p-3 \(reason)"])
        #expect(bench.troubles.entries.count == 1)
        #expect(bench.troubles.entries.first?.hasPrefix("paging.webhook: ") ?? false)
    }

    @Test func `what was not taken does not count as perhaps taken`() async throws {
        let bench = try bench()
        let no = PageOutcome.retry(after: nil, reason: "451")
        let mail = PaperPager(.email, no, no, .unknown(reason: "cut off"), .unknown(reason: "lost"))
        try await running(bench.courier([mail])) {
            try await bench.add("p-1")
            while bench.outcomes()["sent"] != 1 {
                while try await !bench.isDone(), bench.clock.sleepers == 0 { await Task.yield() }
                bench.clock.advance(by: .seconds(30))
            }
        }
        #expect(bench.givenUp.entries == [])
    }

    @Test func `after a quarter of an hour it is given up`() async throws {
        let bench = try bench()
        let busy = BusyPager()
        let attempts = PageCourier.pauses.count + 1
        try await running(bench.courier([busy])) {
            try await bench.add("p-1")
            for count in 1...attempts {
                while bench.outcomes()["retry"] != count { await Task.yield() }
                guard count < attempts else { break }
                while bench.clock.sleepers == 0 { await Task.yield() }
                bench.clock.advance(by: .minutes(1))
            }
            while try await !bench.isDone() { await Task.yield() }
            bench.clock.advance(by: .minutes(5))
        }
        #expect(busy.count == attempts)
    }

    @Test func `a way that nothing carries any more is given up at once`() async throws {
        let bench = try bench()
        try await running(bench.courier([PaperPager(.email)], link: nil)) {
            try await bench.add("p-1", by: .webhook)
            while bench.outcomes("page:webhook") != ["refused": 1] { await Task.yield() }
            while try await !bench.isDone() { await Task.yield() }
        }
    }

    @Test func `a clock that is set back keeps nobody asleep`() async throws {
        let bench = try bench()
        let pager = PaperPager(.email, .retry(after: nil, reason: "busy"))
        try await running(bench.courier([pager])) {
            try await bench.add("p-1")
            while bench.outcomes()["retry"] != 1 { await Task.yield() }
            while bench.clock.sleepers == 0 { await Task.yield() }
            bench.clock.jump(to: bench.clock.now() - .hours(1))
            bench.clock.advance(by: .seconds(6))
            while bench.outcomes()["sent"] != 1 { await Task.yield() }
        }
    }
}

private final class BusyPager: Pager {
    let channel = PageChannel.email
    private let state = Mutex(0)
    var count: Int { state.withLock { $0 } }
    func page(_ request: PageRequest) async -> PageOutcome {
        state.withLock { $0 += 1 }
        return .retry(after: nil, reason: "busy")
    }
}
