import CaseStore
import Casework
import Rehearsal
import Rota
import Testing

@testable import Desk

/// What came while the queue was closed, told when it opens.
@Suite(.timeLimit(.minutes(1)))
struct MorningDigestTests {
    private static let hours = [
        Rota.QueueHours(
            queues: ["care"],
            hours: BusinessHours(zone: .utc, week: [WeekHours(from: 8 * 60, to: 20 * 60)]))
    ]

    private func day(
        _ bench: DeskBench, _ body: (DeskLife) async throws -> Void
    ) async throws {
        try await bench.live({ $0.hasRota(DeskPlan.rota(hours: Self.hours)) }, body)
    }

    private func mention(_ id: Int, _ desk: DeskLife) -> Mention {
        .said("no internet", id: "\(id)", at: desk.clock.now())
    }

    @Test func `at opening each room is told once what came and what it needs`() async throws {
        try await day(DeskBench()) { desk in
            _ = try await desk.take(mention(1, desk))
            desk.clock.advance(by: .hours(12))
            _ = try await desk.take(mention(2, desk))
            desk.clock.advance(by: .hours(1))
            _ = try await desk.take(mention(3, desk))
            try await desk.ask("!c 3", by: "dana", in: "#care")
            try await desk.settle()
            #expect(desk.count("care closed") == 0)
            let running = try await desk.ask("!digest", by: "lee", in: "#approvals")
            #expect(running.contains("care closed 20:00 until now: 2 cases came"))
            desk.clock.advance(by: .minutes(8 * 60 + 30))
            let words = "care closed 20:00 to 08:00: 2 cases came, 0 need nothing more; 2 need"
            for room in ["#care", "#approvals"] { try await desk.hears(words, in: room) }
            try await desk.hears(
                "#2 P1 @mara@social.example · waits since 22:30 (9h 30m ago) · nobody has it")
            try await desk.hears(
                "#3 P1 @mara@social.example · waits since 23:30 (8h 30m ago) · dana's, needs a reply"
            )
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(desk.count(words, in: "#care") == 1)
            // What came by day is no night's.
            _ = try await desk.take(mention(4, desk))
            let later = try await desk.ask("!digest care", by: "lee", in: "#care")
            #expect(later.contains("2 cases came"))
        }
    }

    @Test func `what nobody has is carried on until somebody has it, also over restarts`()
        async throws
    {
        let bench = try DeskBench()
        try await day(bench) { desk in
            desk.clock.advance(by: .hours(12))
            _ = try await desk.take(mention(1, desk))
            _ = try await desk.take(mention(2, desk))
            desk.clock.advance(by: .minutes(9 * 60 + 30))
            try await desk.hears("care closed 20:00 to 08:00: 2 cases came", in: "#care")
            desk.clock.advance(by: .hours(3))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.settle()
        }
        // Nobody runs at the next opening, and it is told all the same.
        bench.clock.advance(by: .hours(22))
        try await day(bench) { desk in
            try await desk.hears("from before, and still nobody has: #2 (34h", in: "#care")
            try await desk.settle()
            #expect(desk.count("care closed", in: "#care") == 1)
        }
        try await day(bench) { desk in
            try await desk.settle()
            #expect(desk.count("care closed") == 0)
            #expect(
                try await desk.ask("digest", by: "dana").contains("care closed 20:00 to 08:00"))
            try await desk.hears("from before, and still nobody has: #2")
            try await desk.ask("!c 2", by: "dana", in: "#care")
            desk.clock.advance(by: .hours(23))
            try await desk.settle()
            #expect(desk.count("care closed", in: "#care") == 0)
        }
    }

    @Test func `what was done for another queue's cases is told in that one's digest`()
        async throws
    {
        let bench = try DeskBench()
        let store = try SQLiteStore.open(path: bench.path, now: .halfPastTen)
        let desk = try await StatsDay.write(
            """
            desk  chains   night
            desk  closes   9h
            mara  posts    #1 "no internet" vip  → queue care, P1
            zed   posts    #2 "my invoice, no internet" vip → queue billing, P1
            clock pages    #1                    → paged olu
            +3m   olu acks #1
            clock pages    #2                    → paged olu
            +7m   olu acks #2
            """, to: store)
        let now = desk.now
        let queues: [QueueName] = ["care", "billing"]
        let digests = try await store.read { store in
            try queues.map { queue in
                try DigestReading(store: store, queue: queue).digest(
                    from: ScenarioCast.morning, to: nil, now: now, listed: 10)
            }
        }
        #expect(digests.map(\.came) == [1, 1])
        #expect(digests.map(\.pages) == [1, 1])
        #expect(digests.map(\.slowest) == [.minutes(3), .minutes(7)])
        try await store.close()
    }

    @Test func `a digest has ten lines at most, and the rest is to be asked for`() async throws {
        try await day(DeskBench()) { desk in
            desk.clock.advance(by: .hours(12))
            for number in 1...12 { _ = try await desk.take(mention(number, desk)) }
            try await desk.settle()
            let start = desk.link.posts.count
            desk.clock.advance(by: .minutes(9 * 60 + 30))
            let told = try await desk.hears("12 cases came", from: start, in: "#care")
            #expect(told.text.split(separator: "\n").count <= 10)
            try await desk.hears("and 5 more: !digest care", from: start)
            let before = desk.link.posts.count
            desk.sees("dana", "dana")
            desk.say("!digest", by: "dana", in: "#care")
            try await desk.hears("#12 P1", from: before)
            #expect(desk.saidAlone(to: "dana", from: before).joined().contains("#12 P1"))
        }
    }

    @Test func `a desk that begins in the night tells its first morning`() async throws {
        let bench = try DeskBench()
        bench.clock.advance(by: .hours(12))
        try await day(bench) { desk in
            _ = try await desk.take(mention(1, desk))
            try await desk.settle()
            desk.clock.advance(by: .minutes(9 * 60 + 30))
            try await desk.hears("care closed 20:00 to 08:00: 1 case came", in: "#care")
        }
    }

    @Test func `a queue that never closes has no digest`() async throws {
        try await DeskBench().live({ $0.hasRota() }) { desk in
            let answer = try await desk.ask("digest", by: "dana")
            #expect(answer.contains("care is never closed"))
            let refusal = try await desk.ask("digest cara", by: "dana")
            #expect(refusal.contains("no queue called"))
        }
    }
}
