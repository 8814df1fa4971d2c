import CaseStore
import Casework
import Chat
import Phrasebook

/// What has to wait for the receipt of a message, and for whoever was there before.
extension Intake {
    private static let anyCase = CaseID(.max)

    /// Whether it waits for the receipt of the message that it was said under: without that it says
    /// something else. Or for what waits under that message already.
    func mustWait(_ saying: Saying, _ state: inout LoopState) -> Bool {
        guard keepers.contains(saying.network), !saying.places.isEmpty, let room = saying.room
        else { return false }
        let known = implied(by: saying, state)
        let meant = read(saying, isDirect: saying.addressed, implied: known ?? Self.anyCase)
        let front = EarlySignals.Front(
            person: directory.person(saying.account, on: saying.network)?.id, verb: meant.verb,
            targets: saying.places)
        let isEarly = known == nil && awaits(room, on: saying.network, state)
        guard
            isEarly && isUnclear(saying, meant) || state.early.isBehind(saying.messageID, front)
        else { return false }
        return waits(
            .said(saying), as: saying.messageID, front,
            at: .init(network: saying.network, room: room), &state)
    }

    /// - Parameter meant: what it says of some case. One that stops a reply, and says of which case,
    ///   waits for nothing.
    private func isUnclear(_ saying: Saying, _ meant: Utterance) -> Bool {
        let bare = read(saying, isDirect: saying.addressed, implied: nil)
        if case .act(let act) = bare, [.hold, .undo, .drop].contains(act.verb) { return false }
        return bare != meant
    }

    /// Whether the sign waits for the receipt of its message, or for what waits under it already.
    func mustWait(
        _ sign: Sign, _ reaction: Reaction, by person: Person?, _ state: inout LoopState
    ) -> Bool {
        let gesture = reaction.gesture
        guard let room = gesture.room else { return false }
        let front = EarlySignals.Front(
            person: person?.id, verb: sign.wish, targets: [gesture.place])
        let isKnown = state.referred.message(gesture.target, on: gesture.network) != nil
        guard
            state.early.isBehind(gesture.messageID, front)
                || !isKnown && awaits(room, on: gesture.network, state)
        else { return false }
        return waits(
            .reacted(reaction), as: gesture.messageID, front,
            at: .init(network: gesture.network, room: room), &state)
    }

    private func awaits(_ room: RoomAddress, on network: NetworkName, _ state: LoopState) -> Bool {
        let address = directory.room(room, on: network)?.address ?? room
        return state.referred.awaited.contains(.init(network: network, room: address))
    }

    private func waits(
        _ signal: Signal, as id: String, _ front: EarlySignals.Front,
        at place: HearingLedger.Place, _ state: inout LoopState
    ) -> Bool {
        if state.isStopping {
            state.hearing.leaveEarly(place)
            return true
        }
        let uptime = setup.clock.uptime()
        guard
            state.early.waits(signal, as: id, front, on: place.network, at: uptime)
        else { return false }
        state.hearing.owes(id, at: place, uptime)
        return true
    }

    /// It was taken back while it was about to be heard again.
    func isGone(_ id: String, on network: NetworkName, _ state: inout LoopState) -> Bool {
        guard state.early.wasTakenBack(id) else { return false }
        hearsEarly(id, on: network, &state)
        return true
    }

    /// It is heard now: from here on its answer is what is owed. What waits behind it comes next.
    func hearsEarly(_ id: String, on network: NetworkName, _ state: inout LoopState) {
        guard state.early.heard(id) else { return }
        state.hearing.answered(id, on: network)
        recallEarly(&state)
    }

    /// What waits is heard in the next turn, for what it says by then.
    func recallEarly(_ state: inout LoopState) {
        for signal in state.early.recall() { inbox.put(signal) }
    }
}

extension Utterance {
    /// What it asks for; nothing if nothing is to be done.
    fileprivate var verb: Verb? {
        switch self {
        case .act(let act): act.verb
        case .more: .more
        case .done: .done
        case .split: .split
        case .talk, .look, .mistake: nil
        }
    }
}

extension Sign {
    fileprivate var wish: Verb {
        switch self {
        case .claim: .claim
        case .approve: .approve
        case .reject: .reject
        case .escalate: .escalate
        }
    }
}
