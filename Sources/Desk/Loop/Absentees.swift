import Casework

/// Who cannot be seen, or is away by their own word, and since when: a lost connection is not
/// leaving, but after a while it is.
struct Absentees {
    /// Somebody who stays away is looked at again: a draft of theirs may have come back meanwhile.
    static let checkEvery = Lapse.minutes(1)

    /// Since when each is gone, by uptime.
    private var since: [PersonID: Lapse] = [:]
    /// When all of them were looked at last.
    private var checkedAt: Lapse?
    /// Those who were gone for long enough then.
    private var checked: Set<PersonID> = []

    /// - Parameter moment: by uptime.
    mutating func isGone(_ person: PersonID, since moment: Lapse) {
        guard since[person] == nil else { return }
        since[person] = moment
    }

    /// Whoever is to be seen nowhere. What hid everybody in between makes it later.
    /// - Parameter moment: by uptime.
    mutating func isUnseen(_ person: PersonID, since moment: Lapse) {
        since[person] = max(since[person] ?? moment, moment)
    }

    mutating func isThere(_ person: PersonID) {
        since[person] = nil
        checked.remove(person)
    }

    /// Who has been gone for that long, all of them at once; nobody while it is not time.
    mutating func due(after grace: Lapse, at uptime: Lapse) -> [Missing] {
        guard let next = nextDue(after: grace), next <= uptime else { return [] }
        let gone = since.filter { $0.value + grace <= uptime }
        checkedAt = uptime
        checked = Set(gone.keys)
        return gone.map { Missing(person: $0.key, gone: $0.value.passed(at: uptime)) }
            .sorted { $0.person < $1.person }
    }

    func nextDue(after grace: Lapse) -> Lapse? {
        let firsts = since.filter { !checked.contains($0.key) }.values.map { $0 + grace }
        let again = checked.isEmpty ? nil : checkedAt.map { $0 + Self.checkEvery }
        return (firsts + [again].compactMap(\.self)).min()
    }
}

extension Lapse {
    /// Between two moments of one uptime.
    fileprivate func passed(at uptime: Lapse) -> Lapse {
        Lapse(milliseconds: uptime.milliseconds - milliseconds)
    }
}
