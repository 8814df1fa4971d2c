/// What somebody changed of the rota in chat. It is laid over what the file says, and stays when
/// the file or a calendar is read anew.
package struct RotaAct: Hashable, Sendable, Codable {
    /// Counted from 1, never used again while it is remembered.
    package var number: Int
    package var place: RotaPlace
    package var kind: Kind
    /// Who has the layer when, whoever's turn it would be. At least one.
    package var covers: [Cover]
    package var by: PersonID
    /// When it was said, or agreed to. Of two that are at once the later one counts.
    package var since: Instant
    /// Who has to agree before it counts; nothing: it counts.
    package var asks: PersonID?

    package enum Kind: String, Hashable, Sendable, Codable {
        case override, swap
    }

    /// That somebody has the layer for a length of time, and whose it was when that was said.
    package struct Cover: Hashable, Sendable, Codable {
        package var person: PersonID
        package var from: Instant
        package var to: Instant
        package init(_ person: PersonID, from: Instant, to: Instant) {
            self.person = person
            self.from = from
            self.to = to
        }
    }

    package init(
        number: Int, place: RotaPlace, kind: Kind, covers: [Cover], by: PersonID, since: Instant,
        asks: PersonID? = nil
    ) {
        self.number = number
        self.place = place
        self.kind = kind
        self.covers = covers
        self.by = by
        self.since = since
        self.asks = asks
    }

    package var counts: Bool { asks == nil }
    package var begins: Instant { covers.map(\.from).min() ?? since }
    package var ends: Instant { covers.map(\.to).max() ?? since }
    /// Who has something by it, each once, in order of time.
    package var people: [PersonID] {
        covers.reduce(into: []) { people, cover in
            if !people.contains(cover.person) { people.append(cover.person) }
        }
    }
    /// What somebody has by it, from its beginning to its end.
    package func stretch(of person: PersonID) -> (from: Instant, to: Instant)? {
        let theirs = covers.filter { $0.person == person }
        guard let from = theirs.map(\.from).min(), let to = theirs.map(\.to).max() else {
            return nil
        }
        return (from, to)
    }

    /// How long one that is over is remembered, so that who had the layer can be looked up.
    package static let remembered = Lapse.days(7)
    /// More than this many at once are somebody's mistake.
    package static let countMax = 200
    /// Pieces that a turn may have: nights of a long turn.
    package static let coversMax = 400
    /// Nobody plans further ahead.
    package static let aheadMax = Lapse.days(400)
}

/// A layer of a rotation, as the rota names it.
package struct RotaPlace: Hashable, Sendable, Codable {
    package var rotation: String
    package var layer: String
    /// The rotation has no other.
    package var isOnlyLayer: Bool
    /// Whose people they are; none: every queue's.
    package var queues: [QueueName]

    package init(rotation: String, layer: String, isOnlyLayer: Bool, queues: [QueueName]) {
        self.rotation = rotation
        self.layer = layer
        self.isOnlyLayer = isOnlyLayer
        self.queues = queues
    }
}

/// Why an act on the rota counts no more.
package enum RotaEnd: String, Hashable, Sendable, Codable {
    /// Somebody said so.
    case takenBack = "taken back"
    /// Whoever was asked did not want to swap, or whoever asked thought better of it.
    case declined
    /// Nobody agreed before the first of the turns began.
    case lapsed
    /// It has been over for a while.
    case over
    /// The rota has no such layer any more, or the desk no such person.
    case gone
}

extension Array where Element == RotaAct {
    /// The acts after the fact: replaying the desk's facts gives them (invariant 9).
    package mutating func apply(_ fact: Fact) {
        switch fact {
        case .rotaOverridden(let act), .rotaOffered(let act), .rotaSwapped(let act):
            removeAll { $0.number == act.number }
            append(act)
        case .rotaEnded(let act, _): removeAll { $0.number == act }
        default: break
        }
    }

    /// Those that count, in the order in which they do.
    package var standing: [RotaAct] {
        filter(\.counts).sorted { ($0.since, $0.number) < ($1.since, $1.number) }
    }
}
