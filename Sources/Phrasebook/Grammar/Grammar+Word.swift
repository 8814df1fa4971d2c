extension Grammar {
    /// The command that a word stands for.
    func verb(of typed: String) throws(Mistake) -> Verb {
        guard typed.utf8.count <= 64 else { throw .unknownWord(typed, nearest: nil) }
        var word = typed.lowercased()
        while let last = word.last, last == ":" || last == "," { word.removeLast() }
        if let verb = Grammar.exact(word) { return verb }
        if CommandTable.notYet.contains(word) { throw .notYet(word) }
        let likely = CommandTable.rows.filter { row in
            guard let shortest = row.prefixFrom else { return false }
            return word.count >= shortest && row.verb.rawValue.hasPrefix(word)
        }
        if likely.count == 1 { return likely[0].verb }
        if likely.count > 1 { throw .ambiguous(word, likely.map(\.verb)) }
        // `claim#42`: the word is known, and the number has grown onto it.
        let letters = String(word.prefix { $0.isASCII && $0.isLetter })
        if letters.count < word.count, let verb = Grammar.exact(letters) { throw .usage(verb) }
        throw .unknownWord(typed, nearest: Grammar.nearest(to: word))
    }

    /// The command of exactly that word or short form, in lower case.
    static func exact(_ word: String) -> Verb? {
        Verb(rawValue: word) ?? CommandTable.rows.first { $0.short == word }?.verb
    }

    static func nearest(to word: String) -> Verb? {
        let words = CommandTable.rows.map { (spelling: $0.verb.rawValue, choice: $0.verb) }
        let shorts = CommandTable.rows.compactMap { row in
            row.short.flatMap { $0.count > 1 ? (spelling: $0, choice: row.verb) : nil }
        }
        return Spelling.nearest(to: word, among: words + shorts)
    }
}
