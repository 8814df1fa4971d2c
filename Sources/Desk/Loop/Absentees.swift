import Casework

/// Who cannot be seen, or is away by their own word, and since when: a lost connection is not
/// leaving, but after a while it is.
struct Absentees {
    /// Somebody who stays away is looked at again: a draft of theirs may have come back meanwhile.
    static let checkEvery = Lapse.minutes(1)

    private struct Absence {
        /// By uptime.
        var since: Lapse
        var checkedAt: Lapse?
    }
    private var absences: [PersonID: Absence] = [:]

    /// - Parameter since: by uptime.
    mutating func isGone(_ person: PersonID, since: Lapse) {
        guard absences[person] == nil else { return }
        absences[person] = Absence(since: since)
    }

    mutating func isThere(_ person: PersonID) { absences[person] = nil }

    /// Who has been gone for that long, and is to be looked at now.
    mutating func due(after grace: Lapse, at uptime: Lapse) -> [Missing] {
        var due: [Missing] = []
        for (person, absence) in absences where next(absence, grace) <= uptime {
            absences[person]?.checkedAt = uptime
            due.append(Missing(person: person, gone: absence.since.passed(at: uptime)))
        }
        return due.sorted { $0.person < $1.person }
    }

    func nextDue(after grace: Lapse) -> Lapse? { absences.values.map { next($0, grace) }.min() }

    private func next(_ absence: Absence, _ grace: Lapse) -> Lapse {
        absence.checkedAt.map { $0 + Self.checkEvery } ?? absence.since + grace
    }
}

extension Lapse {
    /// Between two moments of one uptime.
    fileprivate func passed(at uptime: Lapse) -> Lapse {
        Lapse(milliseconds: uptime.milliseconds - milliseconds)
    }
}
