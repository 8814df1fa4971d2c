// A reply on its way out: what the outbox and the clock ask.

extension Deliberation {
    mutating func carry(_ command: Command) {
        switch command {
        case .windowOpened(let mark, let at): openWindow(mark, at)
        case .depart(let key): depart(key)
        case .expire(let key, let reason): expire(key, reason)
        case .attempted(let attempt): land(attempt)
        case .brake(let person, let reason): brake(by: person, reason)
        case .mode(let practice): changeMode(practice: practice)
        default: break
        }
    }

    /// The first notice that is seen starts the window; later ones change nothing.
    private mutating func openWindow(_ mark: Mark, _ at: Instant) {
        guard let draft = matter.draft(marked: mark), draft.state == .approved,
            let approvedAt = draft.approvedAt
        else { return }
        let seen = context.landings.filter {
            $0.purpose == .approval && $0.revision == draft.revision && $0.at >= approvedAt
        }
        guard seen.count <= 1 else { return }
        // A chat whose clock differs from ours neither shortens the window nor puts it off.
        let start = min(max(at, approvedAt), approvedAt + Policy.noticeLatest)
        let window = context.desk.undoWindow(in: matter.queue)
        reply(.reschedule(key: draft.key, due: start + window))
    }

    private mutating func depart(_ key: DeliveryID) {
        if let due = matter.acknowledgement(keyed: key) { return depart(due) }
        guard let draft = matter.draft(keyed: key), draft.state == .approved else { return }
        if let brake {
            let cause = HoldCause.brake(by: brake.by, reason: brake.reason)
            return hold(draft, cause, saying: nil, at: context.now)
        }
        if let word = blockedWord(in: draft) {
            return hold(draft, .blockedWord(word), saying: nil, at: context.now)
        }
        happen(
            .replyDeparted(
                revision: draft.revision, mark: draft.mark, practice: isForPractice ? true : nil))
        reply(.depart(key: key))
    }

    /// Nothing leaves long after people thought it had.
    private mutating func expire(_ key: DeliveryID, _ reason: String) {
        if let due = matter.acknowledgement(keyed: key) { return expire(due, reason) }
        guard let draft = matter.draft(keyed: key), !context.attemptUnderWay else { return }
        switch draft.state {
        case .sending where context.replyUncertain: leaveUnknown(draft, reason)
        case .approved, .sending: fail(draft, reason)
        default: break
        }
    }

    private mutating func brake(by person: PersonID, _ reason: String) {
        guard let draft = matter.liveDraft else { return }
        let cause = HoldCause.brake(by: person, reason: reason)
        switch draft.state {
        case .approved:
            hold(draft, cause, saying: nil, at: context.now)
        case .sending where context.attemptUnderWay:
            tell([approvalsRoom], lane: .urgent, .tooLateForBrake(brief, brief(of: draft)))
        case .sending where context.replyUncertain:
            leaveUnknown(draft, "the desk is held and an earlier attempt may have arrived")
        case .sending:
            stop(draft, cause)
        default:
            break
        }
    }

    /// What was let go for practice must not reach a customer, and what was to reach one must not
    /// count as sent in practice. What waits has a card that says where it goes: it is held, too,
    /// and told anew.
    private mutating func changeMode(practice: Bool) {
        guard let draft = matter.liveDraft else { return }
        if !practice, draft.isLeaving, context.tried.arePracticeAlone {
            // Whatever became of it, no customer has it, and nobody has let it go to one.
            reply(.clear(key: draft.key))
            return stop(draft, .mode(practice: practice))
        }
        let mayHaveArrived = context.attemptUnderWay || context.replyUncertain
        switch draft.state {
        case .approved, .waiting, .failed:
            hold(draft, .mode(practice: practice), saying: nil, at: context.now)
        case .held:
            guard let cause = draft.hold, !cause.isMode else {
                return hold(draft, .mode(practice: practice), saying: nil, at: context.now)
            }
            // What held it is still to be read, or to end, before it goes.
            tell(
                [approvalsRoom, workRoom], lane: .urgent,
                .held(
                    brief, brief(of: draft), cause: .mode(practice: practice), saying: nil,
                    at: context.now))
            let (saying, at) = words(of: cause, else: draft.heldAt ?? context.now)
            hold(draft, cause, saying: saying, at: at)
        case .sending where mayHaveArrived:
            let mode = practice ? "for practice" : "live"
            leaveUnknown(draft, "the desk began \(mode) after it had been tried")
        case .sending:
            stop(draft, .mode(practice: practice))
        default:
            break
        }
    }

