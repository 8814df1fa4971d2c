/// What the rota says of a queue at one instant: whether it is open, and who is on call for it.
package struct Duty: Hashable, Sendable {
    /// The time of closed doors that the instant lies in; nothing while the queue is open, and for
    /// one that has no business hours.
    package var closed: Closed?
    /// When it closes; nothing while it is closed, and where it does not within a year.
    package var closesAt: Instant?
    /// Layer by layer, in the order of the rota. A layer with nobody is a gap.
    package var onCall: [Layer]

    package struct Closed: Hashable, Sendable {
        /// The same for every instant of the period, and for no other period of the queue.
        package var id: String
        /// Nothing if it was not open for more than a year.
        package var from: Instant?
        /// When somebody answers again; nothing if that is more than a year away.
        package var opensAt: Instant?
        /// The clock by which the queue opens.
        package var wall: Wall
        package init(id: String, from: Instant?, opensAt: Instant?, wall: Wall = .utc) {
            self.id = id
            self.from = from
            self.opensAt = opensAt
            self.wall = wall
        }
    }

    package struct Layer: Hashable, Sendable {
        package var rotation: String
        package var layer: String
        package var people: [PersonID]
        package init(rotation: String, layer: String, people: [PersonID]) {
            self.rotation = rotation
            self.layer = layer
            self.people = people
        }
    }

    package init(closed: Closed? = nil, closesAt: Instant? = nil, onCall: [Layer] = []) {
        self.closed = closed
        self.closesAt = closesAt
        self.onCall = onCall
    }
}
