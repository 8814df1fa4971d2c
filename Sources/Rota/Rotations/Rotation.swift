package import Casework

/// Who is on call, in layers that stand beside each other: first, second, …
package struct Rotation: Hashable, Sendable {
    package var name: String
    package var zone: Zone
    /// The queues whose people they are.
    package var queues: [QueueName]
    package var layers: [Layer]

    package init(name: String, zone: Zone, queues: [QueueName], layers: [Layer]) {
        self.name = name
        self.zone = zone
        self.queues = queues
        self.layers = layers
    }

    /// Layer by layer, each in order, cut to `window`.
    package func shifts(over window: Stretch) -> [Shift] {
        layers.flatMap { layer in
            layer.held(over: window).map {
                Shift(rotation: name, layer: layer.name, person: $0.person, during: $0.during)
            }
        }
    }
}

/// A length of time in which somebody has one layer of a rotation.
package struct Shift: Hashable, Sendable {
    package var rotation: String
    package var layer: String
    package var person: PersonID
    package var during: Stretch
}
