import Notation

// Our own events end a long poll as everybody's do, and say nothing that the answers to our requests
// have not said. Where all of those have come for a while, a sync leaves our own events out.
// (Client-Server API, "Filtering", `not_senders`)
//
// Invariant: no since-token that is taken passes an event of ours whose request is not answered. What
// such a sync tells waits for the requests that are on their way as it comes (the event of a later one
// is behind the token), and is thrown away, and asked for again with our own events, where one of them
// is late, or leaves in doubt what it did.
//
// What else somebody does with our account, who makes a room public or leaves it, nothing else tells:
// now and then a sync has our own events, from where the last such one ended. What others have said
// since is heard already.
extension MatrixSession {
    /// Whether the next sync leaves our own events out.
    var mayLeaveOut: Bool {
        let others = sync.others
        return others.filter != nil && sync.since != nil && sync.isUp == true
            && !sync.isCatchingUp && sync.failures == 0 && sync.portion == .whole
            && !outbox.hasTalk && !isInDoubt
            && moment - others.doubtedAt >= configuration.patience.certainty << others.delays
            && moment - others.ownAt < configuration.patience.others
    }

    /// From where the next sync goes on.
    var nextSince: String? { sync.others.isOnItsWay ? sync.since : ownSince }

    /// Until there everything was told, our own events too.
    var ownSince: String? { sync.others.ownSince ?? sync.since }

    /// A since-token is taken.
    mutating func passOthers() {
        sync.others.ownSince = sync.others.isOnItsWay ? ownSince : nil
    }

    mutating func watchOthers() {
        if isInDoubt || sync.others.isDoubted {
            sync.others.isDoubted = false
            sync.others.doubtedAt = moment
            if sync.others.isOnItsWay, sync.attempt.isOpen { askForOwn() }
        }
        takeAside()
        // Once there is nothing to catch up with.
        if !sync.others.isWanted, sync.filter != nil, sync.isUp == true, !sync.isCatchingUp {
            sync.others.isWanted = true
            sync.others.attempt.again(at: moment)
        }
        guard sync.others.attempt.isDue(at: moment) else { return }
        sync.others.attempt.begin()
        ask(
            .othersFilter, .filter, .post, Endpoint.filter(ownID),
            body: CanonicalJSON.bytes(SentContent.filter(without: ownID)))
    }

    /// A server that keeps no such filter tells of our own events as ever.
    mutating func takeOthersFilter(_ reply: Reply) {
        var wait: Milliseconds = 0
        switch reply {
        case .ok(let object):
            sync.others.attempt.done()
            if let id = object["filter_id"]?.string, !id.isEmpty, id.utf8.count < 1024 {
                sync.others.filter = id
            }
            return
        case .refused(let error) where !error.isAboutToken: return sync.others.attempt.done()
        case .limited(let word): wait = believed(word) ?? 0
        case .refused, .failed: break
        }
        let delay = sync.others.attempt.pause.next(configuration.patience, &chance)
        sync.others.attempt.again(at: moment + max(delay, wait))
    }

    /// What we did may have happened without our knowing.
    private var isInDoubt: Bool { doubtsAt.map { $0 <= moment } ?? false }

    /// From when on, if nothing is answered until then. In whole seconds: whatever is said in one
    /// of them shares its tick.
    private var doubtsAt: Milliseconds? {
        if outbox.hasUncertain { return moment }
        return open.values.compactMap { request in
            switch request.errand {
            case .send: (request.askedAt + configuration.patience.doubt + 999) / 1000 * 1000
            case .join, .leave, .create: request.askedAt
            default: nil
            }
        }.min()
    }

    /// When there is something to do about such syncs.
    var nextOthersAt: Milliseconds? {
        let isQuiet = sync.others.isOnItsWay && sync.attempt.isOpen
        let aside = sync.others.aside.map { $0.since + configuration.patience.answering }
        return [isQuiet ? doubtsAt : nil, aside, sync.others.attempt.retryAt]
            .compactMap(\.self).min()
    }

    private mutating func askForOwn() {
        for (id, request) in open where request.errand == .sync {
            open[id] = nil
            step.cancelled.append(id)
        }
        sync.attempt.isOpen = false
        sync.others.doubtedAt = moment
        sync.others.aside = nil
        syncNow()
    }

    // MARK: - An answer

    /// - Returns: whether the answer is not to be taken, or not yet. A room that is new to us, or
    ///   left, is told of in whole alone.
    mutating func setsAside(_ answer: SyncAnswer) -> Bool {
        guard sync.others.isOnItsWay else {
            sync.others.ownAt = moment
            return false
        }
        guard !isInDoubt, answer.left.isEmpty, !answer.joined.contains(where: isNew) else {
            askForOwn()
            return true
        }
        let awaited = open.filter { if case .send = $0.value.errand { true } else { false } }
        guard !awaited.isEmpty else { return false }
        sync.others.aside = .init(answer: answer, awaited: Set(awaited.keys), since: moment)
        return true
    }

    private mutating func takeAside() {
        guard let aside = sync.others.aside else { return }
        if aside.awaited.allSatisfy({ open[$0] == nil }) {
            sync.others.aside = nil
            take(aside.answer)
        } else if moment >= aside.since + configuration.patience.answering {
            // Where that is the rule, nobody's words are to wait for it often.
            sync.others.delays = min(sync.others.delays + 1, SyncState.Others.delaysMax)
            askForOwn()
        }
    }

    private func isNew(_ room: SyncAnswer.Room) -> Bool {
        rooms[room.id] == nil && (rooms.count < RoomBook.roomsMax || isWanted(room.id))
    }
}
