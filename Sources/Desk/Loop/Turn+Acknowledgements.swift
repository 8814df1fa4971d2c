import CaseStore
import Casework
import Foundation
import Phrasebook
import Rota

/// What customers are told while nobody answers.
extension Turn {
    /// What a decision about a mention that comes has to know.
    func informAcknowledging(_ context: inout Context, _ mention: Mention) throws {
        guard desk.mayAcknowledge else { return }
        context.normalised = { Cleaning.draft($0).precomposedStringWithCanonicalMapping }
        context.acknowledgedBefore = try store.acknowledgedBefore(
            Condition.folded(mention.author.handle), at: mention.key.source)
    }

    /// How it stands with the acknowledgement that a command is about, if it is about one.
    func informAcknowledging(_ context: inout Context, key: DeliveryID) throws {
        guard let row = try store.acknowledgement(key) else { return }
        context.attemptUnderWay = row.leasedUntil != nil
        context.acknowledgementUncertain = row.uncertain
        let holding = try store.caseHolding(row.answers).flatMap { try store.matter($0) }
        let post = holding?.mentions.first { $0.key == row.answers }
        context.acknowledgedPostIsGone = post.map { $0.deletedAt != nil } ?? true
    }

    /// Its time has come. Whatever speaks against it now keeps it back, before each attempt; what
    /// stands in line is looked at when its turn comes.
    mutating func act(on row: AcknowledgementRow) throws {
        guard row.state.isPending, row.leasedUntil == nil,
            let matter = try store.matter(row.matter)
        else { return outcome.armings.append(.off(row.key)) }
        let start = row.departedAt ?? row.decidedAt
        let relay = desk.relay(answering: row.answers.source)
        let decision: Decision
        if desk.policy.isOver(since: start, at: now) {
            decision = try decide(matter, .expire(key: row.key, reason: Turn.tooLate))
        } else if openings.hasRoom(for: row.key, to: relay) {
            decision = try decide(matter, .depart(key: row.key))
        } else {
            let told = ArmedReply(
                key: row.key, matter: matter.id, queue: matter.queue, due: row.due)
            return stand(in: relay, told, since: start, isAcknowledgement: true)
        }
        if decision.acknowledgements.isEmpty { outcome.armings.append(.off(row.key)) }
    }

    mutating func apply(_ change: AcknowledgementChange, of matter: Case) throws {
        try store.apply(change, at: now)
        switch change {
        case .schedule(let key, let due), .retry(let key, let due, _):
            let reply = ArmedReply(key: key, matter: matter.id, queue: matter.queue, due: due)
            outcome.armings.append(.after(max(due - now, .zero), reply))
        case .finish(let key):
            outcome.armings.append(.off(key))
        case .depart(let key):
            outcome.armings.append(.off(key))
            guard mayAttempt,
                let row = try store.leaseAcknowledgement(key, until: now + Turn.attemptLease)
            else { return }
            let relay = desk.relay(answering: row.answers.source)
            openings.take(key, to: relay)
            outcome.attempts.append((relay, .acknowledgement(row)))
        }
    }

    /// When a queue is open again, as a canned text says it; nothing while it is open.
    func opening(of queue: QueueName) -> OpeningTime? {
        guard let closed = rota.rota.duty(of: queue, at: now).closed, let opensAt = closed.opensAt
        else { return nil }
        // Somebody has to take it, approve it, and let its window pass.
        return OpeningTime(
            opensAt, now: now, delay: desk.policy.replyDeadline, wall: closed.wall)
    }
}

extension DeskSettings {
    /// The relay by which that source's customers are answered, as lanes are named (`ReplyLanes`).
    /// Where there is none, whoever carries replies says so.
    func relay(answering source: SourceName?) -> String {
        source.map { destination(of: $0)?.name ?? $0.rawValue } ?? ""
    }

    /// Some queue's customers may be told something while it is closed, or by a plan.
    var mayAcknowledge: Bool {
        policy.acknowledges && queues.contains { $0.acknowledge != nil || $0.holding != nil }
    }
}
