import CaseStore
import Casework
import Chat
import Phrasebook

/// Signs on messages, and what people change of what they said.
///
/// A sign is a command like any other: from an account of the desk, once, and answered. What was
/// said and is changed or taken away later is never run again, nor taken back by that.
extension Intake {
    func hear(_ reaction: Reaction, _ state: inout LoopState, _ steps: inout [Step]) {
        let gesture = reaction.gesture
        if isGone(gesture.messageID, on: gesture.network, &state) { return }
        guard let sign = Sign(reaction.key), let (room, person) = speaker(gesture, &state) else {
            return hearsEarly(gesture.messageID, on: gesture.network, &state)
        }
        let message = state.referred.message(gesture.target, on: gesture.network)
        if message == nil, let matters = state.shared.matters(at: gesture.place),
            let verb = sign.verb
        {
            return hear(verb, onLineOf: matters, gesture, room, person, &state, &steps)
        }
        if mustWait(sign, reaction, by: person, &state) { return }
        hearsEarly(gesture.messageID, on: gesture.network, &state)
        guard let message else { return }
        let mark = state.referred.mark(gesture.target, on: gesture.network)
        guard let act = sign.act(on: message, mark) else { return }
        let thread = state.referred.root(gesture.target, on: gesture.network)
        let origin = Origin(gesture, room: room, person: person?.id, thread: thread)
        guard let person else { return refuseStranger(gesture, origin, &state, &steps) }
        if let stale = stale(gesture, said: reaction.key, person, origin) {
            return steps.append(stale)
        }
        let kept = KeptSign(
            network: gesture.network, reference: gesture.messageID, matter: message.matter,
            revision: message.revision, meaning: sign.rawValue, by: person.id)
        state.referred.note(kept, under: thread)
        steps.append(.errand(.sign(act, kept, by: person, origin), .nothing))
    }

    /// A sign on a line that several cases share.
    private func hear(
        _ verb: Verb, onLineOf matters: [CaseID], _ gesture: Gesture, _ room: RoomPlace?,
        _ person: Person?, _ state: inout LoopState, _ steps: inout [Step]
    ) {
        hearsEarly(gesture.messageID, on: gesture.network, &state)
        let origin = Origin(gesture, room: room, person: person?.id, thread: nil)
        guard let person else { return refuseStranger(gesture, origin, &state, &steps) }
        if let stale = stale(gesture, said: verb.rawValue, person, origin) {
            return steps.append(stale)
        }
        // What is said of it is on no disk: until it is there, it counts as not heard.
        state.hearing.owes(
            gesture.messageID, at: .init(network: gesture.network, room: gesture.room),
            setup.clock.uptime())
        let alone = directory.answersAlone(origin)
        let lines = announcer.wording(to: origin).sharedLine(matters, for: verb)
        steps.append(.say(lines, origin, alone: alone))
    }

    func hear(_ change: MessageChange, _ state: inout LoopState, _ steps: inout [Step]) {
        let gesture = change.gesture
        if change.kind == .deleted,
            state.early.takeBack(gesture.target, in: gesture.room, on: gesture.network)
        {
            state.hearing.answered(gesture.target, on: gesture.network)
            return recallEarly(&state)
        }
        if let message = goneMessage(change, state) {
            let again = state.cards.mayReplace(message, at: setup.clock.uptime())
            return steps.append(.errand(.messageGone(message, again: again), .nothing))
        }
        guard let (room, person) = speaker(gesture, &state), let person else { return }
        let origin = Origin(
            gesture, room: room, person: person.id,
            thread: state.referred.root(gesture.target, on: gesture.network))
        if let kept = state.referred.sign(gesture.target, on: gesture.network) {
            // Whoever may take away what others put there does not speak for them.
            guard change.kind == .deleted, kept.by == person.id,
                let act = Sign(rawValue: kept.meaning)?.taken(from: kept)
            else { return }
            // What is taken away as it is heard may be late by a clock alone.
            if gesture.fromHistory || !act.verb.stops,
                let stale = stale(gesture, said: "\(act.verb.rawValue)", person, origin)
            {
                return steps.append(stale)
            }
            return steps.append(.errand(.unsign(act, kept, by: person, origin), .nothing))
        }
        guard
            state.referred.isDeed(gesture.target, on: gesture.network)
                || wouldBeDeed(change, isDirect: gesture.room == nil)
        else { return }
        let words = announcer.wording(to: origin)
        let lines =
            change.kind == .deleted ? words.takenAway() : words.changedAfterwards()
        steps.append(.say(lines, origin, alone: false))
    }

