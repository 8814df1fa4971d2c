import Casework
import Chat
import Curl
import MatrixWire
import Rehearsal
import Synchronization
import Testing

@testable import MatrixLink

/// A link ends when it is told to, in whatever state it is, and everything gets its receipt.
@Suite(.timeLimit(.minutes(1))) struct MatrixLinkEndingTests {
    /// What is asked for there is never answered.
    private static func stuck(at place: String) -> LinkBench {
        let bench = LinkBench()
        bench.server.answers { request in
            guard request.url.contains(place) else { return nil }
            try await Task.sleep(for: .seconds(600))
            return nil
        }
        return bench
    }

    @Test(arguments: ["versions", "whoami", "filter", "directory", "/sync", "timeout=30000"])
    func `stops at once wherever it is`(place: String) async throws {
        let bench = Self.stuck(at: place)
        let link = bench.link()
        let clock = ContinuousClock()
        let stopped = Mutex(clock.now)
        try await run(link, bench.ears) {
            _ = try await bench.server.asked.first(place) { $0.url.contains(place) ? true : nil }
            stopped.withLock { $0 = clock.now }
        }
        // Promised are two seconds; a crowded machine may take some of its own.
        #expect(clock.now - stopped.withLock { $0 } < .seconds(10))
    }

    @Test func `what may have arrived is unknown, and what has not is not sent`() async throws {
        let bench = Self.stuck(at: "/send/")
        let link = bench.link()
        let clock = ContinuousClock()
        let stopped = Mutex(clock.now)
        try await run(link, bench.ears) {
            try await bench.ears.up()
            link.post([LinkBench.post("d1", "under way"), LinkBench.post("d2", "behind it")])
            _ = try await bench.server.asked.first("the send") {
                $0.url.contains("/send/") ? true : nil
            }
            stopped.withLock { $0 = clock.now }
        }
        #expect(clock.now - stopped.withLock { $0 } < .seconds(10))
        let outcomes = bench.ears.receipts.map { "\($0.id) \($0.outcome)" }
        #expect(outcomes.sorted() == ["d1 unknown", "d2 linkDown"])
        #expect(bench.ears.downs == ["closed"])
    }

    @Test func `what is answered while it says goodbye is sent`() async throws {
        let bench = LinkBench()
        let gate = AsyncStream<Void>.makeStream()
        bench.server.answers { request in
            guard request.url.contains("/send/") else { return nil }
            for await _ in gate.stream { break }
            return nil
        }
        let link = bench.link()
        try await run(link, bench.ears) {
            try await bench.ears.up()
            link.post([LinkBench.post("d1", "under way")])
            _ = try await bench.server.asked.first("the send") {
                $0.url.contains("/send/") ? true : nil
            }
            link.stop()
            gate.continuation.yield()
            guard case .sent = try await bench.ears.receipt("d1") else {
                Issue.record("not sent")
                return
            }
        }
    }

    @Test func `cancelling is stopping`() async throws {
        let bench = LinkBench()
        let link = bench.link()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await link.run(bench.ears) }
            try await bench.ears.up()
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(bench.ears.downs == ["closed"])
    }

    @Test func `posts of several threads each get one receipt, whenever it ends`() async throws {
        let bench = LinkBench()
        let link = bench.link()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await run(link, bench.ears) {
                    try await bench.ears.up()
                    _ = try await bench.ears.receipt("d0-20")
                }
            }
            try await bench.ears.up()
            for thread in 0..<4 {
                group.addTask {
                    for number in 0..<100 {
                        link.post([LinkBench.post(DeliveryID("d\(thread)-\(number)"), "x")])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(bench.ears.receipts.count == 400)
        #expect(Set(bench.ears.receipts.map(\.id)).count == 400)
    }
}
