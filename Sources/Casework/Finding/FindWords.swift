/// The words by which a text is found: as rules see them (`WordFolding`), but that in scripts
/// without spaces between words, and in Hangul, which grows endings onto them, each sign stands
/// alone, so that any part of a run is found.
enum FindWords {
    /// Signs of a word that count; more make no other word.
    static let lengthMax = 64

    static func words(of text: String) -> [String] {
        var words: [String] = []
        for word in WordFolding.words(of: text) {
            if word.utf8.allSatisfy({ $0 < 0x80 }) {
                words.append(String(word.prefix(lengthMax)))
            } else {
                part(word, into: &words)
            }
        }
        return words
    }

    private static func part(_ whole: String, into words: inout [String]) {
        var word = String.UnicodeScalarView()
        // `'iPhone'은`: what a sign parts has an apostrophe in it, not at its ends.
        func finish() {
            while word.last == "'" { word.removeLast() }
            word = String.UnicodeScalarView(word.drop { $0 == "'" })
            if !word.isEmpty { words.append(String(word)) }
            word.removeAll(keepingCapacity: true)
        }
        for scalar in whole.unicodeScalars {
            if isSign(scalar) {
                finish()
                words.append(String(scalar))
            } else if word.count < lengthMax {
                word.append(scalar)
            }
        }
        finish()
    }

    /// Whether the word is a sign that stands alone.
    static func isSign(_ word: String) -> Bool {
        guard let first = word.unicodeScalars.first, first.value >= 0x80 else { return false }
        return isSign(first)
    }

    /// Whether it is a sign and not a mark on the one before it.
    static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: false
        default: isSign(scalar)
        }
    }

    private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF,  // Thai, Lao
            0x1000...0x109F,  // Myanmar
            0x1100...0x11FF, 0xAC00...0xD7FB,  // Hangul
            0x1780...0x17FF,  // Khmer
            0x3041...0x30FF, 0xFF66...0xFF9F:  // Kana
            true
        default: scalar.properties.isIdeographic
        }
    }
}
