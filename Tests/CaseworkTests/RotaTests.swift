import Casework
import Rehearsal
import Testing

/// Who may change the rota, and what comes of it.
@Suite struct RotaTests {
    private static let care = RotaPlace(
        rotation: "care", layer: "first", isOnlyLayer: true, queues: ["care"])
    private let desk = ScenarioDesk()
    private var now: Instant { desk.now }

    private func person(_ name: String, _ roles: Role..., queues: [QueueName]? = nil) -> Person {
        Person(id: PersonID(name), roles: roles.map { .init($0, queues: queues) })
    }

    private func decide(
        _ order: RotaOrder, by person: Person?, _ acts: [RotaAct] = [], number: Int = 1
    ) throws -> (fact: Fact, act: RotaAct) {
        let context = desk.context(for: nil, actor: person.map { desk.actor($0) })
        return try decideRota(order, acts: acts, number: number, context)
    }

    private func cover(_ who: PersonID, _ from: Int64, _ to: Int64) -> RotaOrder {
        .cover(Self.care, by: who, from: now + .hours(from), to: now + .hours(to))
    }

    private var exchange: RotaOrder {
        func turn(_ person: PersonID, _ hour: Int64) -> RotaOrder.Turn {
            .init(
                person: person,
                pieces: [.init(person, from: now + .hours(hour), to: now + .hours(hour + 8))])
        }
        return .swap(Self.care, one: turn("olu", 24), other: turn("pat", 48))
    }

