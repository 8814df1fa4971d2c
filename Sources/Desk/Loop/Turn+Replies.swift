import Casework
import CaseStore

extension Turn {
    /// The notice of an approval was seen: the undo window starts then.
    mutating func openWindow(_ notice: NoticedApproval) throws {
        guard let matter = try store.matter(notice.matter),
            let draft = matter.drafts.first(where: { $0.revision == notice.revision })
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

    /// What has fallen due: replies by the steady clock, as the loop keeps it; snoozes by the
    /// clock on the wall; posts whose lease ran out.
    mutating func keepTime(_ ready: [ArmedReply]) throws {
        for reply in ready {
            guard let row = try store.reply(reply.key) else { continue }
            switch row.state {
            case .scheduled:
                guard let matter = try store.matter(row.matter) else { continue }
                let decision = try decide(matter, .depart(key: row.key))
                if decision.replies.isEmpty { outcome.disarmed.append(row.key) }
            case .sending:
                try begin(row.key)
            default:
                outcome.disarmed.append(row.key)
            }
        }
        for timer in try store.dueTimers(now: now, limit: 200) {
            let reference = SignalReference(
                "timer:\(timer.id.number):\(timer.purpose.rawValue):\(timer.due.milliseconds)")
            try store.apply(.clear(timer.purpose), of: timer.id)
            guard try store.remember(reference, at: now),
                let matter = try store.matter(timer.id)
            else { continue }
            _ = try decide(matter, .wake)
        }
        _ = try store.recoverPosts(leasedBefore: now)
    }
}
