import Casework
import Rehearsal
import Rota
import Testing

@testable import Desk

/// Who is on call, asked in chat.
@Suite(.timeLimit(.minutes(1)))
struct LookerRotaTests {
    /// lee and sam in daily turns, of which the first began six hours ago, but for bo in one hour.
    private func book(at now: Instant) -> RotaBook {
        let turns = Turns(
            people: ["lee", "sam"], hours: 24, start: Zone.utc.wall(at: now) + -6 * 3600,
            zone: .utc)
        let hour = Held(
            person: "bo", during: Stretch(from: now + .hours(3), to: now + .hours(4)))
        let layers = [
            Layer(
                name: "first", zone: .utc, parts: [.init(.turns(turns), zone: .utc)],
                overrides: [hour]),
            Layer(name: "second", zone: .utc, parts: []),
        ]
        return RotaBook(
            Rota(rotations: [Rotation(name: "care", zone: .utc, queues: [], layers: layers)]))
    }

    @Test func `who is on call, until when, and who is next`() async throws {
        let bench = try DeskBench()
        try await bench.live {
            $0.rota = book(at: bench.clock.now())
        } _: { desk in
            let start = desk.link.posts.count
            try await desk.ask("!oncall", by: "dana", in: "#care")
            let told = desk.link.posts.entries.dropFirst(start).map(\.text).joined(separator: "\n")
            #expect(told.contains("care, first: lee until "))
            #expect(told.contains(" (3h), then bo"))
            #expect(told.contains("care, second: nobody in the next 90 days"))
        }
    }

    @Test func `an hour later it is another, and what is exchanged counts at once`() async throws {
        let bench = try DeskBench()
        let rota = book(at: bench.clock.now())
        try await bench.live {
            $0.rota = rota
        } _: { desk in
            desk.clock.advance(by: .hours(3))
            #expect(try await desk.ask("!rota", by: "bo").contains("bo is on call 1 time in the"))
            let start = desk.link.posts.count
            try await desk.ask("oncall", by: "dana")
            let told = desk.link.posts.entries.dropFirst(start).map(\.text).joined(separator: "\n")
            #expect(told.contains("care, first: bo until "))
            #expect(told.contains(" (1h), then lee"))
            rota.replace(Rota())
            #expect(try await desk.ask("oncall", by: "dana").contains("nobody is on call"))
        }
    }

    @Test func `somebody's times, by name, and nobody's`() async throws {
        let bench = try DeskBench()
        try await bench.live {
            $0.rota = book(at: bench.clock.now())
        } _: { desk in
            let sam = try await desk.ask("rota @Sam", by: "dana")
            #expect(sam.contains("sam is on call 45 times in the next 90 days, the first 10:"))
            let own = try await desk.ask("rota", by: "dana")
            #expect(own.contains("dana is not on call in the next 90 days."))
            let nobody = try await desk.ask("rota @zoe", by: "dana")
            #expect(nobody.contains("I know nobody called \"zoe\""))
            let usage = try await desk.ask("rota lee sam", by: "dana")
            #expect(usage.contains("rota [@person]"))
        }
    }
}
