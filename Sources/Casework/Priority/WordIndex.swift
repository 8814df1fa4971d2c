/// The words, stems and phrases of any number of rules, found in one pass over a text: what that
/// costs grows with the text and not with the rules.
///
/// A trie over the bytes of folded words, in which a phrase goes on behind the end of a word. A
/// pattern is known by its place among those that were given.
struct WordIndex: Hashable, Sendable {
    private let patterns: [WordPattern]
    private var steps: [Step: Int32] = [:]
    /// The patterns that end with a word that ends there, and with a word that only begins so.
    private var wholes: [Int32: [Int]] = [:]
    private var stems: [Int32: [Int]] = [:]

    private struct Step: Hashable {
        /// Bytes, and beyond them what parts two words of a phrase.
        static let word: UInt16 = 256
        static let stem: UInt16 = 257

        var node: Int32
        var symbol: UInt16
    }

    init(_ patterns: [WordPattern] = []) {
        self.patterns = patterns
        var nodes: Int32 = 0
        for (place, pattern) in patterns.enumerated() {
            var node: Int32 = 0
            func step(_ symbol: UInt16) {
                let way = Step(node: node, symbol: symbol)
                if let next = steps[way] { return node = next }
                nodes += 1
                steps[way] = nodes
                node = nodes
            }
            for (index, part) in pattern.parts.enumerated() {
                for byte in part.word.utf8 { step(UInt16(byte)) }
                if index < pattern.parts.count - 1 {
                    step(part.isStem ? Step.stem : Step.word)
                } else if part.isStem {
                    stems[node, default: []].append(place)
                } else {
                    wholes[node, default: []].append(place)
                }
            }
        }
    }

    /// The places of the patterns that stand in these words, each once, in order.
    func places(in words: [String]) -> [Int] {
        guard !steps.isEmpty else { return [] }
        var found: Set<Int> = []
        for start in words.indices { walk(from: 0, words, start, &found) }
        return found.sorted()
    }

    private func walk(
        from first: Int32, _ words: [String], _ index: Int, _ found: inout Set<Int>
    ) {
        var node = first
        func goOn(_ symbol: UInt16) {
            guard index + 1 < words.count, let next = steps[Step(node: node, symbol: symbol)]
            else { return }
            walk(from: next, words, index + 1, &found)
        }
        for byte in words[index].utf8 {
            guard let next = steps[Step(node: node, symbol: UInt16(byte))] else { return }
            node = next
            if let ends = stems[node] { found.formUnion(ends) }
            goOn(Step.stem)
        }
        if let ends = wholes[node] { found.formUnion(ends) }
        goOn(Step.word)
    }

    static func == (one: WordIndex, other: WordIndex) -> Bool { one.patterns == other.patterns }

    func hash(into hasher: inout Hasher) { hasher.combine(patterns) }
}
