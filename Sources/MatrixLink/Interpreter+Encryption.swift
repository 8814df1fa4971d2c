import Chat
import MatrixWire

// Rooms in which nothing can be read. Whoever is there, and whoever could mend it, is told.
extension Interpreter {
    /// For the administrators, who know a room by the name that they gave it.
    mutating func note(encrypted room: String) {
        guard names.isConfigured(room) else { return }
        let address = names.address(of: room)
        let words =
            "\(address) is encrypted, and what is said there is not read. Encryption cannot be "
            + "switched off: make a room without it, or connect through pantalaimon"
        if tell(.other("encrypted \(address)"), words) { outcome.notes.append(words) }
    }

    /// For whoever writes there, once and not again after a restart.
    mutating func warn(encrypted room: String) {
        let elsewhere =
            names.isConfigured(room)
            ? "Commands work in a room without encryption, or in a direct message without it."
            : "Write to me in a chat without end-to-end encryption, or in a room of the desk."
        let utterance = MatrixUtterance(
            id: "\(Self.ownPrefix)\(room)", destination: .room(room),
            content: .message(
                .init(
                    body: "This room is encrypted: I cannot read what is written here. "
                        + elsewhere, isNotice: true)))
        unwarned.remove(room)
        apply(session.say([utterance], at: clock.uptime))
    }

    mutating func settle(_ receipt: MatrixReceipt) {
        let room = String(receipt.id.dropFirst(Self.ownPrefix.count))
        switch receipt.outcome {
        case .sent, .refused:
            keepsake.warned.insert(room)
            outcome.keepsake = keepsake
        case .notSent, .retry, .unknown:
            // When the rooms are told the next time.
            unwarned.insert(room)
        }
    }
}