    /// The card or the draft's message that is no more: whoever may take it away need not be of the
    /// desk. It is taken away where it stands and nowhere else.
    private func goneMessage(_ change: MessageChange, _ state: LoopState) -> KeptMessage? {
        let gesture = change.gesture
        guard change.kind == .deleted, let room = gesture.room,
            let message = state.referred.message(gesture.target, on: gesture.network)
        else { return nil }
        let address = directory.room(room, on: gesture.network)?.address ?? room
        return message.room == address.rawValue ? message : nil
    }

    /// Somebody made a command of what was none: they wait for an answer.
    private func wouldBeDeed(_ change: MessageChange, isDirect: Bool) -> Bool {
        guard case .edited(let text) = change.kind else { return false }
        return grammar.read(text, isDirect: isDirect) != .talk
    }

    /// Where it was done and by whom; nothing if that is no place of the desk's.
    private func speaker(
        _ gesture: Gesture, _ state: inout LoopState
    ) -> (RoomPlace?, Person?)? {
        let room = gesture.room.flatMap { directory.room($0, on: gesture.network) }
        guard gesture.room == nil || room != nil else { return nil }
        let person = directory.person(gesture.account, on: gesture.network)
        if let person, !gesture.fromHistory, !isLate(gesture) {
            if room != nil {
                directory.noteSpeaker(
                    gesture.from, person.id, as: gesture.account, on: gesture.network)
            }
            state.absentees.isThere(person.id)
            directory.noteSign(of: person.id)
        }
        return (room, person)
    }

    private func refuseStranger(
        _ gesture: Gesture, _ origin: Origin, _ state: inout LoopState, _ steps: inout [Step]
    ) {
        let uptime = setup.clock.uptime()
        guard
            state.strangers.mayAnswer(
                gesture.from, on: gesture.network, about: "who", uptime: uptime)
        else { return }
        steps.append(.errand(.refusal(.notOfTheDesk, by: nil, origin), .nothing))
    }

    private func isLate(_ gesture: Gesture) -> Bool {
        gesture.heardAt - gesture.meantAt > setup.settings.policy.freshCommand
    }

    /// Done while nobody listened, or long on its way: too long ago to be meant still.
    private func stale(
        _ gesture: Gesture, said: String, _ person: Person, _ origin: Origin
    ) -> Step? {
        guard isLate(gesture) else { return nil }
        return .errand(
            .refusal(.stale(command: said, saidAt: gesture.meantAt), by: person.id, origin),
            .nothing)
    }
}

/// The signs that are commands.
enum Sign: String, CaseIterable {
    case claim, approve, reject, escalate

    /// As the desk puts it on its own messages.
    var key: String {
        switch self {
        case .claim: "\u{1F440}"
        case .approve: "\u{2705}"
        case .reject: "\u{274C}"
        case .escalate: "\u{23EB}"
        }
    }

    /// With or without a variation selector, which clients add as they like.
    init?(_ key: String) {
        let bare = String(key.unicodeScalars.filter { $0 != "\u{FE0F}" && $0 != "\u{FE0E}" })
        guard let sign = Sign.allCases.first(where: { $0.key == bare }) else { return nil }
        self = sign
    }

    /// What is done by it to a case that rings; nothing for those that are meant for drafts.
    var verb: Verb? {
        switch self {
        case .claim: .claim
        case .escalate: .escalate
        case .approve, .reject: nil
        }
    }

    /// What it asks for; nothing on a message of another kind.
    func act(on message: KeptMessage, _ mark: Mark?) -> Act? {
        let matter = Targets.cases([message.matter])
        switch (self, message.kind) {
        case (.claim, .card): return Act(.claim, matter, .command(.claim))
        case (.escalate, .card):
            return Act(.escalate, matter, .command(.escalate(to: nil, reason: key)))
        case (.approve, .draft):
            return mark.map { Act(.approve, .mark($0), .command(.approve(mark: $0))) }
        case (.reject, .draft):
            return mark.map {
                Act(.reject, .mark($0), .command(.reject(mark: $0, reason: key)))
            }
        default: return nil
        }
    }

    /// What it asks for that it is taken away; nothing where it has done what it can.
    func taken(from sign: KeptSign) -> Act? {
        let matter = Targets.cases([sign.matter])
        switch self {
        case .claim: return Act(.release, matter, .command(.release))
        case .approve: return Act(.undo, matter, .command(.undo))
        case .reject, .escalate: return nil
        }
    }
}

extension KeptMessage {
    fileprivate var revision: Int? {
        if case .draft(let revision) = kind { revision } else { nil }
    }
}
