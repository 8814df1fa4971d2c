import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

/// Whoever waits too long is told of once, also across a crash, and a storm of them in few lines.
@Suite(.timeLimit(.minutes(2)))
struct LevelReminderTests {
    private func facts(_ type: String, _ desk: DeskLife) async throws -> [CaseID] {
        try await desk.store.read { try $0.events(after: 0, of: nil, limit: 10_000) }
            .filter { $0.type == type }.compactMap(\.matter)
    }

    private func lines(_ words: String, in room: String, _ desk: DeskLife) -> [String] {
        desk.link.posts.entries.filter { $0.room == room && $0.text.contains(words) }.map(\.text)
    }

    /// The clock goes on as clocks do, and not in one leap.
    private func pass(_ minutes: Int64, _ desk: DeskLife) async throws {
        for _ in 0..<minutes {
            desk.clock.advance(by: .minutes(1))
            try await desk.settle()
        }
    }

    @Test func `a warning before a crash is not repeated after it, and the breach is told once`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            desk.sees("dana", "dana")
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await pass(24, desk)
            #expect(try await facts("service_level.warned", desk).count == 1)
            #expect(
                lines("first reply to", in: "#care", desk) == [
                    "#1 P1: first reply to @mara@social.example due 11:00 (7m) · dana's · !show 1"
                ])
            #expect(desk.saidAlone(to: "dana").filter { $0.contains("due 11:00") }.count == 1)
        }
        bench.clock.advance(by: .minutes(3))
        try await bench.live { desk in
            try await pass(12, desk)
            #expect(try await facts("service_level.warned", desk).count == 1)
            #expect(try await facts("service_level.breached", desk).count == 1)
            for room in ["#care", "#approvals"] {
                #expect(lines("first reply to", in: room, desk).count == 1)
                #expect(lines("overdue 11:00", in: room, desk).count == 1)
            }
        }
    }

    @Test func `a clock on the wall that jumps tells of nothing twice`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            let start = desk.clock.now()
            desk.clock.jump(to: start + .hours(9))
            try await pass(2, desk)
            #expect(try await facts("service_level.breached", desk).count == 1)
            desk.clock.jump(to: start)
            try await pass(5, desk)
            desk.clock.advance(by: .minutes(40))
            try await desk.settle()
            #expect(try await facts("service_level.breached", desk).count == 1)
            #expect(lines("overdue", in: "#care", desk).count == 1)
        }
    }

    @Test func `hundreds that are late in the same minute are few lines and as many facts`()
        async throws
    {
        try await DeskBench().live { desk in
            for number in 0..<400 {
                _ = try await desk.take(
                    .said("hello", id: "\(number)", by: "@c\(number)", at: desk.clock.now()))
                if number % 10 == 0 { desk.clock.advance(by: .seconds(1)) }
            }
            try await pass(40, desk)
            #expect(try await facts("service_level.warned", desk).count == 400)
            let late = try await facts("service_level.breached", desk)
            #expect(late.count == 400 && Set(late).count == 400)
            for room in ["#care", "#approvals"] {
                let told = lines("replies overdue", in: room, desk)
                #expect(told.count <= 3, "\(told)")
                #expect(told.allSatisfy { $0.contains("!queue care due") })
            }
            #expect(lines("replies due soon", in: "#care", desk).count <= 3)
            #expect(lines("replies due soon", in: "#approvals", desk).isEmpty)
        }
    }

    @Test func `what came late by its source is not told line by line`() async throws {
        try await DeskBench().live { desk in
            for number in 0..<30 {
                _ = try await desk.take(
                    .said(
                        "hello", id: "\(number)", by: "@c\(number)",
                        at: desk.clock.now() - .hours(3)))
                desk.clock.advance(by: .seconds(1))
            }
            try await pass(2, desk)
            #expect(try await facts("service_level.breached", desk).count == 30)
            #expect(lines("overdue", in: "#care", desk).count <= 2)
        }
    }
}
