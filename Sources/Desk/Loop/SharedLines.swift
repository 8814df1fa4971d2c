import Casework

/// Messages that several rings share: a sign on one of them is a command for none of the cases, and
/// whoever put it there hears so. In memory alone: after a start those that went out before it are
/// as anybody's.
struct SharedLines {
    /// So many of the newest are known.
    static let max = 128

    private var lines: [(place: Referred.Place, matters: [CaseID])] = []

    mutating func note(_ place: Referred.Place, of matters: [CaseID]) {
        if lines.count == Self.max { lines.removeFirst() }
        lines.append((place, matters))
    }

    func matters(at place: Referred.Place) -> [CaseID]? {
        lines.last { $0.place == place }?.matters
    }
}
