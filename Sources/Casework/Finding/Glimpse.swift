/// Where in a case something was found, and the words around it.
package struct Glimpse: Hashable, Sendable {
    package var source: Findable.Source
    package var at: Instant
    /// Of the text as it was written.
    package var excerpt: String
    /// There is text before the excerpt.
    package var isCutBefore: Bool

    package init(source: Findable.Source, at: Instant, excerpt: String, isCutBefore: Bool) {
        self.source = source
        self.at = at
        self.excerpt = excerpt
        self.isCutBefore = isCutBefore
    }
}

extension FindQuery {
    /// Characters before what was found, and with it and after it.
    static let lead = 40
    static let excerptMax = 160

    /// The best place of a case to show: the text in which most of the parts are found, the newest
    /// of several. Nothing if some part is nowhere: the case is not, or not any more, what was
    /// looked for.
    /// - Parameter read: gives a text's words; whoever looks through the same cases for many
    ///   things remembers them.
    package func glimpse(
        in matter: Case, notes: [CaseNote], reading read: (String) -> FoundText = FoundText.init
    ) -> Glimpse? {
        let keys = Set(matter.findKeys)
        var missing = Set(parts)
        var best: (parts: Int, findable: Findable, start: String.Index)?
        let newestFirst = Findable.all(of: matter, notes: notes).sorted { $0.at > $1.at }
        for findable in newestFirst where best?.parts != parts.count {
            let text = read(findable.text)
            let places = parts.compactMap { part in
                text.place(of: part).map { (part, $0) }
            }
            missing.subtract(places.map(\.0))
            // The handle stands in the line in any case.
            guard let first = places.map(\.1).min(), findable.source != .customer,
                places.count > best?.parts ?? 0
            else { continue }
            best = (places.count, findable, first)
        }
        missing = missing.filter { !$0.isKey(among: keys) }
        guard missing.isEmpty else { return nil }
        if let best { return Glimpse(best.findable, at: best.start) }
        return matter.newestMention.map { mention in
            let whole = Findable(
                source: .mention, text: mention.text, at: mention.postedAt, slot: 0)
            return Glimpse(whole, at: mention.text.startIndex)
        }
    }
}

extension FindQuery.Part {
    fileprivate func isKey(among keys: Set<String>) -> Bool {
        switch kind {
        case .handle(let key), .tag(let key): keys.contains(key)
        case .words: false
        }
    }
}

extension Glimpse {
    fileprivate init(_ findable: Findable, at start: String.Index) {
        let text = findable.text
        source = findable.source
        at = findable.at
        var begin =
            text.index(start, offsetBy: -FindQuery.lead, limitedBy: text.startIndex)
            ?? text.startIndex
        // Not in the middle of a word, if there is a space to begin at.
        if begin > text.startIndex, let space = text[begin..<start].firstIndex(of: " ") {
            begin = text.index(after: space)
        }
        isCutBefore = begin > text.startIndex
        // One more than is shown, so that whoever shows it sees that it goes on.
        excerpt = String(text[begin...].prefix(FindQuery.excerptMax + 1))
    }
}

/// A text that is looked through: its words, and where each of them stands in it.
package struct FoundText {
    private var words: [String] = []
    private var starts: [String.Index] = []

    package init(_ text: String) {
        var start: String.Index?
        let scalars = text.unicodeScalars
        func take(upTo end: String.Index) {
            guard let begin = start else { return }
            let found = FindWords.words(of: String(text[begin..<end]))
            words += found
            starts += Array(repeating: begin, count: found.count)
            start = nil
        }
        for index in scalars.indices {
            let scalar = scalars[index]
            if scalar.properties.isWhitespace {
                take(upTo: index)
            } else if scalar.value >= 0x80, FindWords.standsAlone(scalar) {
                // Each sign has a place of its own.
                take(upTo: index)
                start = index
            } else {
                start = start ?? index
            }
            if words.count >= FindEntry.wordsMax { return }
        }
        take(upTo: text.endIndex)
    }

    /// Where the words of the part begin; nothing for what is no words.
    func place(of part: FindQuery.Part) -> String.Index? {
        guard case .words(let wanted, let isStem) = part.kind, wanted.count <= words.count else {
            return nil
        }
        let found = (0...(words.count - wanted.count)).first { start in
            wanted.indices.allSatisfy { offset in
                let word = words[start + offset]
                return isStem && offset == wanted.count - 1
                    ? word.utf8.starts(with: wanted[offset].utf8) : word == wanted[offset]
            }
        }
        return found.map { starts[$0] }
    }
}