    private mutating func land(_ attempt: ReplyAttempt) {
        if let sent = matter.acknowledgement(keyed: attempt.key) { return land(sent, attempt) }
        guard let draft = matter.draft(keyed: attempt.key) else { return }
        if draft.state == .unknown, case .sent = attempt.outcome {
            // A receipt that comes after all settles what was unknown.
        } else if draft.state != .sending {
            return
        }
        switch attempt.outcome {
        case .sent(let reference):
            let isFirst = matter.firstResponseAt == nil
            // Answered, it may be less urgent; the promise was what stood until now.
            let target = context.desk.queue(named: matter.queue)?.target(.first, matter.priority)
            happen(
                .replySent(
                    revision: draft.revision, mark: draft.mark, reference: reference,
                    settled: settledByReply))
            reply(.finish(key: draft.key, as: .sent))
            reassessCircumstances()
            tellSent(draft, isFirst: isFirst, target: target)
            goOn(after: draft)
        case .refused(let reason):
            if attempt.uncertainBefore {
                leaveUnknown(draft, reason)
            } else {
                fail(draft, reason)
            }
        case .retry(let after, let reason):
            tryAgain(draft, attempt, after: after, reason, uncertain: false)
        case .unknown(let reason):
            guard attempt.deduplicated else { return leaveUnknown(draft, reason) }
            tryAgain(draft, attempt, after: nil, reason, uncertain: true)
        }
    }

    /// So many mentions, the first, are settled by the reply that is out: those that stood there
    /// when it left. Nothing where nothing was said since.
    var settledByReply: Int? {
        context.meanwhile.keys.compactMap { key in
            matter.mentions.firstIndex { $0.key == key }
        }.min()
    }

    /// Of a thread its first post and its last, and what of it had an approval of its own.
    private mutating func tellSent(_ draft: Draft, isFirst: Bool, target: Lapse?) {
        if let thread = draft.thread, thread.number > 1, thread.number < thread.of,
            draft.approvedAt == draft.writtenAt
        {
            return
        }
        let waited = matter.mentions.first.map { context.now - $0.postedAt }
        tell(
            [workRoom, approvalsRoom],
            .sent(
                brief, brief(of: draft), at: context.now,
                firstResponse: isFirst ? waited : nil, target: target))
    }

    private mutating func tryAgain(
        _ draft: Draft, _ attempt: ReplyAttempt, after: Lapse?, _ reason: String, uncertain: Bool
    ) {
        let isUncertain = uncertain || attempt.uncertainBefore
        if let brake {
            guard !isUncertain else { return leaveUnknown(draft, reason) }
            return stop(draft, .brake(by: brake.by, reason: brake.reason))
        }
        // The customer spoke while it was trying.
        if !isUncertain, let cause = draft.hold, !cause.isRecall { return stop(draft, cause) }
        if !isUncertain, let word = blockedWord(in: draft) {
            return stop(draft, .blockedWord(word))
        }
        let asked = min(after ?? .zero, context.desk.policy.replyDeadline + .seconds(1))
        let pause = max(asked, ReplyRetries.pause(after: attempt.number))
        let next = context.now + pause
        guard next <= attempt.departedAt + context.desk.policy.replyDeadline else {
            return isUncertain ? leaveUnknown(draft, reason) : fail(draft, reason)
        }
        reply(.retry(key: draft.key, due: next, uncertain: uncertain))
        if attempt.number == ReplyRetries.attemptsBeforeTelling {
            tell(
                [workRoom],
                .delayed(
                    brief, brief(of: draft), reason: reason, next: next, isOut: isUncertain))
        }
    }

    private mutating func fail(_ draft: Draft, _ reason: String) {
        happen(.replyFailed(revision: draft.revision, mark: draft.mark, reason: reason))
        reply(.finish(key: draft.key, as: .failed))
        showRest(draft)
        tell(
            [workRoom, approvalsRoom] + concerned(draft), lane: .urgent,
            .failed(brief, brief(of: draft), reason: reason))
        guard let failed = matter.liveDraft, let cause = failed.hold else { return }
        let (saying, at) = words(of: cause, else: failed.heldAt ?? context.now)
        hold(failed, cause, saying: saying, at: at)
    }

    /// Held on its way by the desk, or rather by the customer if they spoke while it was trying.
    private mutating func stop(_ draft: Draft, _ ours: HoldCause) {
        guard let cause = draft.hold, !cause.isRecall else {
            return hold(draft, ours, saying: nil, at: context.now)
        }
        let (saying, at) = words(of: cause, else: draft.heldAt ?? context.now)
        hold(draft, cause, saying: saying, at: at)
    }

    private mutating func leaveUnknown(_ draft: Draft, _ reason: String) {
        happen(.replyUnknown(revision: draft.revision, mark: draft.mark, reason: reason))
        reply(.finish(key: draft.key, as: .unknown))
        showRest(draft)
        tell(
            [workRoom, approvalsRoom] + concerned(draft), lane: .urgent,
            .unknown(brief, brief(of: draft), reason: reason))
    }
}

/// When a reply that did not get through is tried again: customers wait for minutes, not days.
package enum ReplyRetries {
    static let pauses: [Int64] = [1, 2, 5, 10, 10]
    static let laterPause: Int64 = 30
    /// The room hears of a delay at the second failed attempt, not at every one.
    static let attemptsBeforeTelling = 2

    /// - Parameter attempt: how many have failed, from 1.
    package static func pause(after attempt: Int) -> Lapse {
        .seconds(attempt <= pauses.count ? pauses[max(attempt, 1) - 1] : laterPause)
    }
}
