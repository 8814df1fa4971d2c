// What an utterance belongs to: a thread, a message that it answers or changes.
//
// A relation leads to an event of the same room, and of no other. (Client-Server API, "Forming
// relationships") After an upgrade what stands in the old room stays there: what would have stood in
// a thread there stands alone, and what would have changed something there is refused.
extension MatrixSession {
    enum Belonging {
        case known(SentContent.Relations)
        case waits
        case lost(reason: String)
    }

    /// A try after the first is the same in every byte, unless the server would not have it so.
    func resolve(_ item: Outbox.Item, _ number: Int, in room: String) -> Belonging {
        if let relations = item.relations { return .known(relations) }
        guard !isAfterAnother(item, number) else { return .waits }
        var relations = SentContent.Relations()
        switch item.utterance.content {
        case .redaction(let target, _), .reaction(_, let target):
            guard let event = event(target, in: room) else { return lost(target) }
            relations.replaces = event
        case .message(let message):
            if let replaced = message.replaces {
                guard let event = event(replaced, in: room) else { return lost(replaced) }
                relations.replaces = event
            }
            relations.threadRoot = message.threadRoot.flatMap { event($0, in: room) }
            if relations.threadRoot.map(outbox.rootsRefused.contains) == true {
                relations.threadRoot = nil
            }
            relations.repliesTo = message.repliesTo.flatMap { event($0, in: room) }
            relations.threadLatest = relations.threadRoot.flatMap { outbox.threads[$0] }
        }
        return .known(relations)
    }

    /// Time alone does not help.
    func isAfterAnother(_ item: Outbox.Item, _ number: Int) -> Bool {
        guard item.relations == nil else { return false }
        return item.utterance.references.contains { reference in
            if case .utterance(let id) = reference {
                outbox.isWaiting(id, before: number)
            } else {
                false
            }
        }
    }

    /// Nothing: it is not known, or known to be in another room.
    private func event(_ reference: MatrixUtterance.Reference, in room: String) -> String? {
        switch reference {
        case .event(let id): heard[id] ?? room == room ? id : nil
        case .utterance(let id): outbox.events[id].flatMap { $0.room == room ? $0.event : nil }
        }
    }

    private func lost(_ reference: MatrixUtterance.Reference) -> Belonging {
        let isKnown =
            switch reference {
            case .event: true
            case .utterance(let id): outbox.events.contains(id)
            }
        let place = isKnown ? "in another room" : "not known"
        return .lost(reason: "the message that it belongs to is \(place)")
    }

    /// The server does not have it in its thread, or as an answer: the thread's root is in a room
    /// that this one has replaced, or cannot be one. Once more without; most servers say no more
    /// than 400 of it, and of much else.
    /// - Returns: whether there was anything to leave out.
    mutating func standsAlone(_ number: Int, _ item: Outbox.Item) -> Bool {
        guard case .message = item.utterance.content, let relations = item.relations,
            relations.replaces == nil, relations.threadRoot ?? relations.repliesTo != nil
        else { return false }
        outbox[number]?.relations = SentContent.Relations()
        outbox[number]?.rootRefused = relations.threadRoot
        return true
    }
}
