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

    /// The desk's people as they stand before a transaction, each list in the order of
    /// `people.yaml`.
    struct Crew: Sendable {
        var people: [Person]
        var supervisorsOnShift: [PersonID]
        /// There is somebody at work who could be given a case.
        var hasWorkers: Bool
    }

    func crew(at now: Instant) -> Crew {
        let people = people
        let present = people.filter { isOnShift($0.id, at: now) }
        return Crew(
            people: people,
            supervisorsOnShift: present.filter { $0.may(.supervisor, in: nil) }.map(\.id),
            hasWorkers: !present.isEmpty)
    }
}
