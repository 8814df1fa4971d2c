/// A mask such as `*!*@*.example.org`: `*` stands for any run of characters, `?` for one.
package struct IRCMask: Hashable, Sendable {
    package let pattern: String

    package init(_ pattern: String) { self.pattern = pattern }

    /// Compares under the server's case mapping, in time linear in either length for one `*`
    /// and never worse than their product.
    package func matches(_ text: String, under mapping: CaseMapping = .ascii) -> Bool {
        let pattern = Array(mapping.folded(self.pattern).unicodeScalars)
        let text = Array(mapping.folded(text).unicodeScalars)
        var patternIndex = 0
        var textIndex = 0
        var star: (pattern: Int, text: Int)?
        while textIndex < text.count {
            if patternIndex < pattern.count, pattern[patternIndex] == "*" {
                star = (patternIndex, textIndex)
                patternIndex += 1
            } else if patternIndex < pattern.count,
                pattern[patternIndex] == "?" || pattern[patternIndex] == text[textIndex]
            {
                patternIndex += 1
                textIndex += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                patternIndex = last.pattern + 1
                textIndex = last.text + 1
            } else {
                return false
            }
        }
        return pattern[patternIndex...].allSatisfy { $0 == "*" }
    }

    /// Whether somebody could fit both: nick, user and host each for itself, because none of them
    /// holds the marks between them. At worst as slow as the product of their lengths.
    package func overlaps(_ other: IRCMask, under mapping: CaseMapping = .ascii) -> Bool {
        let ours = pattern.split(omittingEmptySubsequences: false) { $0 == "!" || $0 == "@" }
        let theirs = other.pattern.split(omittingEmptySubsequences: false) {
            $0 == "!" || $0 == "@"
        }
        return ours.count == theirs.count
            && zip(ours, theirs).allSatisfy {
                IRCMask(String($0)).meets(IRCMask(String($1)), under: mapping)
            }
    }

    /// Whether some text fits both.
    private func meets(_ other: IRCMask, under mapping: CaseMapping) -> Bool {
        let ours = Array(mapping.folded(pattern).unicodeScalars)
        let theirs = Array(mapping.folded(other.pattern).unicodeScalars)
        // Whether what is left of ours, from each place on, can be what is left of theirs.
        var fits = Array(repeating: false, count: theirs.count + 1)
        for our in stride(from: ours.count, through: 0, by: -1) {
            let before = fits
            for their in stride(from: theirs.count, through: 0, by: -1) {
                let mine = our < ours.count ? ours[our] : nil
                let yours = their < theirs.count ? theirs[their] : nil
                fits[their] =
                    switch (mine, yours) {
                    case (nil, nil): true
                    case ("*", nil): before[their]
                    case (nil, "*"): fits[their + 1]
                    case (nil, _), (_, nil): false
                    case ("*", _), (_, "*"): before[their] || fits[their + 1]
                    case ("?", _), (_, "?"): before[their + 1]
                    default: mine == yours && before[their + 1]
                    }
            }
        }
        return fits[0]
    }
}
