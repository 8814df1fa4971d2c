// Our own events that come back are receipts, told where they stand among what others said: nobody
// answers a message before we know that it is there. (Client-Server API, "Room event format":
// `unsigned.transaction_id`)
extension MatrixSession {
    /// An utterance that is on its way, waits to be tried again or waits at all (an earlier process
    /// may have said it) is settled. Of any other the event is remembered, for `say`.
    mutating func takeOwn(_ event: MatrixEvent, in room: String) {
        guard event.sender.rawValue == ownID, let id = event.id,
            let transaction = event.transaction
        else { return }
        guard let number = outbox.number(of: transaction) else {
            // Put twice, a reaction is refused: ours need no memory.
            if event.type != "m.reaction" {
                outbox.events.set(transaction, Outbox.Landing(event: id, room: room))
            }
            return
        }
        guard var item = outbox[number] else { return }
        item.room = room
        settleSent(number, item, id)
    }

    /// What is there already, as an earlier attempt or process said it, is not said again.
    /// - Returns: whether it has its receipt.
    mutating func isThere(_ utterance: MatrixUtterance) -> Bool {
        guard let landing = outbox.events[utterance.id] else { return false }
        if outbox.addSeeds(utterance, landing, at: moment) { rememberSigns() }
        tellReceipt(utterance, .sent(reference: landing.event))
        return true
    }
}
