import Casework
import Chat
import MatrixWire

// What people say and do, as the desk hears of it.
extension Interpreter {
    /// Identity is the whole user id. Ids are told apart by capitals, which today's servers do not
    /// give out, and accounts of the desk are not: whoever has such an id is nobody.
    func account(of user: String) -> AccountName? {
        let hasCapitals = user.utf8.contains { (65...90).contains($0) }
        return hasCapitals || !MatrixID.isUser(user) ? nil : AccountName(user)
    }

    func presence(_ user: String, isHere: Bool) -> Presence {
        Presence(from: DirectAddress(user), account: account(of: user), isHere: isHere)
    }

    mutating func saying(_ said: MatrixSaying) -> Saying {
        let isDelaySure = knowsClock(of: said.sender)
        return Saying(
            network: configuration.network, room: said.room.map(names.address),
            from: DirectAddress(said.sender), account: account(of: said.sender), text: said.text,
            addressed: said.isAddressed, messageID: said.eventID,
            saidAt: instant(said.serverTime), heardAt: clock.now,
            fromHistory: said.isFromHistory,
            delay: delay(of: said.serverTime, by: said.sender, isFromHistory: said.isFromHistory),
            isDelaySure: isDelaySure, thread: said.threadRoot, repliesTo: said.repliesTo,
            pills: said.pills.map { .init(shown: $0.shown, address: DirectAddress($0.user)) })
    }

    mutating func reaction(_ reaction: MatrixReaction) -> Reaction {
        Reaction(
            gesture(
                room: reaction.room, by: reaction.sender, to: reaction.target,
                as: reaction.eventID, at: reaction.serverTime,
                isFromHistory: reaction.isFromHistory),
            key: String(reaction.key.prefix(64)))
    }

    mutating func deletion(_ redaction: MatrixRedaction) -> MessageChange {
        MessageChange(
            gesture(
                room: redaction.room, by: redaction.sender, to: redaction.target,
                as: redaction.eventID, at: redaction.serverTime,
                isFromHistory: redaction.isFromHistory), .deleted)
    }

    mutating func change(_ edit: MatrixEdit) -> MessageChange {
        MessageChange(
            gesture(
                room: edit.room, by: edit.sender, to: edit.target, as: edit.eventID,
                at: edit.serverTime, isFromHistory: edit.isFromHistory), .edited(text: edit.text))
    }

    private mutating func gesture(
        room: String?, by sender: String, to target: String, as eventID: String, at time: Int64,
        isFromHistory: Bool
    ) -> Gesture {
        let isDelaySure = knowsClock(of: sender)
        return Gesture(
            network: configuration.network, room: room.map(names.address),
            from: DirectAddress(sender), account: account(of: sender), target: target,
            messageID: eventID, doneAt: instant(time), heardAt: clock.now,
            fromHistory: isFromHistory,
            delay: delay(of: time, by: sender, isFromHistory: isFromHistory),
            isDelaySure: isDelaySure)
    }

    /// Before what they say teaches more of it.
    private func knowsClock(of sender: String) -> Bool {
        guard let server = MatrixUserID(sender)?.server else { return false }
        return lags.knowsClock(of: sender, from: server)
    }

    /// What comes from history is late in any case, and says nothing of clocks.
    private mutating func delay(
        of serverTime: Int64, by sender: String, isFromHistory: Bool
    ) -> Lapse {
        guard !isFromHistory, let server = MatrixUserID(sender)?.server else { return .zero }
        return Lapse(
            milliseconds: lags.delay(
                of: serverTime, by: sender, from: server, at: clock.uptime,
                now: clock.now.milliseconds))
    }

    /// Servers date what is said by their own clocks, and some sender's server may say what it
    /// likes: nothing was said later than it was heard.
    private func instant(_ serverTime: Int64) -> Instant {
        min(Instant(milliseconds: max(0, serverTime)), clock.now)
    }
}
