package import Casework

extension Rota {
    /// What a decision has to know: whether the queue is closed, and who is on call for it. Of
    /// rotations those that name the queue, and those that name none.
    package func duty(of queue: QueueName, at instant: Instant) -> Duty {
        let hours = hours(of: queue)
        let closed = hours.flatMap { hours in
            hours.closedPeriod(at: instant).map {
                Duty.Closed(id: $0.id, from: $0.from, opensAt: $0.to, wall: hours.zone.clock)
            }
        }
        let moment = Stretch(from: instant, to: instant + Lapse(milliseconds: 1))
        let layers = rotations.filter { $0.queues.isEmpty || $0.queues.contains(queue) }
            .flatMap { rotation in
                rotation.layers.map { layer in
                    var people: [PersonID] = []
                    for held in layer.held(over: moment) where !people.contains(held.person) {
                        people.append(held.person)
                    }
                    return Duty.Layer(
                        rotation: rotation.name, layer: layer.name, people: people)
                }
            }
        return Duty(
            closed: closed, closesAt: closed == nil ? hours?.closes(after: instant) : nil,
            onCall: layers)
    }
}
