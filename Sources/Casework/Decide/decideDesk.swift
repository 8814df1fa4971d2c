/// What a supervisor asks of the whole desk, or of a queue.
package enum DeskOrder: Hashable, Sendable {
    case hold(queue: QueueName?, reason: String)
    case unhold(queue: QueueName?)
}

/// The brake goes on or off. What it stops is decided case by case (`Command.brake`), and
/// letting go of it releases nothing: every stopped reply has to be approved once more.
package func decide(
    _ order: DeskOrder, _ context: Context
) throws(Refusal) -> (fact: Fact, brake: Brake) {
    guard let actor = context.actor else { throw .unknownSpeaker }
    guard !actor.person.isGuest else { throw .beyondQuestion }
    let queue =
        switch order {
        case .hold(let queue, _), .unhold(let queue): queue
        }
    if let queue, context.desk.queue(named: queue) == nil {
        throw .unknownQueue(queue.rawValue)
    }
    let mayDo = actor.person.roles.contains { grant in
        guard grant.role == .supervisor else { return false }
        guard let queues = grant.queues else { return true }
        return queue.map(queues.contains) ?? false
    }
    guard mayDo else { throw .notAllowed(nil, needs: .supervisor) }
    let current = context.brakes.first { $0.queue == queue }
    switch order {
    case .hold(_, let reason):
        if let current { throw .brakeAlreadyOn(current) }
        let brake = Brake(
            queue: queue, by: actor.person.id, since: context.now, reason: reason)
        return (.deskHeld(queue: queue, reason: reason), brake)
    case .unhold:
        guard let current else { throw .noBrake(queue: queue) }
        return (.deskUnheld(queue: queue), current)
    }
}
