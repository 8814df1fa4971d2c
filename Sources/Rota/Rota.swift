/// Business hours and who is on call: pure values and questions to them, in named time zones. There
/// is no clock in this room; instants come in as values.
package import Casework

package struct Rota: Hashable, Sendable {
    package var rotations: [Rotation]
    /// In the order written. A queue without hours is always open.
    package var hours: [QueueHours]

    package init(rotations: [Rotation] = [], hours: [QueueHours] = []) {
        self.rotations = rotations
        self.hours = hours
    }

    package struct QueueHours: Hashable, Sendable {
        package var queues: [QueueName]
        package var hours: BusinessHours
        package init(queues: [QueueName], hours: BusinessHours) {
            self.queues = queues
            self.hours = hours
        }
    }

    /// Nothing for a queue that is always open.
    package func hours(of queue: QueueName) -> BusinessHours? {
        hours.first { $0.queues.contains(queue) }?.hours
    }

    /// In the order of the rotations and layers, each layer in order of time, cut to `window`.
    package func shifts(over window: Stretch) -> [Shift] {
        rotations.flatMap { $0.shifts(over: window) }
    }

    /// Layer by layer, who is on call at that instant; an empty list is a gap.
    package func onCall(at instant: Instant) -> [Post] {
        let moment = Stretch(from: instant, to: instant + Lapse(milliseconds: 1))
        return rotations.flatMap { rotation in
            rotation.layers.map { layer in
                Post(
                    rotation: rotation.name, layer: layer.name,
                    people: layer.held(over: moment).map(\.person))
            }
        }
    }

    /// A layer of a rotation and who has it.
    package struct Post: Hashable, Sendable {
        package var rotation: String
        package var layer: String
        package var people: [PersonID]
    }

    /// When none of a rotation's layers has anybody while one of its queues is closed. A rotation
    /// without queues, or with one that is always open, is never without anybody.
    package func gaps(of rotation: Rotation, over window: Stretch) -> [Stretch] {
        let covered = rotation.layers.flatMap { $0.held(over: window).map(\.during) }
        let hours = rotation.queues.map { self.hours(of: $0) }
        let known = hours.compactMap(\.self)
        var open: [Stretch] = []
        if !known.isEmpty, known.count == hours.count {
            open = known.dropFirst().reduce(known[0].open(over: window)) {
                $0.cut(to: $1.open(over: window))
            }
        }
        return [window].without(covered + open)
    }
}
