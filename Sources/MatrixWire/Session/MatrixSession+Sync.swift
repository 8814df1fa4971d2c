import Notation

// The long poll: when it is made, and what its failure means.
extension MatrixSession {
    mutating func watchSync() {
        guard sync.closing == nil, sync.attempt.isDue(at: moment), nextSyncAt ?? moment <= moment
        else { return }
        sync.attempt.begin()
        sync.hold = nil
        sync.others.aside = nil
        sync.others.isOnItsWay = mayLeaveOut
        let patience = configuration.patience
        let isFirst = sync.isFresh
        let poll = isFirst || sync.failures > 0 || sync.since == nil ? 0 : patience.poll
        ask(
            .sync, .sync, .get,
            Endpoint.sync(
                filter: syncFilter,
                since: nextSince, timeout: poll, isFull: isFirst && sync.since != nil),
            timeout: isFirst || sync.since == nil ? patience.firstSync : poll + patience.answer)
    }

    private var syncFilter: String {
        let kept = sync.others.isOnItsWay ? sync.others.filter : sync.filter
        return shortFilter ?? kept ?? SentContent.inlineFilter()
    }

    mutating func syncNow() { sync.attempt.again(at: moment) }

    mutating func takeSync(_ reply: Reply) {
        switch reply {
        case .ok(let object):
            guard let answer = SyncAnswer(object) else {
                return failSync("what came for a sync is none")
            }
            if !setsAside(answer) { take(answer) }
        case .limited(let wait):
            let delay = sync.attempt.pause.next(configuration.patience, &chance)
            sync.attempt.again(at: moment + max(delay, believed(wait) ?? 0))
        case .refused(let error) where error.isAboutToken: syncNow()
        case .refused(let error) where error.isAboutFilter || error.isAboutSince:
            doubtToken(error)
        case .refused(let error): failSync(error.sentence)
        case .failed(let reason, _): failSync(reason)
        }
    }

    /// One broken long poll is nothing; when the next breaks, too, the server is away.
    mutating func failSync(_ reason: String) {
        sync.failures += 1
        sync.others.doubtedAt = moment
        let delay = sync.attempt.pause.next(configuration.patience, &chance)
        sync.attempt.again(at: moment + delay)
        if sync.failures > 1 { goDown(reason) }
    }

    /// The server does not know the filter or the since-token any more: it forgets its filters,
    /// or was set back. With the filter written out first, then from where it stands now, once it
    /// has said so twice: whatever stands before it may say such a thing for a moment, and without
    /// the token what was said since is lost.
    private mutating func doubtToken(_ error: MatrixError) {
        if sync.others.isOnItsWay {
            sync.others.filter = nil
            sync.others.attempt.again(at: moment + SyncState.Others.forgottenPause)
            return syncNow()
        }
        if error.isAboutSince, sync.others.ownSince != nil {
            sync.others.ownSince = nil
            return syncNow()
        }
        if sync.filter != nil {
            tell(.warned("the sync was refused (\(error.code)); once more with another filter"))
            sync.filter = nil
            return syncNow()
        }
        guard error.isAboutSince, sync.since != nil else { return failSync(error.sentence) }
        let since = sync.sinceRefusedAt ?? moment
        sync.sinceRefusedAt = since
        guard moment - since >= SyncState.sincePause else { return failSync(error.sentence) }
        tell(
            .trouble(
                "The homeserver does not know any more how far we had read. What was said to the "
                    + "bot alone meanwhile it has not heard, and nobody is told so."))
        sync.since = nil
        sync.hasLostToken = true
        syncNow()
    }

    mutating func goDown(_ reason: String) {
        guard sync.isUp != false else { return }
        sync.isUp = false
        tell(.down(reason: reason))
        giveBack()
    }

    /// A sync was answered.
    private mutating func comeUp() {
        sync.failures = 0
        sync.sinceRefusedAt = nil
        sync.portion = .whole
        sync.attempt.pause.reset()
        login.attempt.pause.reset()
        login.renewals = 0
        guard sync.isUp != true else { return }
        sync.isUp = true
        sync.others.doubtedAt = moment
        sync.others.delays = 0
        roomBook.told = nil
        tell(.up)
    }

    /// No answer came for longer than one may take: we slept, or were made to wait, and did not
    /// listen meanwhile, although nothing broke.
    private var isLate: Bool {
        guard let heardAt = sync.heardAt else { return false }
        return moment - heardAt > configuration.patience.poll + 2 * configuration.patience.answer
    }

    // MARK: - An answer

    mutating func take(_ answer: SyncAnswer) {
        let isFirst = sync.since == nil
        let isHistory = sync.isCatchingUp || sync.isUp != true || isLate
        sync.attempt.isOpen = false
        sync.answers += 1
        if isFirst { rooms = [:] }
        if let content = answer.directs { directs.learn(content) }
        for room in answer.joined { enter(room) }
        comeUp()
        noteEntered()
        followAgain(by: answer)
        tellRooms()
        tellPrivacy(after: answer)
        var closing = SyncState.Closing(token: answer.nextBatch, isHistory: isHistory)
        for room in answer.left { leave(room, isFirst: isFirst, isHistory: isHistory) }
        if !isFirst { tellFirstEntries() }
        for room in answer.joined where rooms[room.id] != nil {
            if isFirst {
                skip(room)
            } else if opensGap(room) {
                closing.waiting[room.id] = room
            } else {
                tell(room, before: [], isHistory: isHistory)
            }
        }
        for room in answer.invited { takeInvitation(room) }
        if isFirst, sync.hasLostToken { tellLostToken() }
        sync.closing = closing
        sync.isFresh = false
        closeAnswer()
    }

    /// Once nothing is missing any more, all of it is told, and the next sync is made.
    mutating func closeAnswer() {
        guard let closing = sync.closing, closing.waiting.isEmpty else { return }
        sync.closing = nil
        passOthers()
        sync.since = closing.token
        memory.since = closing.token
        sync.heardAt = moment
        sync.isCatchingUp = false
        sync.hasLostToken = false
        tellHeard(until: closing.token)
        checkRooms()
        syncNow()
        hold()
    }

    /// What tells of nothing but our own words moves it with the next that does, or a moment later:
    /// read again, it would tell of nothing again.
    private mutating func tellHeard(until token: String) {
        guard sync.hasNews || moment - sync.toldAt >= configuration.patience.bookmark else {
            return
        }
        tell(.heardUntil(token: token))
        sync.hasNews = false
        sync.toldAt = moment
    }

    private mutating func tellLostToken() {
        for room in wanted {
            guard let id = room.id, rooms[id] != nil else { continue }
            tell(.absent(room: id, since: sync.heardAt, until: moment))
        }
    }
}

extension MatrixError {
    /// "Unknown filter": Synapse's is 404 `M_NOT_FOUND`. Any other 404 is nobody's who knows us.
    fileprivate var isAboutFilter: Bool { status == 404 && code == "M_NOT_FOUND" }

    /// A since-token that makes no sense (Synapse's `M_UNKNOWN`, others' `M_INVALID_PARAM`), or
    /// likewise a filter.
    fileprivate var isAboutSince: Bool {
        status == 400 && ["M_UNKNOWN", "M_INVALID_PARAM"].contains(code)
    }
}
