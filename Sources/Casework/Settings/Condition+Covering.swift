extension Condition {
    /// What it asks for beside words.
    package var withoutWords: Condition {
        var rest = self
        rest.words = []
        return rest
    }

    /// Whether it holds wherever the other one does, as far as what they ask for beside words
    /// tells.
    package func coversBesideWords(_ other: Condition) -> Bool {
        covers(other.mood) && (vip == nil || vip == other.vip)
            && (customers.isEmpty
                || (!other.customers.isEmpty && customers.isSuperset(of: other.customers)))
            && Condition.covers(sources, other.sources)
            && Condition.covers(languages, other.languages)
            && (followersAtLeast ?? 0 <= other.followersAtLeast ?? 0)
            && (earlierCasesAtLeast ?? 0 <= other.earlierCasesAtLeast ?? 0)
            && covers(other.hours)
            && (unansweredAtLeast ?? 0 <= other.unansweredAtLeast ?? 0)
            && (waitingAtLeast ?? .zero <= other.waitingAtLeast ?? .zero)
    }

    private func covers(_ other: WeekHours?) -> Bool {
        guard let hours else { return true }
        return other.map(hours.covers) ?? false
    }

    private func covers(_ other: Mood?) -> Bool {
        switch (mood, other) {
        case (nil, _), (.negative, .veryNegative), (.positive, .veryPositive): true
        case (let mine, let theirs): mine == theirs
        }
    }

    private static func covers<Name: Hashable>(_ mine: [Name], _ theirs: [Name]) -> Bool {
        mine.isEmpty || (!theirs.isEmpty && theirs.allSatisfy(mine.contains))
    }
}
