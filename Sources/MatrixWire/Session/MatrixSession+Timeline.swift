import Notation

// What was said and done in rooms, in the order of their timelines.
extension MatrixSession {
    /// The first sync of all: what was said before nobody waits for.
    mutating func skip(_ room: SyncAnswer.Room) {
        for event in room.timeline {
            takeState(event, in: room.id)
            takeOwn(event, in: room.id)
        }
    }

    /// - Parameters:
    ///   - earlier: what the answer left out, oldest first; its state is in the room's already.
    ///   - isWhole: whether that is all of it. Nothing: nothing was left out that could be asked for.
    mutating func tell(
        _ room: SyncAnswer.Room, before earlier: [MatrixEvent], isHistory: Bool,
        isWhole: Bool? = nil
    ) {
        let events = earlier + room.timeline
        let begin = events.lastIndex { isEnd($0, of: room.id) } ?? -1
        let entry = events.lastIndex { isOwnEntry($0, into: room.id) } ?? -1
        let isNew = roomBook.successions[room.id] != nil
        let isKnownWhole = begin >= 0 || (departure(from: room.id) == nil && !isNew)
        tellAbsence(from: room.id, events, isWhole: isWhole ?? isKnownWhole)
        let declined = declined(in: events)
        for (index, event) in events.enumerated() {
            if index >= earlier.count { takeState(event, in: room.id) }
            guard index > begin else { continue }
            if let id = event.id, declined.contains(id) {
                heard.set(id, room.id)
                continue
            }
            tell(
                event, in: room.id, isHistory: isHistory || index < max(earlier.count, entry))
        }
    }

    /// What an earlier process said was not done, when nothing could be written. (Of all else the
    /// store knows what became of it.) An answer of this process never comes with what it answers,
    /// as we hear that first.
    private func declined(in events: [MatrixEvent]) -> Set<String> {
        Set(
            events.compactMap { event in
                guard event.sender.rawValue == ownID, event.type == "m.room.message" else {
                    return nil
                }
                return MessageContent(event.content)?.declines
            })
    }

    /// We came in: what is before was not said to us. A new display name is a new membership, too.
    func isOwnEntry(_ event: MatrixEvent, into room: String) -> Bool {
        guard event.isState("m.room.member", key: ownID),
            event.content["membership"]?.string == "join"
        else { return false }
        if let before = event.previousMembership { return before != "join" }
        return roomBook.entered.contains(room)
    }

    private mutating func takeState(_ event: MatrixEvent, in room: String) {
        guard event.stateKey != nil else { return }
        rooms[room]?.take(event)
        roomBook.isChanged = true
        noteTombstone(event, in: room)
        if event.isState("m.room.power_levels") { topicBook.topics[room]?.isRefused = false }
    }

    private mutating func tell(_ event: MatrixEvent, in room: String, isHistory: Bool) {
        guard let id = event.id, event.stateKey == nil, heard.set(id, room) else { return }
        takeOwn(event, in: room)
        if event.sender.rawValue != ownID, !isHistory {
            sync.spokenAt = moment
            outbox.stirredAt = moment
        }
        switch event.type {
        case "m.room.message": takeMessage(event, id, in: room, isHistory: isHistory)
        case "m.reaction": takeReaction(event, id, in: room, isHistory: isHistory)
        case "m.room.redaction": takeRedaction(event, id, in: room, isHistory: isHistory)
        default: break
        }
    }

    private mutating func takeMessage(
        _ event: MatrixEvent, _ id: String, in room: String, isHistory: Bool
    ) {
        guard let content = MessageContent(event.content) else { return }
        if let root = content.relation.threadRoot { outbox.threads.set(root, id) }
        guard event.sender.rawValue != ownID else { return }
        if let target = content.relation.replaces {
            guard let words = MessageContent.replacement(event.content), words.kind == .text else {
                return
            }
            let addressed = addressed(words, in: room)
            return tell(
                .edited(
                    MatrixEdit(
                        room: place(of: event, in: room), sender: event.sender.rawValue,
                        target: target, text: addressed.text, isAddressed: addressed.isAddressed,
                        eventID: id, serverTime: event.serverTime, isFromHistory: isHistory)))
        }
        guard content.kind == .text else { return }
        let addressed = addressed(content, in: room)
        tell(
            .said(
                MatrixSaying(
                    room: place(of: event, in: room), sender: event.sender.rawValue,
                    text: addressed.text, isAddressed: addressed.isAddressed, eventID: id,
                    threadRoot: content.relation.threadRoot,
                    repliesTo: content.relation.repliesTo, serverTime: event.serverTime,
                    isFromHistory: isHistory,
                    pills: content.ownHTML.map(MatrixPill.all)?.filter { $0.user != ownID } ?? [])))
    }

    private mutating func takeReaction(
        _ event: MatrixEvent, _ id: String, in room: String, isHistory: Bool
    ) {
        guard event.sender.rawValue != ownID,
            let (target, key) = Relation(event.content).annotates
        else { return }
        tell(
            .reacted(
                MatrixReaction(
                    room: place(of: event, in: room), sender: event.sender.rawValue, key: key,
                    target: target, eventID: id, serverTime: event.serverTime,
                    isFromHistory: isHistory)))
    }

    /// The room's version says where `redacts` stands. What stands in the other place, servers add for
    /// clients of another age, or somebody else wrote there.
    private func target(of redaction: MatrixEvent, in room: String) -> String? {
        let within = redaction.content["redacts"]?.string
        switch rooms[room]?.creation?.redactsInContent {
        case true?: return within
        case false?: return redaction.redacts
        case nil:
            let differ = within != nil && redaction.redacts != nil && within != redaction.redacts
            return differ ? nil : within ?? redaction.redacts
        }
    }

    private mutating func takeRedaction(
        _ event: MatrixEvent, _ id: String, in room: String, isHistory: Bool
    ) {
        guard event.sender.rawValue != ownID,
            let target = target(of: event, in: room), MatrixID.isEvent(target)
        else { return }
        tell(
            .redacted(
                MatrixRedaction(
                    room: place(of: event, in: room), sender: event.sender.rawValue,
                    target: target, eventID: id, serverTime: event.serverTime,
                    isFromHistory: isHistory)))
    }

    /// Nothing where only we and the sender are, in a room that nobody configured.
    private func place(of event: MatrixEvent, in room: String) -> String? {
        if isWanted(room) { return room }
        return rooms[room]?.companion(of: ownID) == event.sender.rawValue ? nil : room
    }

    private func addressed(_ content: MessageContent, in room: String) -> AddressedText {
        guard let user else { return AddressedText(plain: content.ownBody) }
        return AddressedText(
            content.ownBody, html: content.ownHTML, user: user,
            displayName: rooms[room]?.members[ownID]?.name,
            isMeant: content.mentions?.contains(ownID) == true)
    }
}
