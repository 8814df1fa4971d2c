package import Casework

/// That somebody is on call for a length of time.
package struct Held: Hashable, Sendable {
    package var person: PersonID
    package var during: Stretch

    package init(person: PersonID, during: Stretch) {
        self.person = person
        self.during = during
    }
}

extension Array where Element == Held {
    func inOrder() -> [Held] {
        sorted {
            ($0.during.from, $0.person, $0.during.to) < ($1.during.from, $1.person, $1.during.to)
        }
    }

    /// What of these is within the stretches. These are in order of their beginnings.
    func cut(to stretches: [Stretch]) -> [Held] {
        let stretches = stretches.merged()
        var found: [Held] = []
        var first = 0
        for held in self {
            while first < stretches.count, stretches[first].to <= held.during.from { first += 1 }
            for stretch in stretches[first...] {
                guard stretch.from < held.during.to else { break }
                found.append(Held(person: held.person, during: held.during.cut(to: stretch)))
            }
        }
        return found
    }

    /// What of these is outside of the stretches. These are in order of their beginnings.
    func without(_ stretches: [Stretch]) -> [Held] {
        let stretches = stretches.merged()
        var left: [Held] = []
        var first = 0
        for held in self {
            while first < stretches.count, stretches[first].to <= held.during.from { first += 1 }
            let taken = stretches[first...].prefix { $0.from < held.during.to }
            left += [held.during].without([Stretch](taken)).map {
                Held(person: held.person, during: $0)
            }
        }
        return left
    }
}
