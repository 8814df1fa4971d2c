package import Casework

/// Of whom it was told last that they have a layer of the rota.
package struct ToldShift: Hashable, Sendable {
    package var rotation: String
    package var layer: String
    /// Who had it before.
    package var was: [PersonID]
    package var people: [PersonID]
    /// Those of both who could not be told alone, as no chat showed them.
    package var untold: [PersonID]
    package var since: Instant

    package init(
        rotation: String, layer: String, was: [PersonID] = [], people: [PersonID],
        untold: [PersonID] = [], since: Instant
    ) {
        self.rotation = rotation
        self.layer = layer
        self.was = was
        self.people = people
        self.untold = untold
        self.since = since
    }
}

/// The opening of a queue that was told last.
package struct ToldOpening: Hashable, Sendable {
    package var queue: QueueName
    package var openedAt: Instant
    package init(queue: QueueName, openedAt: Instant) {
        self.queue = queue
        self.openedAt = openedAt
    }
}

/// What happened in a length of time.
package struct Happenings: Sendable {
    /// Cases that somebody, a customer or a colleague, did something to; in order.
    package var touched: [CaseID] = []
    /// Events of the types that were asked for, in order.
    package var events: [StoredEvent] = []
    package init() {}
}

/// The rota, as far as it is kept here: what was said of it, and what was told of it.
package protocol RotaReading {
    /// What was said of the rota in chat, by number.
    func rotaActs() throws -> [RotaAct]
    func toldShifts() throws -> [ToldShift]
    func toldOpenings() throws -> [ToldOpening]
    /// Cases of a queue's digests before which nobody had when that was told, in order.
    func carriedCases(of queue: QueueName) throws -> [CaseID]
    /// What happened from `start` on and before `end`. It reads every event of that time.
    func happenings(
        from start: Instant, to end: Instant, telling types: Set<String>
    ) throws -> Happenings
}

package protocol RotaWriting: RotaReading {
    func setRotaAct(_ act: RotaAct) throws
    func endRotaAct(_ number: Int) throws
    func setToldShift(_ shift: ToldShift) throws
    func forgetToldShift(of rotation: String, layer: String) throws
    func setToldOpening(_ opening: ToldOpening) throws
    /// Replaces what a queue's next digest carries on.
    func carry(_ cases: [CaseID], in queue: QueueName) throws
}