    @Test func `whoever is on call says it of themselves, supervisors of everybody`() throws {
        let olu = person("olu", .oncall)
        #expect(try decide(cover("olu", 0, 2), by: olu).act.people == ["olu"])
        #expect(throws: Refusal.notAllowed(nil, needs: .supervisor)) {
            try decide(cover("pat", 0, 2), by: olu)
        }
        #expect(try decide(cover("pat", 0, 2), by: person("sam", .supervisor)).act.by == "sam")
        // Could do nothing about a case of that queue.
        #expect(throws: Refusal.rota(.mayNotStand("kim", Self.care))) {
            try decide(cover("kim", 0, 2), by: person("sam", .supervisor))
        }
        #expect(throws: Refusal.notAllowed(nil, needs: .oncall)) {
            try decide(cover("dana", 0, 2), by: person("dana", .agent))
        }
        #expect(throws: Refusal.notAllowed(nil, needs: .oncall)) {
            try decide(cover("olu", 0, 2), by: person("olu", .oncall, queues: ["billing"]))
        }
        #expect(throws: Refusal.beyondQuestion) {
            try decide(cover("eve", 0, 2), by: person("eve", .expert))
        }
        #expect(throws: Refusal.unknownSpeaker) { try decide(cover("olu", 0, 2), by: nil) }
    }

    @Test func `what has begun begins now, and what is over, backwards or far away is refused`()
        throws
    {
        let olu = person("olu", .oncall)
        #expect(try decide(cover("olu", -3, 2), by: olu).act.begins == now)
        #expect(throws: Refusal.alreadyOver(now - .hours(1))) {
            try decide(cover("olu", -3, -1), by: olu)
        }
        for (from, to) in [(5, 5), (6, 5), (1, 24 * 401 + 2), (24 * 401, 24 * 401 + 1)] {
            #expect(
                throws: Refusal.rota(
                    .badTimes(
                        from: now + .hours(Int64(from)), to: now + .hours(Int64(to))))
            ) { try decide(cover("olu", Int64(from), Int64(to)), by: olu) }
        }
        let many = try (1...RotaAct.countMax).map {
            try decide(cover("olu", 1, 2), by: olu, number: $0).act
        }
        #expect(throws: Refusal.rota(.tooMany(limit: 200))) {
            try decide(cover("olu", 1, 2), by: olu, many)
        }
    }

    @Test func `a swap waits for the other's word, and a supervisor's counts at once`() throws {
        let (olu, pat) = (person("olu", .oncall), person("pat", .oncall))
        let (fact, offer) = try decide(exchange, by: olu)
        #expect(fact.type == "rota.offered")
        #expect(offer.asks == "pat")
        #expect(!offer.counts)
        #expect(offer.people == ["pat", "olu"])
        let agree = RotaOrder.agree(with: nil, stand: [1])
        #expect(throws: Refusal.rota(.nothingOffered)) { try decide(agree, by: olu, [offer]) }
        #expect(throws: Refusal.rota(.turnsChanged(offer))) {
            try decide(.agree(with: nil, stand: []), by: pat, [offer])
        }
        let agreed = try decide(agree, by: pat, [offer])
        #expect(agreed.fact.type == "rota.swapped")
        #expect(agreed.act.counts)
        #expect(agreed.act.covers == offer.covers)
        var acts: [RotaAct] = []
        acts.apply(fact)
        acts.apply(agreed.fact)
        #expect(acts == [agreed.act])
        #expect(try decide(exchange, by: person("olu", .supervisor)).fact.type == "rota.swapped")
        #expect(try decide(exchange, by: person("sam", .supervisor)).fact.type == "rota.swapped")
        #expect(throws: Refusal.notAllowed(nil, needs: .supervisor)) {
            try decide(exchange, by: person("max", .oncall))
        }
    }

    @Test func `either of them calls an offer off, and of several one is named`() throws {
        let pat = person("pat", .oncall)
        let offer = try decide(exchange, by: person("olu", .oncall)).act
        for name in ["olu", "pat"] {
            let (fact, _) = try decide(.decline, by: person(name, .oncall), [offer])
            #expect(fact == .rotaEnded(act: 1, because: .declined))
        }
        #expect(throws: Refusal.rota(.nothingOffered)) {
            try decide(.decline, by: person("max", .oncall), [offer])
        }
        var other = offer
        other.number = 2
        other.by = "max"
        #expect(throws: Refusal.rota(.whichOffer(["olu", "max"]))) {
            try decide(.agree(with: nil, stand: [1, 2]), by: pat, [offer, other])
        }
        let named = RotaOrder.agree(with: "olu", stand: [1, 2])
        #expect(try decide(named, by: pat, [offer, other]).act.number == 1)
    }

    @Test func `whoever set it takes it back, and what two agreed on a supervisor`() throws {
        let (olu, sam) = (person("olu", .oncall), person("sam", .supervisor))
        let own = try decide(cover("olu", 0, 2), by: olu).act
        let given = try decide(cover("olu", 5, 6), by: sam, number: 2).act
        let last = RotaOrder.takeBack(of: nil, in: nil)
        let of = RotaOrder.takeBack(of: "olu", in: Self.care)
        #expect(try decide(last, by: olu, [own, given]).act == own)
        #expect(try decide(last, by: sam, [own, given]).act == given)
        #expect(try decide(of, by: sam, [given, own]).act == own)
        #expect(throws: Refusal.rota(.notYours(given))) { try decide(of, by: olu, [given]) }
        #expect(throws: Refusal.rota(.nothingToTakeBack(nil))) { try decide(last, by: olu, []) }
        var agreed = try decide(exchange, by: olu).act
        agreed.asks = nil
        #expect(throws: Refusal.rota(.notYours(agreed))) { try decide(last, by: olu, [agreed]) }
        #expect(throws: Refusal.rota(.nothingToTakeBack("pat"))) {
            try decide(.takeBack(of: "pat", in: nil), by: sam, [agreed])
        }
    }

    @Test func `each ends of itself once, for a reason`() throws {
        let offer = try decide(exchange, by: person("olu", .oncall)).act
        var act = offer
        act.asks = nil
        #expect(offer.ending(at: now, isKnown: true) == nil)
        #expect(offer.nextEnding(after: now) == offer.begins)
        #expect(offer.ending(at: offer.begins, isKnown: true) == .lapsed)
        #expect(act.ending(at: act.begins, isKnown: true) == nil)
        #expect(act.ending(at: act.begins, isKnown: false) == .gone)
        #expect(act.ending(at: act.ends, isKnown: false) == nil)
        #expect(act.nextEnding(after: now) == act.ends + .days(7))
        #expect(act.ending(at: act.ends + .days(7), isKnown: true) == .over)
    }
}
