import CaseStore
import Casework
import Chat

/// What the messages are that people answered, put a sign on, changed or took away, as far as they
/// are the desk's; looked up for the signals of one turn, before they are read.
struct Referred {
    struct Place: Hashable {
        var network: NetworkName
        var reference: String
    }

    /// Messages and signs looked up in one turn; more are as if the desk did not know them.
    static let max = 1000

    fileprivate(set) var messages: [Place: KeptMessage] = [:]
    /// What the conversation hangs on that they belong to.
    fileprivate(set) var roots: [Place: String] = [:]
    /// The marks of the drafts among them.
    fileprivate(set) var marks: [Place: Mark] = [:]
    fileprivate(set) var signs: [Place: KeptSign] = [:]
    /// Things people said or did on which the desk has acted.
    fileprivate(set) var deeds: Set<Place> = []
    /// Rooms in which a message of the desk's may be there whose id is not known yet.
    fileprivate(set) var awaited: Set<HearingLedger.Place> = []

    func message(_ reference: String?, on network: NetworkName) -> KeptMessage? {
        reference.flatMap { messages[Place(network: network, reference: $0)] }
    }

    func root(_ reference: String, on network: NetworkName) -> String? {
        roots[Place(network: network, reference: reference)]
    }

    func mark(_ reference: String, on network: NetworkName) -> Mark? {
        marks[Place(network: network, reference: reference)]
    }

    func sign(_ reference: String, on network: NetworkName) -> KeptSign? {
        signs[Place(network: network, reference: reference)]
    }

    func isDeed(_ reference: String, on network: NetworkName) -> Bool {
        deeds.contains(Place(network: network, reference: reference))
    }

    /// A sign of this very turn: it may be taken away in it, too.
    mutating func note(_ sign: KeptSign, under root: String?) {
        let place = Place(network: sign.network, reference: sign.reference)
        signs[place] = sign
        roots[place] = root
    }
}

extension Intake {
    /// Looks up what the signals refer to. Where the store cannot be read, nobody refers to anything.
    func refer(_ signals: [Signal], _ state: inout LoopState) async {
        guard !keepers.isEmpty else { return }
        let places = Set(signals.flatMap(\.references).prefix(Referred.max))
        state.referred = Referred()
        guard !places.isEmpty else { return }
        let rooms = Dictionary(signals.flatMap(roomsOf)) { first, _ in first }
        let landed = Dictionary(signals.compactMap(\.landed)) { first, _ in first }
        let unwritten = state.unwrittenLandings
        let found = try? await store.read { store in
            var found = Referred()
            for place in places {
                try found.look(
                    place, in: rooms[place], landed[place] ?? unwritten[place.reference], store)
            }
            return found
        }
        if let found { return state.referred = found }
        state.referred.awaitsAll(in: rooms)
        state.early.looksAgain(at: setup.clock.uptime() + Self.retryPause)
    }
}

extension Referred {
    /// What is referred to cannot be looked up now: it is asked again.
    fileprivate mutating func awaitsAll(in rooms: [Place: RoomAddress]) {
        for (place, room) in rooms { awaited.insert(.init(network: place.network, room: room)) }
    }

    /// - Parameters:
    ///   - room: where it was referred to.
    ///   - post: a post of which it is on no disk yet that it is that message.
    fileprivate mutating func look(
        _ place: Place, in room: RoomAddress?, _ post: DeliveryID?, _ store: any CaseReading
    ) throws {
        let (network, reference) = (place.network, place.reference)
        var message = try store.message(reference, on: network)
        if message == nil, let post, var landing = try store.message(from: post),
            landing.network == network
        {
            landing.reference = reference
            message = landing
        }
        if let message {
            messages[place] = message
            roots[place] = try store.root(of: message)
            marks[place] = try store.mark(on: message)
        } else if let sign = try store.sign(reference, on: network) {
            signs[place] = sign
            roots[place] = try store.root(of: sign, in: room?.rawValue)
        } else if try store.remembers(Origin.reference(network, reference)) {
            if try !store.remembers(Origin.reference(network, reference).declined) {
                deeds.insert(place)
            }
        } else if let room, try store.awaitsMessage(on: network, in: room.rawValue) {
            awaited.insert(.init(network: network, room: room))
        }
    }
}

extension Intake {
    /// As the desk names the room in which something was said, done or changed.
    private func roomsOf(_ signal: Signal) -> [(Referred.Place, RoomAddress)] {
        let address: RoomAddress? =
            switch signal {
            case .said(let saying): saying.room
            case .reacted(let reaction): reaction.gesture.room
            case .changed(let change): change.gesture.room
            default: nil
            }
        guard let address else { return [] }
        return signal.references.map { place in
            (place, directory.room(address, on: place.network)?.address ?? address)
        }
    }
}

extension CaseReading {
    /// The card of its case, or itself where that has none.
    fileprivate func root(of message: KeptMessage) throws -> String? {
        if message.kind == .card { return message.reference }
        let root = try threadRoot(of: message.matter, on: message.network, in: message.room)
        return root?.kind == .card ? root?.reference : message.reference
    }

    /// What the sign was put under.
    fileprivate func root(of sign: KeptSign, in room: String?) throws -> String? {
        guard let room else { return nil }
        return try threadRoot(of: sign.matter, on: sign.network, in: room)?.reference
    }

    fileprivate func mark(on message: KeptMessage) throws -> Mark? {
        guard case .draft(let revision) = message.kind else { return nil }
        return try matter(message.matter)?.drafts.last { $0.revision == revision }?.mark
    }
}

extension Signal {
    /// The messages that it refers to.
    fileprivate var references: [Referred.Place] {
        switch self {
        case .said(let saying): saying.places
        case .reacted(let reaction): [reaction.gesture.place]
        case .changed(let change): [change.gesture.place]
        default: []
        }
    }
}

extension [Signal] {
    /// As they are heard: a receipt comes before the first thing that was said or done under its
    /// message, which was there then.
    var inOrder: [Signal] {
        let receipts = Dictionary(
            enumerated().compactMap { index, signal in signal.landed.map { ($0.0, index) } }
        ) { first, _ in first }
        guard count > 1, !receipts.isEmpty else { return self }
        var found: [Signal] = []
        var isMoved = Set<Int>()
        for (index, signal) in enumerated() where !isMoved.contains(index) {
            for place in signal.references {
                guard let receipt = receipts[place], receipt > index,
                    isMoved.insert(receipt).inserted
                else { continue }
                found.append(self[receipt])
            }
            found.append(signal)
        }
        return found
    }
}

extension Signal {
    /// Which message a post has become.
    fileprivate var landed: (Referred.Place, DeliveryID)? {
        guard case .receipt(let network, let receipt) = self,
            case .sent(.some(let reference)) = receipt.outcome
        else { return nil }
        return (.init(network: network, reference: reference), receipt.id)
    }
}

extension LoopState {
    /// Which posts have become messages, by these, where that could not be written.
    fileprivate var unwrittenLandings: [String: DeliveryID] {
        var found: [String: DeliveryID] = [:]
        for case .ends(let ends, _) in unrecorded {
            for end in ends where end.isKept {
                if case .landed(.some(let reference)) = end.end { found[reference] = end.id }
            }
        }
        return found
    }
}

extension Saying {
    /// What it was said under, and what it answers.
    var places: [Referred.Place] {
        [thread, repliesTo].compactMap(\.self).map { .init(network: network, reference: $0) }
    }
}

extension Gesture {
    /// What it was done to.
    var place: Referred.Place { .init(network: network, reference: target) }
}
