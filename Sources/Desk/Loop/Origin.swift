import CaseStore
import Casework
import Chat

/// Where a command was said, and so where its answer goes.
struct Origin: Sendable {
    var network: NetworkName
    /// Nothing when it was said to the bot alone.
    var room: RoomPlace?
    var from: DirectAddress
    /// Who said it; nothing for a stranger.
    var person: PersonID?
    var messageID: String
    /// The message in whose thread it was said, where the chat keeps messages.
    var thread: String?
    /// When it was said, not when it was heard.
    var saidAt: Instant
    /// And at the latest, where that is not sure.
    var latestSaidAt: Instant
    /// When whoever said it was not there.
    var absences: [Range<Instant>] = []

    init(_ saying: Saying, room: RoomPlace?, person: PersonID?) {
        network = saying.network
        self.room = room
        from = saying.from
        self.person = person
        messageID = saying.messageID
        thread = saying.thread
        saidAt = saying.meantAt
        latestSaidAt = saying.latestMeantAt
    }

    /// - Parameter thread: where the conversation is that the gesture belongs to.
    init(_ gesture: Gesture, room: RoomPlace?, person: PersonID?, thread: String?) {
        network = gesture.network
        self.room = room
        from = gesture.from
        self.person = person
        messageID = gesture.messageID
        self.thread = thread
        saidAt = gesture.meantAt
        latestSaidAt = gesture.latestMeantAt
    }

    var place: Place { room.map { .room($0.name) } ?? .direct }
    var reference: SignalReference { Self.reference(network, messageID) }
    static func reference(_ network: NetworkName, _ messageID: String) -> SignalReference {
        SignalReference("chat:\(network):\(messageID)")
    }

    func actor(_ person: Person) -> Actor {
        var actor = Actor(person: person, via: network, place: place, saidAt: saidAt)
        actor.latestSaidAt = latestSaidAt
        actor.absences = absences
        return actor
    }
}

/// One place where an announcement is posted.
struct Target: Hashable, Sendable {
    var network: NetworkName
    var address: PostAddress
    var room: RoomName?
    /// Whom the line speaks to by name.
    var to: String?
    /// Whom it is meant for, if it is for one person alone: a nick may change hands.
    var person: PersonID?
    var answers: String?
}

extension Directory {
    /// Each place once, however many of the audiences it belongs to; the first wins.
    func targets(_ audiences: [Audience], origin: Origin?, desk: DeskSettings) -> [Target] {
        var targets: [Target] = []
        for target in audiences.flatMap({ places($0, origin: origin, desk: desk) })
        where !targets.contains(where: {
            $0.network == target.network && $0.address == target.address
        }) {
            targets.append(target)
        }
        return targets
    }

    private func places(
        _ audience: Audience, origin: Origin?, desk: DeskSettings
    ) -> [Target] {
        switch audience {
        case .asker:
            return origin.map { [asker($0)] } ?? []
        case .askerAlone:
            return origin.map { [answersAlone($0) ? alone($0) : asker($0)] } ?? []
        case .queue(let name):
            return (desk.home(of: name)?.rooms ?? []).flatMap(roomTargets)
        case .approvals(let name):
            let queue = desk.home(of: name)
            let approvals = queue?.approvals ?? []
            return (approvals.isEmpty ? queue?.rooms ?? [] : approvals).flatMap(roomTargets)
        case .oncall(let name):
            let oncall = desk.home(of: name)?.oncall ?? []
            guard oncall.isEmpty else { return oncall.flatMap(roomTargets) }
            return places(.approvals(name), origin: origin, desk: desk)
        case .room(let name):
            return roomTargets(name)
        case .person(let person):
            // Where it was said already, they hear the answer there.
            return addresses(of: person).map { network, address in
                Target(
                    network: network, address: .person(address.rawValue), person: person)
            }
        }
    }

    private func asker(_ origin: Origin) -> Target {
        guard let room = origin.room else { return alone(origin) }
        return Target(
            network: origin.network, address: .room(room.address.rawValue), room: room.name,
            to: origin.from.rawValue, answers: origin.messageID)
    }

    private func alone(_ origin: Origin) -> Target {
        Target(
            network: origin.network, address: .person(origin.from.rawValue),
            person: origin.person, answers: origin.messageID)
    }

    private func roomTargets(_ room: RoomName) -> [Target] {
        places(of: room).map {
            Target(network: $0.network, address: .room($0.address.rawValue), room: $0.name)
        }
    }
}
