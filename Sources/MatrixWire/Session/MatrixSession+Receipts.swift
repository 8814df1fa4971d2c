import Notation

// What became of what was said.
extension MatrixSession {
    mutating func takeSent(_ reply: Reply, _ number: Int) {
        guard let item = outbox[number] else { return takeLate(reply) }
        outbox.land(number)
        outbox[number]?.attempt.isOpen = false
        if item.utterance.urgency == .cosmetic { outbox.decorated(at: moment, bySeed: false) }
        switch reply {
        case .ok(let object):
            guard let event = object["event_id"]?.string, MatrixID.isEvent(event) else {
                retrySend(number, isUndone: false)
                break
            }
            outbox.pace.borne()
            noteLesson()
            settleSent(number, item, event)
        case .limited(let wait):
            learn(limit: wait)
            if sync.isUp != true || phase == .leaving { giveBack(number) }
        case .refused(let error) where error.isAboutToken:
            // Under the next token.
            if phase == .leaving { giveBack(number) }
        case .refused(let error) where item.anewAfter == nil: takeRefusal(error, number, item)
        case .refused: break
        case .failed(_, let isUndone): retrySend(number, isUndone: isUndone)
        }
        giveBackOutworded(number)
    }

    private mutating func takeRefusal(_ error: MatrixError, _ number: Int, _ item: Outbox.Item) {
        if error.status == 403, error.code == "M_FORBIDDEN", let room = item.room,
            !isSilencedForSure(in: room)
        {
            return settle(number, .retry(after: 10_000))
        }
        if error.status == 400, error.code != "M_TOO_LARGE", standsAlone(number, item) { return }
        settle(number, .refused(reason: error.sentence))
    }

    /// A room that does not let us speak may have put us out a moment ago, or may be being replaced:
    /// then what is to be said waits. Only where we are in it by all that was told since, it is the
    /// room's own will. The second answer after the refusal was asked for after it.
    private mutating func isSilencedForSure(in room: String) -> Bool {
        if rooms[room]?.replacement != nil, !roomBook.refusedReplacements.contains(room) {
            return false
        }
        guard rooms[room] != nil, let answers = roomBook.silenced[room] else {
            if rooms[room] != nil { roomBook.silenced[room] = sync.answers }
            return false
        }
        return sync.answers >= answers + 2
    }

    mutating func settleSent(_ number: Int, _ item: Outbox.Item, _ event: String) {
        if let root = item.relations?.threadRoot, item.relations?.replaces == nil {
            outbox.threads.set(root, event)
        }
        if item.utterance.urgency < .other { outbox.answeredAt = moment }
        if item.utterance.urgency != .cosmetic { outbox.stirredAt = moment }
        if let root = item.rootRefused { outbox.rootsRefused.set(root, ()) }
        if let room = item.room {
            roomBook.silenced[room] = nil
            let landing = Outbox.Landing(event: event, room: room)
            outbox.events.set(item.utterance.id, landing)
            if outbox.addSeeds(item.utterance, landing, at: moment) { rememberSigns() }
        }
        settle(number, .sent(reference: event))
    }

    /// The event had come back before the answer did: it says no more than how fast we may go on.
    private mutating func takeLate(_ reply: Reply) {
        switch reply {
        case .ok:
            outbox.pace.borne()
            noteLesson()
        case .limited(let wait): learn(limit: wait)
        default: break
        }
    }

    private mutating func retrySend(_ number: Int, isUndone: Bool) {
        guard var item = outbox[number] else { return }
        item.isUncertain = item.isUncertain || !isUndone
        sync.others.isDoubted = sync.others.isDoubted || !isUndone
        let delay = item.attempt.pause.next(configuration.patience, &chance)
        item.attempt.again(at: moment + delay)
        outbox[number] = item
        let tried = moment - (item.firstTriedAt ?? moment)
        if sync.isUp != true || phase != .running || tried >= configuration.patience.send {
            giveBack(number)
        }
    }

    mutating func settle(_ number: Int, _ outcome: MatrixReceipt.Outcome) {
        guard let item = outbox.remove(number) else { return }
        tellReceipt(item.utterance, outcome)
    }

    mutating func tellReceipt(_ utterance: MatrixUtterance, _ outcome: MatrixReceipt.Outcome) {
        tell(
            .receipt(
                MatrixReceipt(id: utterance.id, attempt: utterance.attempt, outcome: outcome)))
    }

    // MARK: - Without an answer

    /// Nothing is known to be wrong with it, but it cannot be said now.
    private mutating func giveBack(_ number: Int) {
        guard let item = outbox[number] else { return }
        settle(number, item.isUncertain ? .unknown : .notSent)
    }

    /// The server is away: what is not on its way goes back.
    mutating func giveBack() {
        for number in outbox.items.keys.sorted() where !outbox.flying.contains(number) {
            giveBack(number)
        }
        directs.makings = directs.makings.filter { $0.value.isOpen }
    }

    /// We are not in that room any more, or what waits for it is to be said in other words. What is
    /// on its way may still arrive, and goes back if it does not.
    mutating func giveBack(to room: String, for wait: Milliseconds = 10_000) {
        for number in outbox.items.keys.sorted() {
            guard let item = outbox[number],
                item.room == room || item.utterance.destination == .room(room)
            else { continue }
            outbox[number]?.anewAfter = wait
            if !outbox.flying.contains(number) { giveBackOutworded(number) }
        }
    }

    private mutating func giveBackOutworded(_ number: Int) {
        guard let item = outbox[number], let wait = item.anewAfter else { return }
        settle(number, item.isUncertain ? .unknown : .retry(after: wait))
    }

    mutating func refuse(_ destination: MatrixUtterance.Destination, _ reason: String) {
        settleAll(to: destination, .refused(reason: reason))
    }

    mutating func postpone(_ destination: MatrixUtterance.Destination) {
        settleAll(to: destination, .retry(after: 10_000))
    }

    mutating func settleAll(
        to destination: MatrixUtterance.Destination, _ outcome: MatrixReceipt.Outcome
    ) {
        guard let queue = outbox.queues[destination] else { return }
        for number in queue.numbers
        where !outbox.flying.contains(number) {
            settle(number, outbox[number]?.isUncertain == true ? .unknown : outcome)
        }
    }

    mutating func settleWaiting() {
        giveBack()
    }

    /// The session is over; what is on its way may arrive.
    mutating func settleAll() {
        for number in outbox.items.keys.sorted() {
            guard let item = outbox[number] else { continue }
            let isOpen = item.isUncertain || outbox.flying.contains(number)
            settle(number, isOpen ? .unknown : .notSent)
        }
    }
}
