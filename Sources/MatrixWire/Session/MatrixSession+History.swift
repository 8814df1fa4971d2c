// What an answer left out of a room's timeline is read back, page by page, before anything newer
// of that room is told. (Client-Server API, "Getting events for a room")
extension MatrixSession {
    /// Pages that are read at one time.
    private static let pagesAtOnce = 4

    /// - Returns: whether this room's timeline waits for what is missing before it.
    mutating func opensGap(_ room: SyncAnswer.Room) -> Bool {
        // The beginning of a room that takes another one's place is not there, whatever is said.
        let isNew = roomBook.successions[room.id] != nil
        guard room.isLimited || isNew, let from = room.previousBatch, isOfUse(room.id),
            !room.timeline.contains(where: { isEnd($0, of: room.id) })
        else { return false }
        let to = isNew ? nil : departure(from: room.id)?.token ?? nextSince
        guard isNew || to != nil else { return false }
        var gap = Gap(from: from, to: to, openedAt: moment)
        gap.attempt.again(at: moment)
        gaps[room.id] = gap
        return true
    }

    /// The desk's own, those for two, and those that we are to join as one or the other; of others
    /// nobody waits for what was said before.
    private func isOfUse(_ room: String) -> Bool {
        isWanted(room) || roomBook.joins[room] != nil || rooms[room]?.companion(of: ownID) != nil
    }

    /// Configured, or about to take the place of one that is.
    private func isOfDesk(_ room: String) -> Bool {
        isWanted(room) || roomBook.joins[room]?.replaces != nil
    }

    /// The desk's own rooms first.
    mutating func watchGaps() {
        let ids = gaps.keys.sorted { one, other in
            (isOfDesk(one) ? 0 : 1, one) < (isOfDesk(other) ? 0 : 1, other)
        }
        for id in ids {
            guard let gap = gaps[id] else { continue }
            if let end = end(of: gap, in: id), moment >= end {
                close(id, isWhole: false)
            } else if gap.attempt.isDue(at: moment), openPages < MatrixSession.pagesAtOnce {
                gaps[id]?.askedAt = gap.askedAt ?? moment
                gaps[id]?.attempt.begin()
                ask(
                    .history(room: id), .history, .get,
                    Endpoint.messages(
                        id, from: gap.from, to: gap.to, limit: SyncState.pageEvents))
            }
        }
    }

    /// When what was read of it by then is told. Patience begins with the first page, but the desk
    /// does not wait for long for rooms of others, however many there are.
    private func end(of gap: Gap, in room: String) -> Milliseconds? {
        let end = gap.askedAt.map { $0 + configuration.patience.history }
        if isOfDesk(room) { return end }
        let last = gap.openedAt + configuration.patience.historyWhole
        return min(end ?? last, last)
    }

    private var openPages: Int { gaps.values.count { $0.attempt.isOpen } }

    var nextGapAt: Milliseconds? {
        // While as many pages are open as may be, the next one waits for an answer and for no time.
        let isFull = openPages >= MatrixSession.pagesAtOnce
        return gaps.flatMap { room, gap in
            [isFull ? nil : gap.attempt.retryAt, end(of: gap, in: room)]
        }.compactMap { $0 }.min()
    }

    mutating func takeHistory(_ reply: Reply, of room: String) {
        guard var gap = gaps[room] else { return }
        switch reply {
        case .ok(let object):
            guard let page = HistoryPage(object) else { return retryGap(room, after: nil) }
            gap.attempt.isOpen = false
            gap.attempt.pause.reset()
            gap.pages += 1
            let isWhole = gap.take(page) {
                heard.contains($0.id ?? "") || isEnd($0, of: room)
            }
            gaps[room] = gap
            if isWhole { return close(room, isWhole: true) }
            if gap.isFull { return close(room, isWhole: false) }
            gaps[room]?.attempt.again(at: moment)
        case .refused(let error) where !error.isAboutToken:
            tell(.warned("what was said in \(room) before cannot be read: \(error.sentence)"))
            close(room, isWhole: false)
        case .refused: retryGap(room, after: nil)
        case .limited(let wait): retryGap(room, after: believed(wait))
        case .failed: retryGap(room, after: nil)
        }
    }

    private mutating func retryGap(_ room: String, after wait: Milliseconds?) {
        guard var attempt = gaps[room]?.attempt else { return }
        let delay = attempt.pause.next(configuration.patience, &chance)
        attempt.again(at: moment + max(delay, wait ?? 0))
        gaps[room]?.attempt = attempt
    }

    /// What is not whole is told as far as it was read, and the rest as absent.
    private mutating func close(_ room: String, isWhole: Bool) {
        guard let gap = gaps.removeValue(forKey: room) else { return }
        for (id, request) in open where request.errand == .history(room: room) {
            open[id] = nil
            step.cancelled.append(id)
        }
        guard let timeline = sync.closing?.waiting.removeValue(forKey: room) else { return }
        let isHistory = sync.closing?.isHistory ?? true
        tell(timeline, before: gap.events.reversed(), isHistory: isHistory, isWhole: isWhole)
        closeAnswer()
    }
}

extension Gap {
    var isFull: Bool { pages >= SyncState.pagesMax || events.count >= SyncState.eventsMax }

    /// - Returns: whether nothing is missing any more.
    mutating func take(_ page: HistoryPage, isKnown: (MatrixEvent) -> Bool) -> Bool {
        for event in page.events {
            guard events.count < SyncState.eventsMax else { return false }
            // Our own entry is kept: it is where telling begins.
            events.append(event)
            if isKnown(event) { return true }
        }
        guard let end = page.end, end != from, end != to, !page.events.isEmpty else { return true }
        from = end
        return false
    }
}
