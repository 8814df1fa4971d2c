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
    /// Signs on messages that nobody knows yet: the receipt of one may be on its way.
    fileprivate(set) var early: [Early] = []

    struct Early {
        var reaction: Reaction
        var until: Lapse
    }
    static let earlyMax = 100
    static let earlyFor = Lapse.seconds(30)

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

    /// Whether the sign waited for its message, and does no more.
    mutating func takeBack(_ sign: String, on network: NetworkName) -> Bool {
        let count = early.count
        early.removeAll {
            $0.reaction.gesture.messageID == sign && $0.reaction.gesture.network == network
        }
        return early.count < count
    }

    mutating func waits(_ reaction: Reaction, at uptime: Lapse) {
        early.removeAll { $0.until <= uptime }
        if early.count >= Self.earlyMax { early.removeFirst() }
        early.append(Early(reaction: reaction, until: uptime + Self.earlyFor))
    }

    /// Signs that were put on that message before anybody knew it.
    mutating func takeEarly(on reference: String, _ network: NetworkName) -> [Reaction] {
        let found = early.filter {
            $0.reaction.gesture.target == reference && $0.reaction.gesture.network == network
        }
        guard !found.isEmpty else { return [] }
        early.removeAll { early in found.contains { $0.reaction == early.reaction } }
        return found.map(\.reaction)
    }
}

extension Intake {
    /// Looks up what the signals refer to. Where the store cannot be read, nobody refers to anything.
    func refer(_ signals: [Signal], _ state: inout LoopState) async {
        guard !keepers.isEmpty else { return }
        let places = Set(signals.flatMap(\.references).prefix(Referred.max))
        let rooms = Dictionary(signals.compactMap(roomOfChange)) { first, _ in first }
        state.referred.messages = [:]
        state.referred.roots = [:]
        state.referred.marks = [:]
        state.referred.signs = [:]
        state.referred.deeds = []
        guard !places.isEmpty else { return }
        let found = try? await store.read { store in
            var messages: [Referred.Place: KeptMessage] = [:]
            var roots: [Referred.Place: String] = [:]
            var marks: [Referred.Place: Mark] = [:]
            var signs: [Referred.Place: KeptSign] = [:]
            var deeds: Set<Referred.Place> = []
            for place in places {
                let (network, reference) = (place.network, place.reference)
                if let message = try store.message(reference, on: network) {
                    messages[place] = message
                    roots[place] = try store.root(of: message)
                    marks[place] = try store.mark(on: message)
                } else if let sign = try store.sign(reference, on: network) {
                    signs[place] = sign
                    roots[place] = try store.root(of: sign, in: rooms[place])
                } else if try store.remembers(Origin.reference(network, reference)) {
                    deeds.insert(place)
                }
            }
            return (messages: messages, roots: roots, marks: marks, signs: signs, deeds: deeds)
        }
        guard let found else { return }
        state.referred.messages = found.messages
        state.referred.roots = found.roots
        state.referred.marks = found.marks
        state.referred.signs = found.signs
        state.referred.deeds = found.deeds
    }
}

extension Intake {
    /// As the desk names the room in which something was changed.
    private func roomOfChange(_ signal: Signal) -> (Referred.Place, String)? {
        guard case .changed(let change) = signal, let address = change.gesture.room else {
            return nil
        }
        let room = directory.room(address, on: change.gesture.network)?.address ?? address
        return (change.gesture.place, room.rawValue)
    }
}

extension CaseReading {
    /// The card of its case, or itself where that has none.
    fileprivate func root(of message: KeptMessage) throws -> String? {
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
        case .said(let saying):
            [saying.thread, saying.repliesTo].compactMap(\.self).map {
                .init(network: saying.network, reference: $0)
            }
        case .reacted(let reaction): [reaction.gesture.place]
        case .changed(let change): [change.gesture.place]
        default: []
        }
    }
}

extension Gesture {
    fileprivate var place: Referred.Place { .init(network: network, reference: target) }
}
