import Casework
import Testing

@testable import Rota

@Suite struct RotationTests {
    private func turns(
        _ people: [PersonID], hours: Int64, from: String, until: String? = nil, in name: String,
        swaps: [(String, String)] = []
    ) throws -> Turns {
        Turns(
            people: people, hours: hours, start: try wall(from), until: try until.map(wall),
            zone: try zone(name),
            swaps: try swaps.map { Turns.Swap(one: try wall($0), other: try wall($1)) })
    }

    private func layer(
        _ turns: Turns, hours: [WeekHours] = [], overrides: [Held] = []
    ) -> Layer {
        Layer(
            name: "first", zone: turns.zone, parts: [.init(.turns(turns), zone: turns.zone)],
            hours: hours, overrides: overrides)
    }

    @Test func `a hand-over stays at nine when clocks change`() throws {
        let berlin = try zone("Europe/Berlin")
        let weekly = try turns(
            ["ada", "bo"], hours: 168, from: "2026-10-12 09:00", in: "Europe/Berlin")
        let window = try stretch("2026-10-12 00:00", "2026-11-09 00:00", berlin)
        let held = layer(weekly).held(over: window)
        #expect(
            held.map(berlin.text) == [
                "ada 2026-10-12 09:00 – 2026-10-19 09:00",
                "bo 2026-10-19 09:00 – 2026-10-26 09:00",
                "ada 2026-10-26 09:00 – 2026-11-02 09:00",
                "bo 2026-11-02 09:00 – 2026-11-09 00:00",
            ])
        #expect(held[1].during.length == .hours(169))
        #expect(
            layer(weekly).gaps(over: window).map(berlin.text) == [
                "2026-10-12 00:00 – 2026-10-12 09:00"
            ])
    }

    @Test func `a hand-over in a gap is by the offset before it`() throws {
        let newYork = try zone("America/New_York")
        let daily = try turns(
            ["ada", "bo"], hours: 24, from: "2026-03-07 02:30", in: "America/New_York")
        let window = try stretch("2026-03-07 12:00", "2026-03-09 12:00", newYork)
        #expect(
            layer(daily).held(over: window).map(newYork.text) == [
                "ada 2026-03-07 12:00 – 2026-03-08 03:30", "bo 2026-03-08 03:30 – 2026-03-09 02:30",
                "ada 2026-03-09 02:30 – 2026-03-09 12:00",
            ])
    }

    @Test func `turns of hours in a zone that leaves a day out cover every minute once`() throws {
        let apia = try zone("Pacific/Apia")
        let hourly = try turns(
            ["ada", "bo", "cy"], hours: 1, from: "2011-12-01 00:00", in: "Pacific/Apia")
        let window = try stretch("2011-12-29 00:00", "2012-01-02 00:00", apia)
        let held = layer(hourly).held(over: window)
        #expect(layer(hourly).gaps(over: window) == [])
        #expect(layer(hourly).overlaps(over: window) == [])
        #expect(zip(held, held.dropFirst()).allSatisfy { $0.during.to == $1.during.from })
    }

    @Test func `nobody is on call before the first turn and after the last`() throws {
        let three = try turns(
            ["ada"], hours: 24, from: "2026-11-02 00:00", until: "2026-11-04 12:00", in: "UTC")
        let window = try stretch("2026-11-01 00:00", "2026-11-06 00:00")
        #expect(
            layer(three).gaps(over: window).map(Zone.utc.text) == [
                "2026-11-01 00:00 – 2026-11-02 00:00", "2026-11-04 12:00 – 2026-11-06 00:00",
            ])
    }

    @Test func `swapped turns are swapped, one swap after the other`() throws {
        let swapped = try turns(
            ["ada", "bo", "cy"], hours: 24, from: "2026-11-02 00:00", in: "UTC",
            swaps: [("2026-11-02", "2026-11-03 10:00"), ("2026-11-03", "2026-11-07")])
        let held = swapped.held(touching: try stretch("2026-11-02 00:00", "2026-11-08 00:00"))
        #expect(held.map(\.person) == ["bo", "cy", "cy", "ada", "bo", "ada"])
    }

    @Test func `an override takes its time from whoever had it, a later one from an earlier`()
        throws
    {
        let daily = try turns(["ada", "bo"], hours: 24, from: "2026-11-02 00:00", in: "UTC")
        let overrides = [
            Held(person: "cy", during: try stretch("2026-11-02 18:00", "2026-11-03 06:00")),
            Held(person: "dee", during: try stretch("2026-11-02 20:00", "2026-11-02 21:00")),
        ]
        let held = layer(daily, overrides: overrides).held(
            over: try stretch("2026-11-02 00:00", "2026-11-03 12:00"))
        #expect(
            held.map(Zone.utc.text) == [
                "ada 2026-11-02 00:00 – 2026-11-02 18:00",
                "cy 2026-11-02 18:00 – 2026-11-02 20:00",
                "dee 2026-11-02 20:00 – 2026-11-02 21:00",
                "cy 2026-11-02 21:00 – 2026-11-03 06:00",
                "bo 2026-11-03 06:00 – 2026-11-03 12:00",
            ])
    }

    @Test func `parts follow the sun, and what they leave open is a gap`() throws {
        let east = try zone("Asia/Kathmandu")
        let west = try zone("America/New_York")
        func part(_ person: PersonID, _ zone: Zone, _ hours: WeekHours) throws -> Layer.Part {
            Layer.Part(
                .turns(
                    Turns(people: [person], hours: 24, start: try wall("2026-01-01"), zone: zone)),
                zone: zone, hours: [hours])
        }
        let layer = Layer(
            name: "first", zone: .utc,
            parts: [
                try part("ada", east, WeekHours(from: 480, to: 1200)),
                try part("bo", west, WeekHours(from: 540, to: 1260)),
            ])
        let window = try stretch("2026-11-02 00:00", "2026-11-03 00:00")
        #expect(
            layer.held(over: window).map(Zone.utc.text) == [
                "bo 2026-11-02 00:00 – 2026-11-02 02:00",
                "ada 2026-11-02 02:15 – 2026-11-02 14:15",
                "bo 2026-11-02 14:00 – 2026-11-03 00:00",
            ])
        #expect(
            layer.gaps(over: window).map(Zone.utc.text) == ["2026-11-02 02:00 – 2026-11-02 02:15"])
        #expect(
            layer.overlaps(over: window).map { Zone.utc.text($0.during) }
                == ["2026-11-02 14:00 – 2026-11-02 14:15"])
    }

    @Test func `a layer that promises its hours alone has no gap outside of them`() throws {
        let nights = layer(
            try turns(["ada"], hours: 168, from: "2026-01-05", in: "UTC"),
            hours: [WeekHours(from: 1080, to: 480)])
        let window = try stretch("2026-11-02 00:00", "2026-11-04 00:00")
        #expect(nights.gaps(over: window) == [])
        #expect(
            nights.held(over: window).map(\.during.length) == [.hours(8), .hours(14), .hours(6)])
    }

    @Test func `of a rotation without anybody counts when its queue is closed`() throws {
        let nights = layer(
            try turns(["ada"], hours: 168, from: "2026-01-05", in: "UTC"),
            hours: [WeekHours(from: 1080, to: 480)])
        let rotation = Rotation(name: "care", zone: .utc, queues: ["care"], layers: [nights])
        func rota(_ from: Int) -> Rota {
            Rota(
                rotations: [rotation],
                hours: [
                    .init(
                        queues: ["care"],
                        hours: BusinessHours(
                            zone: .utc, week: [WeekHours(from: from, to: 1080)]))
                ])
        }
        let window = try stretch("2026-11-02 00:00", "2026-11-03 00:00")
        #expect(rota(480).gaps(of: rotation, over: window) == [])
        #expect(
            rota(540).gaps(of: rotation, over: window).map(Zone.utc.text)
                == ["2026-11-02 08:00 – 2026-11-02 09:00"])
        #expect(
            Rota(rotations: [rotation]).gaps(of: rotation, over: window).map(Zone.utc.text)
                == ["2026-11-02 08:00 – 2026-11-02 18:00"])
        #expect(
            try rota(480).onCall(at: utc("2026-11-02 03:00"))
                == [.init(rotation: "care", layer: "first", people: ["ada"])])
        #expect(
            try rota(480).onCall(at: utc("2026-11-02 08:00"))
                == [.init(rotation: "care", layer: "first", people: [])])
    }
}
