package import Casework

/// A layer of a rotation, who has it, and what comes after.
package struct OnCallPost: Sendable {
    package var rotation: String
    /// Nothing where the rotation has one layer.
    package var layer: String?
    /// Nobody in a gap.
    package var people: [PersonID]
    /// When that ends; nothing where no end is in sight.
    package var until: Instant?
    package var next: PersonID?
    /// When the next one begins, if that is not when this ends.
    package var nextFrom: Instant?

    package init(
        rotation: String, layer: String?, people: [PersonID], until: Instant? = nil,
        next: PersonID? = nil, nextFrom: Instant? = nil
    ) {
        self.rotation = rotation
        self.layer = layer
        self.people = people
        self.until = until
        self.next = next
        self.nextFrom = nextFrom
    }
}

/// A length of time in which somebody is on call.
package struct ListedShift: Sendable {
    package var rotation: String
    package var layer: String
    package var from: Instant
    package var to: Instant

    package init(rotation: String, layer: String, from: Instant, to: Instant) {
        self.rotation = rotation
        self.layer = layer
        self.from = from
        self.to = to
    }
}
