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
}
