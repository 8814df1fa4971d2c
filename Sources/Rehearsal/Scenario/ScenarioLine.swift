package import Casework

/// One line of a scenario table, cut into its words.
package struct ScenarioLine: Sendable {
    package var text: String
    /// How far the clock goes before the line.
    package var pause = Lapse.seconds(1)
    package var who = ""
    /// The room after `@`.
    package var place: String?
    package var verb = ""
    /// The number after `#`; a second one is the case that a merge goes into.
    package var matters: [CaseID] = []
    package var quotes: [String] = []
    /// Bare words: `vip`, `direct`, `aa22`.
    package var words: [String] = []
    /// `ago=20s`, `followers=48000`.
    package var settings: [String: String] = [:]
    package var expected: [String] = []

    /// Nothing for an empty line or a comment.
    package init?(_ text: String) {
        // An address has the same two strokes in it.
        let bare = " \(text)".split(
            separator: " //", maxSplits: 1, omittingEmptySubsequences: false)[0]
        let halves = bare.split(separator: "→", maxSplits: 1)
        self.text = bare.split(separator: " ").joined(separator: " ")
        guard let first = halves.first, !self.text.isEmpty else { return nil }
        for word in ScenarioLine.words(of: String(first)) { take(word) }
        if halves.count == 2 { expected = ScenarioLine.clauses(of: String(halves[1])) }
    }

    private mutating func take(_ word: Word) {
        switch word {
        case .quoted(let text):
            quotes.append(text)
        case .bare(let word):
            if who.isEmpty, word.hasPrefix("+") || word.hasPrefix("-") {
                pause = Lapse(scenario: word) ?? pause
            } else if who.isEmpty {
                let parts = word.split(separator: "@")
                who = String(parts[0])
                if parts.count == 2 { place = String(parts[1]) }
            } else if verb.isEmpty {
                verb = word
            } else if word.hasPrefix("#"), let number = Int64(word.dropFirst()) {
                matters.append(CaseID(number))
            } else if let equals = word.firstIndex(of: "=") {
                settings[String(word[..<equals])] = String(word[word.index(after: equals)...])
            } else {
                words.append(word)
            }
        }
    }

    private enum Word {
        case bare(String)
        case quoted(String)
    }

    private static func words(of text: String) -> [Word] {
        var words: [Word] = []
        for (index, piece) in text.split(separator: "\"", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index % 2 == 1 {
                words.append(.quoted(String(piece)))
            } else {
                words += piece.split(separator: " ").map { .bare(String($0)) }
            }
        }
        return words
    }

    /// Cut at commas that stand in no parentheses.
    private static func clauses(of text: String) -> [String] {
        var clauses = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                clauses.append("")
            } else {
                clauses[clauses.count - 1].append(character)
            }
        }
        return clauses.map { $0.split(separator: " ").joined(separator: " ") }
            .filter { !$0.isEmpty }
    }
}

extension Lapse {
    /// `30s`, `-5m`, `+2h`, `7d`, `200ms`.
    package init?(scenario text: String) {
        let units: [(String, Int64)] = [
            ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
        ]
        for (unit, milliseconds) in units where text.hasSuffix(unit) {
            guard let count = Int64(text.dropLast(unit.count)) else { continue }
            self.init(milliseconds: count * milliseconds)
            return
        }
        return nil
    }
}
