import Casework
import Phrasebook
import Rota

/// Looking at who is on call.
extension Looker {
    /// How far ahead somebody is looked for.
    private static let horizon = Lapse.days(90)
    private static let shiftsMax = 10

    /// Layer by layer, who has it now, until when, and who is next.
    func onCall(_ wording: Wording) -> [Line] {
        let now = setup.clock.now()
        let window = Stretch(from: now, to: now + Self.horizon)
        let posts = setup.rota.rota.rotations.flatMap { rotation in
            rotation.layers.map { layer in
                OnCallPost(
                    rotation: rotation.name, layer: layer.name,
                    isOnlyLayer: rotation.layers.count == 1, held: layer.held(over: window),
                    window: window)
            }
        }
        return wording.onCall(posts)
    }

    /// The next shifts of somebody, or of the speaker.
    func shifts(
        of typed: String?, by person: Person?, _ wording: Wording
    ) throws -> [Line] {
        let people = directory.people.map(\.id)
        let wanted = typed?.lowercased() ?? person?.id.rawValue.lowercased() ?? ""
        guard let found = people.first(where: { $0.rawValue.lowercased() == wanted }) else {
            throw Refusal.unknownPerson(typed ?? "")
        }
        let now = setup.clock.now()
        let shifts = setup.rota.rota.shifts(
            over: Stretch(from: now, to: now + Self.horizon)
        ).filter { $0.person == found }.sorted { $0.during.from < $1.during.from }
        let listed = shifts.prefix(Self.shiftsMax).map {
            ListedShift(
                rotation: $0.rotation, layer: $0.layer, from: $0.during.from, to: $0.during.to)
        }
        return wording.shifts(Array(listed), total: shifts.count, of: found)
    }
}

extension OnCallPost {
    /// - Parameter held: from now to the end of `window`, cut to it.
    fileprivate init(
        rotation: String, layer: String, isOnlyLayer: Bool, held: [Held], window: Stretch
    ) {
        let current = held.filter { $0.during.from == window.from }
        self.init(
            rotation: rotation, layer: isOnlyLayer ? nil : layer, people: current.map(\.person))
        guard let first = current.first else {
            until = held.first?.during.from
            next = held.first?.person
            return
        }
        // Turns of one person that follow each other are one.
        var end = first.during.to
        for more in held where more.person == first.person && more.during.from == end {
            end = more.during.to
        }
        until = end < window.to ? end : nil
        let after = held.first { $0.during.from >= end && $0.person != first.person }
        next = after?.person
        nextFrom = after.flatMap { $0.during.from == end ? nil : $0.during.from }
    }
}
