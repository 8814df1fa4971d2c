import CaseStore
import Casework

extension Turn {
    /// The notice of an approval was seen: the undo window starts then.
    mutating func openWindow(_ notice: NoticedApproval) throws {
        guard let matter = try store.matter(notice.matter),
            let draft = matter.drafts.first(where: { $0.revision == notice.revision }),
            draft.approvedAt == notice.approvedAt
        else { return }
        _ = try decide(matter, .windowOpened(mark: draft.mark, at: notice.at))
    }

    /// An attempt came back. Its number makes it unique: the same news twice decides once.
    mutating func land(_ report: AttemptReport) throws {
        let attempt = report.attempt
        let reference = SignalReference("reply:\(attempt.key):\(attempt.number)")
        guard try store.remember(reference, at: now) else { return }
        guard let matter = try store.matter(report.matter) else { return }
        _ = try decide(matter, .attempted(attempt))
    }

    /// A reply's time has come, by the steady clock as the loop keeps it. One that was called back
    /// and approved again in the meantime has a window of its own.
    mutating func act(on reply: ArmedReply) throws {
        if let row = try store.acknowledgement(reply.key) { return try act(on: row) }
        guard let row = try store.reply(reply.key), let matter = try store.matter(row.matter)
        else { return outcome.armings.append(.off(reply.key)) }
        guard row.due == reply.due else {
            let window = row.state == .scheduled ? desk.undoWindow(in: matter.queue) : .zero
            let corrected = ArmedReply(
                key: row.key, matter: row.matter, queue: matter.queue, due: row.due)
            return outcome.armings.append(.corrected(window, corrected, was: reply.due))
        }
        switch row.state {
        case .scheduled where reply.isFromBefore && isLate(row), .sending where isLate(row):
            let isBehindOthers =
                row.state == .sending && row.attempts == 0 && !reply.isFromBefore
            let reason = isBehindOthers ? Turn.behindOthers : Turn.tooLate
            let decision = try decide(matter, .expire(key: row.key, reason: reason))
            if decision.replies.isEmpty { outcome.armings.append(.off(row.key)) }
        case .scheduled:
            let decision = try decide(matter, .depart(key: row.key))
            if decision.replies.isEmpty { outcome.armings.append(.off(row.key)) }
        case .sending:
            try begin(row.key, of: matter)
        default:
            outcome.armings.append(.off(row.key))
        }
    }

    static let tooLate = "it could not leave in time, and now it would come late"
    static let behindOthers = "others were in line before it"

    /// Counts and leases an attempt, which begins once this is on disk. Where as many as may be are
    /// under way to its relay it stands in line, and nothing is counted.
    mutating func begin(_ key: DeliveryID, of matter: Case) throws {
        guard mayAttempt, let row = try store.reply(key), row.leasedUntil == nil else {
            return outcome.armings.append(.off(key))
        }
        let relay = desk.relay(answering: matter.draft(keyed: key)?.answers.source)
        guard openings.hasRoom(for: key, to: relay) else {
            let reply = ArmedReply(key: key, matter: matter.id, queue: matter.queue, due: row.due)
            return stand(
                in: relay, reply, since: row.departedAt ?? row.due, isAcknowledgement: false)
        }
        outcome.armings.append(.off(key))
        guard let leased = try store.leaseAttempt(key, until: now + Turn.attemptLease) else {
            return
        }
        openings.take(key, to: relay)
        outcome.attempts.append((relay, .reply(leased)))
    }

    /// - Parameter since: what is to leave then may leave for as long as the policy says.
    mutating func stand(
        in relay: String, _ reply: ArmedReply, since start: Instant, isAcknowledgement: Bool
    ) {
        let left = max(start + desk.policy.replyDeadline - now, .zero)
        outcome.armings.append(
            .inLine(
                relay, left + Lapse(milliseconds: 1), reply, isAcknowledgement: isAcknowledgement)
        )
    }

    /// It was to leave so long before the desk began, or did so long ago, that its customer does
    /// not expect it any more. One that is scheduled is measured by the start alone, and only where
    /// it is older, so that a clock that jumps cannot fail what people have just approved.
    private func isLate(_ row: ReplyRow) -> Bool {
        switch row.state {
        case .scheduled: desk.policy.isOver(since: row.due, at: startedAt)
        case .sending:
            row.departedAt.map { desk.policy.isOver(since: $0, at: now) } ?? false
        default: false
        }
    }

    /// What has fallen due by the clock on the wall. A timer's row goes in the transaction in
    /// which it does something, so it fires once.
    mutating func keepTime() throws {
        var reminders: [Reminder] = []
        for timer in try store.dueTimers(now: now, limit: Turn.timersMax) {
            let before = outcome
            do {
                try store.savepoint {
                    try store.apply(.clear(timer.purpose), of: timer.id)
                    guard let matter = try store.matter(timer.id) else { return }
                    let decision = try decide(matter, timer.purpose.command)
                    if let reminder = decision.reminder { reminders.append(reminder) }
                }
            } catch {
                outcome = before
                outcome.mustRest = true
            }
        }
        try remind(reminders)
        try endVIPs()
        try endPlans()
        if !desk.chains.isEmpty { try store.prunePages(before: now - Turn.pagesKept) }
        guard isRotaDue else { return }
        let (before, linksBefore, rotaBefore) = (outcome, links, rota)
        do {
            try store.savepoint { try keepRota() }
        } catch {
            (outcome, links, rota) = (before, linksBefore, rotaBefore)
            outcome.mustRest = true
        }
    }

    mutating func remind(_ reminders: [Reminder]) throws {
        for announcement in Reminder.announcements(for: reminders) {
            try post(announcement, about: announcement.onlyCase, origin: nil)
        }
    }

    /// What waits together is told together.
    static let timersMax = 500
}

extension Announcement {
    fileprivate var onlyCase: CaseID? {
        switch notice {
        case .dueSoon(let briefs, 1), .overdue(let briefs, 1): briefs.first?.id
        default: nil
        }
    }
}

extension TimerPurpose {
    /// What its case is asked when it is due.
    fileprivate var command: Command {
        switch self {
        case .snooze: .wake
        case .priority: .reassess
        case .page: .page
        }
    }
}
