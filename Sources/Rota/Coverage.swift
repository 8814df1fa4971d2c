package import Casework

/// When a rotation has nobody, or two at once.
package struct Coverage: Hashable, Sendable {
    /// Of the rotation, in the order of the rota.
    package var index: Int
    package var rotation: String
    package var zone: Zone
    package var layers: [OfLayer]
    /// When no layer has anybody though a queue is closed, and no layer's own gap says so.
    package var gaps: [Stretch]

    package struct OfLayer: Hashable, Sendable {
        package var index: Int
        package var layer: String
        package var gaps: [Stretch]
        package var overlaps: [Overlap]
    }
}

extension Rota {
    /// All rotations, also those that are in order.
    package func coverage(over window: Stretch) -> [Coverage] {
        rotations.enumerated().map { index, rotation in
            let layers = rotation.layers.enumerated().map { place, layer in
                Coverage.OfLayer(
                    index: place, layer: layer.name, gaps: layer.gaps(over: window),
                    overlaps: layer.overlaps(over: window))
            }
            return Coverage(
                index: index, rotation: rotation.name, zone: rotation.zone, layers: layers,
                gaps: gaps(of: rotation, over: window).without(layers.flatMap(\.gaps)))
        }
    }
}

extension Zone {
    /// The instants within `window` at which clocks are put forward or back.
    package func changes(in window: Stretch) -> [Instant] {
        steps.map(\.at).filter(window.contains)
    }
}

extension WallTime {
    /// `2026-12-24 18:00`.
    package var text: String { Zone.utc.text(Instant(seconds: seconds)) }
}

extension Layer {
    /// The first time at which somebody has both layers at once.
    package func shared(with other: Layer, over window: Stretch) -> Held? {
        let mine = held(over: window)
        let theirs = other.held(over: window)
        var people: [PersonID] = []
        for held in mine where !people.contains(held.person) { people.append(held.person) }
        return people.compactMap { person in
            let both = mine.filter { $0.person == person }.map(\.during)
                .cut(to: theirs.filter { $0.person == person }.map(\.during)).merged()
            return both.first.map { Held(person: person, during: $0) }
        }.min { $0.during.from < $1.during.from }
    }
}
