import Casework
import Rota
import Testing

/// What was said in chat over what the file says; turns; when anything changes.
@Suite struct ActsTests {
    private static let start = Instant(seconds: 1_795_219_200)
    private let care = RotaPlace(
        rotation: "care", layer: "first", isOnlyLayer: true, queues: ["care"])

    private func at(_ hour: Int64) -> Instant { Self.start + .hours(hour) }

    /// lee and sam in daily turns from midnight on; bo has an hour by the file.
    private func rota(hours: [WeekHours] = []) -> Rota {
        let turns = Turns(
            people: ["lee", "sam"], hours: 24, start: Zone.utc.wall(at: Self.start), zone: .utc)
        let layer = Layer(
            name: "first", zone: .utc, parts: [.init(.turns(turns), zone: .utc)], hours: hours,
            overrides: [Held(person: "bo", during: Stretch(from: at(10), to: at(11)))])
        return Rota(rotations: [
            Rotation(name: "care", zone: .utc, queues: ["care"], layers: [layer])
        ])
    }

    private func act(
        _ number: Int, _ person: PersonID, _ from: Int64, _ to: Int64, since: Int64 = 0,
        asks: PersonID? = nil, place: RotaPlace? = nil
    ) -> RotaAct {
        RotaAct(
            number: number, place: place ?? care, kind: .override,
            covers: [.init(person, from: at(from), to: at(to))], by: person, since: at(since),
            asks: asks)
    }

    private func people(_ rota: Rota, _ hour: Int64) -> [PersonID] {
        rota.rotations[0].layers[0].people(at: at(hour))
    }

    @Test func `what was said goes before the file, and what was said later before both`() {
        let laid = rota().laying([act(2, "cy", 9, 12), act(1, "dee", 10, 14, since: 1)])
        #expect(people(laid, 8) == ["lee"])
        #expect(people(laid, 9) == ["cy"])
        #expect(people(laid, 10) == ["dee"])
        #expect(people(laid, 13) == ["dee"])
        #expect(people(laid, 14) == ["lee"])
    }

    @Test func `what waits for a word, and what names a layer that is gone, changes nothing`() {
        let elsewhere = RotaPlace(
            rotation: "care", layer: "second", isOnlyLayer: false, queues: [])
        let acts = [act(1, "cy", 9, 12, asks: "lee"), act(2, "dee", 9, 12, place: elsewhere)]
        #expect(rota().laying(acts) == rota())
        #expect(!rota().has(elsewhere))
        #expect(rota().places == [care])
    }

    @Test func `a turn that is to come is whole, also in nights`() {
        let days = rota().rotations[0].layers[0]
        let window = Stretch(from: at(12), to: at(24 * 10))
        #expect(
            days.nextTurn(of: "lee", over: window)?.pieces
                == [Stretch(from: at(48), to: at(72))])
        #expect(
            days.nextTurn(of: "sam", over: window)?.pieces
                == [Stretch(from: at(24), to: at(48))])
        #expect(days.nextTurn(of: "cy", over: window) == nil)
        let turns = Turns(
            people: ["lee", "sam"], hours: 72, start: Zone.utc.wall(at: Self.start), zone: .utc)
        let nights = Layer(
            name: "nights", zone: .utc, parts: [.init(.turns(turns), zone: .utc)],
            hours: [WeekHours(from: 20 * 60, to: 24 * 60)])
        // It is the middle of lee's turn; the nights that are left of it are no turn of their own.
        let left = [164, 188, 212].map { Stretch(from: at($0), to: at($0 + 4)) }
        let halfway = Stretch(from: at(30), to: at(24 * 20))
        #expect(nights.nextTurn(of: "lee", over: halfway)?.pieces == left)
        #expect(days.nextTurn(of: "sam", over: Stretch(from: at(12), to: at(47))) == nil)
    }

    @Test func `a change is when others have it, not when a turn follows one of the same person`() {
        let layer = rota().laying([act(1, "sam", 22, 26)]).rotations[0].layers[0]
        let window = Stretch(from: at(9), to: at(60))
        #expect(layer.changes(over: window) == [at(10), at(11), at(22), at(48)])
        #expect(layer.began(before: at(30)) == at(22))
        let alone = Turns(people: ["lee"], hours: 1, start: WallTime(seconds: 0), zone: .utc)
        let always = Layer(
            name: "x", zone: .utc, parts: [.init(.turns(alone), zone: .utc)])
        #expect(always.changes(over: window) == [])
    }

    @Test func `an opening is a change, too`() {
        var rota = rota()
        rota.hours = [
            Rota.QueueHours(
                queues: ["care"],
                hours: BusinessHours(zone: .utc, week: [WeekHours(from: 8 * 60, to: 20 * 60)]))
        ]
        #expect(rota.nextChange(over: Stretch(from: at(1), to: at(48))) == at(8))
        #expect(rota.nextChange(over: Stretch(from: at(8), to: at(48))) == at(10))
        #expect(Rota().nextChange(over: Stretch(from: at(8), to: at(48))) == at(48))
    }

    @Test func `the closed time before an opening, and the one that lasts`() {
        let hours = BusinessHours(zone: .utc, week: [WeekHours(from: 8 * 60, to: 20 * 60)])
        for (hour, opened) in [(30, nil), (32, 32), (43, 32)] as [(Int64, Int64?)] {
            let closed = hours.lastClosed(before: at(hour))
            let opening = opened.map(at)
            #expect(closed?.from == at(20))
            #expect(closed?.to == opening)
        }
        let always = BusinessHours(zone: .utc, week: [])
        #expect(always.lastClosed(before: at(30)) == nil)
    }
}
