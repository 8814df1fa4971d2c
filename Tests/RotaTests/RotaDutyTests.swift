import Casework
import Testing

@testable import Rota

/// What a decision is told of the rota.
@Suite struct RotaDutyTests {
    private func rota() throws -> Rota {
        let turns = Turns(
            people: ["lee", "sam"], hours: 24,
            start: Zone.utc.wall(at: try utc("2026-11-23 00:00")),
            zone: .utc)
        func rotation(_ name: String, _ queues: [QueueName]) -> Rotation {
            Rotation(
                name: name, zone: .utc, queues: queues,
                layers: [
                    Layer(name: "first", zone: .utc, parts: [.init(.turns(turns), zone: .utc)]),
                    Layer(name: "second", zone: .utc, parts: []),
                ])
        }
        let hours = BusinessHours(
            zone: .utc, week: [WeekHours(from: 480, to: 1200)],
            holidays: [Holiday(date: .yearly(month: 11, day: 25), name: "a day off")])
        return Rota(
            rotations: [
                rotation("care", ["care"]), rotation("shop", ["shop"]), rotation("all", []),
            ],
            hours: [.init(queues: ["care"], hours: hours)])
    }

    @Test func `a queue has its own rotations, and those of all queues`() throws {
        let duty = try rota().duty(of: "care", at: try utc("2026-11-24 12:00"))
        #expect(duty.onCall.map(\.rotation) == ["care", "care", "all", "all"])
        #expect(duty.onCall.map(\.people) == [["sam"], [], ["sam"], []])
        #expect(duty.closed == nil)
        #expect(duty.closesAt == (try utc("2026-11-24 20:00")))
    }

    @Test func `a closed period is one, holidays in between included`() throws {
        let rota = try rota()
        let evening = try #require(rota.duty(of: "care", at: try utc("2026-11-24 21:00")).closed)
        let holiday = try #require(rota.duty(of: "care", at: try utc("2026-11-25 12:00")).closed)
        #expect(evening == holiday)
        #expect(evening.from == (try utc("2026-11-24 20:00")))
        #expect(evening.opensAt == (try utc("2026-11-26 08:00")))
        #expect(rota.duty(of: "care", at: try utc("2026-11-24 21:00")).closesAt == nil)
    }

    @Test func `a queue without hours is never closed`() throws {
        let duty = try rota().duty(of: "shop", at: try utc("2026-11-25 03:00"))
        #expect(duty.closed == nil)
        #expect(duty.closesAt == nil)
    }
}
