/// How reasons for sending a draft back are counted: as one of the desk's own, if it begins like
/// that, else with those that say the same in another spelling.
package struct RejectionReasons: Hashable, Sendable {
    /// As they are offered and told.
    package let known: [String]
    private let folded: [[String]]

    package init(_ known: [String] = []) {
        self.known = known
        folded = known.map { WordFolding.words(of: $0) }
    }

    /// The desk's own reason that this one begins with; the longest of several.
    package func known(for reason: String) -> String? {
        let words = WordFolding.words(of: reason)
        let fitting = folded.indices.filter { place in
            !folded[place].isEmpty && words.starts(with: folded[place])
        }
        return fitting.max { folded[$0].count < folded[$1].count }.map { known[$0] }
    }

    /// The most frequent first. One of several spellings is told: the most frequent.
    func count(_ reasons: [String: Int]) -> [Figures.Rejection] {
        var groups: [String: Figures.Rejection] = [:]
        for (reason, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            let own = known(for: reason)
            let words = WordFolding.words(of: own ?? reason)
            let key = words.isEmpty ? reason : words.joined(separator: " ")
            groups[key, default: Figures.Rejection(reason: own ?? reason, count: 0)].count += count
        }
        return groups.values.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}
