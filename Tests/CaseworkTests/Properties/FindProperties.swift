import Yardstick

@testable import Casework

/// What holds for whatever is looked for, in whatever a case holds. An input is what is typed, a
/// line break, and the text.
enum FindProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        let parts = input.split(
            separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        let typed = String(decoding: parts[0], as: UTF8.self)
        let text = String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self)
        // It takes a thousand times as long, so that one in many inputs has to do.
        if input.reduce(0, { ($0 &* 31) ^ Int($1) }) & 0x3FF == 0 { return haste(typed, text) }
        guard let query = try? FindQuery(typed) else { return nil }
        let entry = FindEntry(texts: [text])
        return counted(query) ?? plainly(query, entry) ?? found(query, in: text, entry)
    }

    private static func counted(_ query: FindQuery) -> String? {
        guard (1...FindQuery.partsMax).contains(query.parts.count) else {
            return "\(query.parts.count) parts"
        }
        return query.parts.contains(where: \.lookups.isEmpty) ? "a part that asks nothing" : nil
    }

    /// What the index is given and asked for has no sign of its own language in it.
    private static func plainly(_ query: FindQuery, _ entry: FindEntry) -> String? {
        let asked = query.parts.flatMap(\.lookups).flatMap { lookup in
            switch lookup {
            case .phrase(let tokens): tokens
            case .stem(let before, let stem): before + [stem]
            case .sign(let sign): [sign]
            }
        }
        let held = FindEntry.tokens(in: entry.words) + FindEntry.tokens(in: entry.signs)
        for token in asked + held where token.isEmpty || token.utf8.contains(where: isMark) {
            return "the token \(token.debugDescription)"
        }
        return nil
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            0x80...:
            false
        default: true
        }
    }

    /// What stands in a text as it is shown is found by the index.
    private static func found(
        _ query: FindQuery, in text: String, _ entry: FindEntry
    ) -> String? {
        let shown = FoundText(text)
        let words = FindEntry.tokens(in: entry.words)
        let signs = FindEntry.tokens(in: entry.signs)
        for part in query.parts where shown.place(of: part) != nil {
            let missed = part.lookups.first { !stands($0, among: words, signs) }
            if let missed { return "\(part.typed.debugDescription) is there and not \(missed)" }
        }
        return nil
    }

    private static func stands(
        _ lookup: FindQuery.Part.Lookup, among words: [String], _ signs: [String]
    ) -> Bool {
        switch lookup {
        case .phrase(let tokens): stands(tokens, stem: nil, among: words)
        case .stem(let before, let stem): stands(before, stem: stem, among: words)
        case .sign(let sign): signs.contains { $0.utf8.elementsEqual(sign.utf8) }
        }
    }

    private static func stands(_ tokens: [String], stem: String?, among words: [String]) -> Bool {
        let count = tokens.count + (stem == nil ? 0 : 1)
        guard count <= words.count else { return false }
        return (0...(words.count - count)).contains { start in
            let isThere = tokens.indices.allSatisfy {
                words[start + $0].utf8.elementsEqual(tokens[$0].utf8)
            }
            guard isThere, let stem else { return isThere }
            return words[start + count - 1].utf8.starts(with: stem.utf8)
        }
    }

    private static let millisecondsMax = 1000

    /// A very long text of the same over and over takes no longer than its length.
    private static func haste(_ typed: String, _ text: String) -> String? {
        let long = String(repeating: text, count: (32 << 10) / max(1, text.utf8.count))
        let milliseconds = ProcessorTime.milliseconds {
            _ = try? FindQuery(String(repeating: typed, count: 64))
            _ = FindEntry(texts: [long]).stemmable
            let query = try? FindQuery(typed)
            for part in query?.parts ?? [] { _ = FoundText(long).place(of: part) }
        }
        return milliseconds < millisecondsMax ? nil : "\(milliseconds) ms for 32 KiB"
    }
}
