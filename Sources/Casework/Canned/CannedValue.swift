/// What is filled into a canned response from outside is data: one line, without marks, signs and
/// links of its own, and never long.
enum CannedValue {
    static let nameMax = 60
    static let handleMax = 120
    static let addressMax = 500
    /// What the agent says for one placeholder.
    static let wordsMax = 1000

    /// What a customer is called: letters, digits, and what joins them in names. A full stop stays
    /// behind an initial or at a word's end alone, so that no name is an address.
    static func name(_ text: String) -> String {
        let kept = text.unicodeScalars.map { scalar -> Character in
            isOfNames(scalar) ? Character(scalar) : " "
        }
        let words = String(kept).split(separator: " ").map { word in
            word.enumerated().compactMap { index, character -> String? in
                guard character == "." else { return String(character) }
                let isLast = index == word.count - 1
                return isLast && index > 0 ? "." : index == 1 ? ". " : nil
            }.joined()
        }
        return beginning(of: words.filter { $0.contains(where: \.isLetter) }, upTo: nameMax)
    }

    private static func isOfNames(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber:
            !scalar.properties.isDefaultIgnorableCodePoint
        default: "'’-.".unicodeScalars.contains(scalar)
        }
    }

    /// Whole words, as many as fit; of a single long one its beginning.
    private static func beginning(of words: [String], upTo limit: Int) -> String {
        var name = ""
        for word in words {
            let longer = name.isEmpty ? word : "\(name) \(word)"
            guard longer.unicodeScalars.count <= limit else { break }
            name = longer
        }
        guard name.isEmpty, let first = words.first else { return name }
        return String(String.UnicodeScalarView(first.unicodeScalars.prefix(limit)))
    }

    /// A handle in one piece: `@mara@social.example`.
    static func handle(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { scalar in
            isOfNames(scalar) || "@_:+".unicodeScalars.contains(scalar)
        }
        return String(String.UnicodeScalarView(kept.prefix(handleMax)))
    }

    /// The handle's first part, without its sign: `mara`.
    static func shortHandle(_ text: String) -> String {
        let bare = handle(text).drop { $0 == "@" }
        return name(String(bare.prefix { $0 != "@" }))
    }

    /// An address of the web in printable ASCII; nothing if it is none, or very long.
    static func address(_ text: String) -> String? {
        let isPlain = text.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) }
        guard isPlain, text.count <= addressMax,
            text.hasPrefix("https://") || text.hasPrefix("http://"),
            !Links.hosts(in: text).isEmpty, !text.contains(where: { "<>\"'`{}|\\".contains($0) })
        else { return nil }
        return text
    }

    /// What was said for a placeholder, on one line.
    static func words(_ text: String) -> String {
        let line = String(
            text.unicodeScalars.map { scalar -> Character in
                let category = scalar.properties.generalCategory
                let breaks: [Unicode.GeneralCategory] = [
                    .control, .lineSeparator, .paragraphSeparator,
                ]
                return breaks.contains(category) ? " " : Character(scalar)
            })
        return String(line.split(separator: " ").joined(separator: " ").prefix(wordsMax))
    }
}
