import Yardstick

@testable import MatrixWire

/// That what a session tells can be believed by whoever does not look again.
struct ToldFacts {
    private(set) var receipts: [String] = []
    private var events: Set<String> = []
    private var hasEnded = false

    mutating func violation(in fact: MatrixFact) -> String? {
        if case .receipt(let receipt) = fact {
            receipts.append(receipt.id)
            guard case .sent(let event) = receipt.outcome else { return nil }
            return MatrixID.isEvent(event) ? nil : "sent as \(event)"
        }
        if hasEnded { return "\(fact) after the end" }
        switch fact {
        case .said(let said): return heard(said.eventID, by: said.sender, in: said.room)
        case .reacted(let reaction):
            return heard(
                reaction.eventID, by: reaction.sender, in: reaction.room, to: reaction.target)
        case .redacted(let redaction):
            return heard(
                redaction.eventID, by: redaction.sender, in: redaction.room,
                to: redaction.target)
        case .edited(let edit):
            return heard(edit.eventID, by: edit.sender, in: edit.room, to: edit.target)
        case .privacy(let room, .closed(let members)):
            guard MatrixID.isRoom(room), members == Set(members).sorted(),
                members.allSatisfy(MatrixID.isUser), !members.contains(HomeserverOpening.user)
            else { return "\(room) is closed to \(members)" }
        case .absent(_, let since?, let until) where since > until: return "an absence backwards"
        case .heardUntil(let token) where token.isEmpty: return "an empty token"
        case .credentialsRefused(let reason):
            hasEnded = true
            return sentence(reason)
        case .down(let words), .warned(let words), .trouble(let words),
            .roomRefused(_, let words, _), .roomLost(_, let words, _):
            return sentence(words)
        default: break
        }
        return nil
    }

    /// Once, by somebody else, with ids that are some.
    private mutating func heard(
        _ event: String, by sender: String, in room: String?, to target: String? = nil
    ) -> String? {
        guard MatrixID.isEvent(event), MatrixID.isUser(sender), room.map(MatrixID.isRoom) ?? true,
            target.map(MatrixID.isEvent) ?? true
        else { return "\(event) of \(sender) in \(room ?? "a room for two") is told" }
        if sender == HomeserverOpening.user { return "our own \(event) is told" }
        return events.insert(event).inserted ? nil : "\(event) is told twice"
    }

    /// It goes to a log, or to administrators.
    private func sentence(_ words: String) -> String? {
        HarmlessLine.violation(in: words, bytesMax: 2048).map { "a sentence: \($0)" }
    }
}
