/// How far two words are apart.
enum Spelling {
    /// Longer words are no commands, and are not compared.
    static let lengthMax = 16

    /// Letters to add, drop or change, and neighbours to swap (once), to make one word the other.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var before: [Int] = []
        var last = Array(0...right.count)
        for i in 1...left.count {
            var row = [i]
            row.reserveCapacity(right.count + 1)
            for j in 1...right.count {
                let change = left[i - 1] == right[j - 1] ? 0 : 1
                var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, before[j - 2] + 1)
                }
                row.append(best)
            }
            before = last
            last = row
        }
        return last[right.count]
    }

    /// The word nearest to a misspelt one, or one that begins like it; the first of several.
    static func nearest<Choice>(
        to word: String, among choices: [(spelling: String, choice: Choice)]
    ) -> Choice? {
        let typed = Array(word.unicodeScalars.prefix(lengthMax + 1))
        guard typed.count <= lengthMax else { return nil }
        // In a short word two changes leave nothing of it.
        let farthest = min(2, typed.count / 2)
        var found: (distance: Int, choice: Choice)?
        for (spelling, choice) in choices {
            let away = distance(typed, Array(spelling.unicodeScalars))
            if away <= farthest, away < found?.distance ?? Int.max { found = (away, choice) }
        }
        // Half a word is nearer than a word with two mistakes.
        if found?.distance ?? 2 > 1, typed.count >= 3,
            let begun = choices.first(where: { $0.spelling.hasPrefix(word) })
        {
            return begun.choice
        }
        return found?.choice
    }
}
