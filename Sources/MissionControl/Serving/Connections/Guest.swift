import NIOCore

/// One connection, as the lobby sees it.
struct Guest {
    /// What a connection is about.
    enum Stage: Hashable, Sendable {
        /// Nothing is asked, or not yet the whole of a head.
        case resting
        /// A request is worked on, or its answer fetched.
        case asking
        /// A body is on its way to us.
        case bringing
        /// Listens to the event stream, which has limits of its own.
        case streaming
    }

    let channel: any Channel
    /// It has shown a token that is good.
    var isKnown = false
    var stage = Stage.resting
    /// Since when it is at this stage.
    var since = ContinuousClock.now
    /// Bytes of its answer that are still with us.
    var held = 0

    /// Lower goes first.
    private var rank: Int {
        switch (stage, isKnown) {
        case (.resting, false): 0
        case (.asking, false), (.bringing, false): 1
        case (.resting, true): 2
        case (.asking, true), (.bringing, true): 3
        case (.streaming, _): 4
        }
    }

    func goes(before other: Guest) -> Bool { (rank, since) < (other.rank, other.since) }
}

/// All guests of a lobby, and their sums, which are asked for with every request.
struct GuestBook {
    private var guests: [ObjectIdentifier: Guest] = [:]
    private(set) var bodies = 0
    private(set) var held = 0

    var count: Int { guests.count }

    subscript(id: ObjectIdentifier) -> Guest? {
        get { guests[id] }
        set {
            tally(guests[id], -1)
            guests[id] = newValue
            tally(newValue, 1)
        }
    }

    private mutating func tally(_ guest: Guest?, _ sign: Int) {
        guard let guest else { return }
        if guest.stage == .bringing { bodies += sign }
        held += sign * guest.held
    }

    /// Strikes out whoever has to go first of all others who may, and returns its connection.
    mutating func strikeFirst(
        but id: ObjectIdentifier, where mayGo: (Guest) -> Bool = { _ in true }
    ) -> (any Channel)? {
        var first: (id: ObjectIdentifier, guest: Guest)?
        for (other, guest) in guests where other != id && mayGo(guest) {
            if let found = first, !guest.goes(before: found.guest) { continue }
            first = (other, guest)
        }
        guard let first else { return nil }
        self[first.id] = nil
        return first.guest.channel
    }
}
