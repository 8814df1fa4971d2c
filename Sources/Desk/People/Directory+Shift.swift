import Casework
import Chat

/// Who is at work: to be seen in the chat, and not away by their own word.
extension Directory {
    /// What somebody said of their being away, once it is on disk.
    func note(_ person: PersonID, _ leave: Leave?) { withLeaves { $0[person] = leave } }

    func leave(of person: PersonID) -> Leave? { withLeaves { $0[person] } }

    func isAway(_ person: PersonID, at now: Instant) -> Bool {
        leave(of: person)?.covers(now) ?? false
    }

    func isOnShift(_ person: PersonID, at now: Instant) -> Bool {
        isHere(person) && !isAway(person, at: now)
    }

    /// Whether there is anybody at work who could be given a case.
    func hasWorkers(at now: Instant) -> Bool {
        staff.contains { isOnShift($0.person.id, at: now) }
    }

    /// In the order of `people.yaml`.
    func supervisorsOnShift(at now: Instant) -> [PersonID] {
        staff.filter { $0.person.may(.supervisor, in: nil) && isOnShift($0.person.id, at: now) }
            .map(\.person.id)
    }
}
