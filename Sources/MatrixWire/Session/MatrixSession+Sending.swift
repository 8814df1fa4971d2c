import Notation

// What is to be said becomes requests: urgent things first, one at a time in each room, as fast as
// the server bears.
extension MatrixSession {
    /// Each gets one receipt. While the server is away nothing is kept.
    package mutating func say(
        _ utterances: [MatrixUtterance], at now: Milliseconds
    ) -> MatrixStep {
        moment = max(moment, now)
        for utterance in utterances {
            if phase != .running || sync.isUp != true {
                tellReceipt(utterance, .notSent)
            } else if isThere(utterance) {
                continue
            } else if outbox.items.count >= Outbox.waitingMax {
                tellReceipt(utterance, .retry(after: 5000))
            } else if let reason = MatrixSession.fault(in: utterance) {
                tellReceipt(utterance, .refused(reason: reason))
            } else {
                outbox.add(utterance, since: moment - patienceSpent(utterance))
            }
        }
        sync.hold?.hasSpoken = true
        let step = tick(at: now)
        guard phase == .unborn || phase == .over else { return step }
        defer { self.step = MatrixStep() }
        return self.step
    }

    /// Longer than any patience counts for no more: a clock may have jumped.
    private func patienceSpent(_ utterance: MatrixUtterance) -> Milliseconds {
        guard utterance.urgency == .cosmetic else { return 0 }
        return min(max(utterance.owedFor, 0), configuration.patience.cosmetic)
    }

    private static func fault(in utterance: MatrixUtterance) -> String? {
        guard !utterance.id.isEmpty, utterance.id.utf8.count <= 200 else {
            return "a delivery's id of \(utterance.id.utf8.count) bytes"
        }
        switch utterance.destination {
        case .room(let room): guard MatrixID.isRoom(room) else { return "\(room.shown) is no room" }
        case .person(let user):
            guard MatrixID.isUser(user) else { return "\(user.shown) is nobody" }
        }
        for case .event(let event) in utterance.references where !MatrixID.isEvent(event) {
            return "\(event.shown) is no event"
        }
        return nil
    }

    mutating func pump() {
        outbox.pace.refill(at: moment)
        guard sync.isUp == true else { return }
        // Of what rings and what is answered goes first what came first, if it may.
        pump(.ring, .answer)
        pump(.other)
        decorate()
    }

    private func mayGo(_ urgency: MatrixUtterance.Urgency) -> Bool {
        outbox.flying.count < Outbox.flyingMax && outbox.pace.may(urgency, at: moment)
    }

    private mutating func pump(
        _ first: MatrixUtterance.Urgency, _ second: MatrixUtterance.Urgency? = nil
    ) {
        // What is settled without being sent makes room for the next.
        var goesOn = true
        while goesOn {
            goesOn = false
            for number in outbox.heads(first, second ?? first) {
                guard let item = outbox[number], outbox.isFree(item), isReady(item),
                    mayGo(item.utterance.urgency)
                else { continue }
                if send(number, item) { goesOn = true }
            }
        }
    }

    func isReady(_ item: Outbox.Item) -> Bool { moment >= readyAt(item) }

    /// While an answer is told to those who wait for it, the rest stands aside.
    private func readyAt(_ item: Outbox.Item) -> Milliseconds {
        let retryAt = item.attempt.retryAt ?? .min
        guard item.utterance.urgency == .other else { return retryAt }
        let patience = configuration.patience
        let aside = min(outbox.answeredAt + patience.telling, item.givenAt + patience.answering)
        return max(retryAt, aside)
    }

    /// - Returns: whether it has left its place: settled for good.
    mutating func send(_ number: Int, _ item: Outbox.Item) -> Bool {
        guard let room = item.room ?? room(for: item.utterance) else {
            return outbox[number] == nil
        }
        guard isStillThere(room, for: item.utterance) else {
            settle(number, item.isUncertain ? .unknown : .retry(after: 10_000))
            return true
        }
        switch resolve(item, number, in: room) {
        case .waits: return false
        case .lost(let reason):
            settle(number, .refused(reason: reason))
            return true
        case .known(let relations):
            return send(number, item, to: room, relations)
        }
    }

    /// We are in it, and for one person it is still theirs and ours alone.
    private func isStillThere(_ room: String, for utterance: MatrixUtterance) -> Bool {
        switch utterance.destination {
        case .room: rooms[room] != nil
        case .person(let user): isDirect(room, with: user)
        }
    }

    private mutating func send(
        _ number: Int, _ item: Outbox.Item, to room: String, _ relations: SentContent.Relations
    ) -> Bool {
        let (path, body) = MatrixSession.request(item.utterance, room, relations)
        guard body.count <= Outbox.contentBytesMax else {
            settle(number, .refused(reason: "too long: \(body.count) bytes"))
            return true
        }
        outbox[number]?.room = room
        outbox[number]?.relations = relations
        outbox[number]?.firstTriedAt = item.firstTriedAt ?? moment
        outbox[number]?.attempt.begin()
        outbox.takeOff(number)
        outbox.pace.spend(item.utterance.urgency, at: moment)
        ask(.send(number), .send, .put, path, body: body)
        if item.utterance.isAwaited {
            tell(.underWay(id: item.utterance.id, attempt: item.utterance.attempt))
        }
        return false
    }

    /// The room to say it in; for a person it is looked for, and made.
    private mutating func room(for utterance: MatrixUtterance) -> String? {
        switch utterance.destination {
        case .room(let room): return room
        case .person(let user):
            if user == ownID {
                refuse(utterance.destination, "that is ourselves")
                return nil
            }
            if let room = directRoom(for: user) { return room }
            if let reason = obstacle(for: user) {
                refuse(utterance.destination, reason)
                return nil
            }
            if !makeRoom(for: user) { postpone(utterance.destination) }
            return nil
        }
    }

    private static func request(
        _ utterance: MatrixUtterance, _ room: String, _ relations: SentContent.Relations
    ) -> (path: String, body: [UInt8]) {
        let target = relations.replaces ?? ""
        switch utterance.content {
        case .message(let message):
            return (
                Endpoint.send(room, "m.room.message", transaction: utterance.id),
                CanonicalJSON.bytes(SentContent.message(message, relations))
            )
        case .reaction(let key, _):
            return (
                Endpoint.send(room, "m.reaction", transaction: utterance.id),
                CanonicalJSON.bytes(SentContent.reaction(key, to: target))
            )
        case .redaction(_, let reason):
            return (
                Endpoint.redact(room, target, transaction: utterance.id),
                CanonicalJSON.bytes(SentContent.redaction(reason: reason))
            )
        }
    }

    /// When something that waits may go.
    var nextSendAt: Milliseconds? {
        guard sync.isUp == true else { return nil }
        var moments: [Milliseconds] = []
        for urgency in MatrixUtterance.Urgency.talk
        where outbox.flying.count < Outbox.flyingMax {
            let pace = outbox.pace.nextAt(urgency)
            for number in outbox.heads(urgency) {
                guard let item = outbox[number], !isStuck(item, number) else { continue }
                moments.append(max(pace, readyAt(item)))
            }
        }
        if let next = nextCosmeticAt { moments.append(next) }
        return moments.min()
    }

    /// Time alone does not help: it waits for another, or for a room to be made.
    func isStuck(_ item: Outbox.Item, _ number: Int) -> Bool {
        if case .person(let user) = item.utterance.destination, directs.makings[user] != nil {
            return true
        }
        return isAfterAnother(item, number)
    }
}
