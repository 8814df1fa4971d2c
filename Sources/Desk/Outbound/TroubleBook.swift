import Casework

/// What the administrators are to be told, and who of them has not been told yet.
struct TroubleBook: Sendable {
    /// More troubles than anybody reads at once; the oldest goes.
    static let keptMax = 20
    /// The same words are not told again for so long.
    static let quietFor = Lapse.hours(1)
    /// What nobody could be told for so long is told by the log alone.
    static let keptFor = Lapse.hours(24)

    private struct Trouble {
        var words: String
        /// By uptime.
        var since: Lapse
        var untold: [PersonID]
    }
    private var troubles: [Trouble] = []

    /// - Parameter isAnswer: somebody asked for it just now, and is told even if it is no news.
    /// - Returns: whether it is news.
    mutating func add(
        _ words: String, for admins: [PersonID], uptime: Lapse, isAnswer: Bool = false
    ) -> Bool {
        drop(at: uptime)
        let isKnown = troubles.contains {
            $0.words == words && uptime < $0.since + Self.quietFor
        }
        guard !isKnown || isAnswer else { return false }
        troubles.removeAll { $0.words == words }
        if troubles.count >= Self.keptMax { troubles.removeFirst() }
        troubles.append(Trouble(words: words, since: uptime, untold: admins))
        return true
    }

    /// What can be told now, oldest first; it then counts as told.
    mutating func take(
        uptime: Lapse, whoIsThere isThere: (PersonID) -> Bool
    ) -> [(person: PersonID, words: String)] {
        drop(at: uptime)
        var due: [(person: PersonID, words: String)] = []
        for index in troubles.indices {
            let words = troubles[index].words
            due += troubles[index].untold.filter(isThere).map { ($0, words) }
            troubles[index].untold.removeAll(where: isThere)
        }
        return due
    }

    private mutating func drop(at uptime: Lapse) {
        troubles.removeAll { $0.since + Self.keptFor <= uptime }
    }
}
