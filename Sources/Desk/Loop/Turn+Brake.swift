import CaseStore
import Casework

extension Turn {
    /// The brake on or off. Going on, it is decided case by case what it still reaches; coming
    /// off, nothing leaves by itself.
    mutating func brake(_ order: DeskOrder, _ actor: Actor, _ origin: Origin) throws {
        do {
            let (fact, brake) = try Casework.decide(order, try context(nil, actor: actor))
            try store.record(
                [fact], matter: nil, before: nil, by: actor.person.id, via: actor.via, at: now)
            switch order {
            case .hold: try pull(brake, actor, origin)
            case .unhold: try letGo(brake, actor, origin)
            }
        } catch let refusal as Refusal {
            try answer(refusal, origin)
        }
    }

    private mutating func pull(_ brake: Brake, _ actor: Actor, _ origin: Origin) throws {
        try store.setBrake(brake)
        var stopped: [Notice.Waiting] = []
        for id in try store.casesWithReplyOnItsWay(in: brake.queue) {
            guard let matter = try store.matter(id), let draft = matter.liveDraft else { continue }
            let decision = try decide(
                matter, .brake(by: brake.by, reason: brake.reason), actor: actor)
            guard decision.matter?.liveDraft?.state == .held else { continue }
            stopped.append(
                Notice.Waiting(id: id, mark: draft.mark, customer: matter.customer.handle))
        }
        try tell(.braked(brake, stopped: stopped), brake.queue, origin)
    }

    private mutating func letGo(_ brake: Brake, _ actor: Actor, _ origin: Origin) throws {
        try store.releaseBrake(of: brake.queue)
        let waiting = try store.waitingDrafts(in: brake.queue, limit: 100).map {
            Notice.Waiting(id: $0.id, mark: $0.draft.mark, customer: $0.row.customer.handle)
        }
        try tell(
            .unbraked(queue: brake.queue, by: actor.person.id, waiting: waiting), brake.queue,
            origin)
    }

    private mutating func tell(
        _ notice: Notice, _ queue: QueueName?, _ origin: Origin
    ) throws {
        let queues = desk.queues.map(\.name).filter { queue == nil || queue == $0 }
        let rooms = queues.flatMap { [Audience.approvals($0), .queue($0)] }
        try post(
            Announcement(to: [.asker] + rooms, lane: .answer, notice), about: nil, origin: origin)
    }
}
