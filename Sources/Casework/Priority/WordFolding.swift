/// Cuts a text into words that can be compared whatever case they were written in, and with or
/// without accents.
enum WordFolding {
    /// - Parameter keepingAccents: an accent makes another word of it, and both spellings of a
    ///   letter with one are the same.
    static func words(of text: String, keepingAccents: Bool = false) -> [String] {
        PlainWords.words(of: text) ?? foldedWords(of: text, keepingAccents)
    }

    private static let apostrophe = UInt8(ascii: "'")

    /// The long way, for any text.
    static func foldedWords(of text: String, _ keepsAccents: Bool) -> [String] {
        var words: [String] = []
        // Of UTF-8: text grows slowly a scalar at a time.
        var word: [UInt8] = []
        func finish() {
            while word.last == apostrophe { word.removeLast() }
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word.removeAll(keepingCapacity: true)
        }
        func append(_ scalar: Unicode.Scalar) { word += UTF8.encode(scalar) ?? .init() }
        // Up and down again, so that ß is ss, ς is σ and ı is i.
        for scalar in text.uppercased().lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9":
                word.append(UInt8(truncatingIfNeeded: scalar.value))
            case "'", "’", "ʼ", "＇":
                if !word.isEmpty { word.append(apostrophe) }
            case "\u{0}"..."\u{7F}":
                finish()
            case "\u{307}" where word.last == UInt8(ascii: "i"):
                // What İ leaves behind when it becomes small.
                break
            case let scalar where DiacriticFolding.isAccent(scalar) && !keepsAccents:
                break
            case let scalar where scalar.properties.generalCategory == .format:
                // Joiners, soft hyphens and what is slipped in unseen part no words.
                break
            case let scalar where standsAlone(scalar):
                finish()
                append(scalar)
                finish()
            default:
                guard belongs(scalar, inWord: !word.isEmpty) else {
                    finish()
                    continue
                }
                append(keepsAccents ? scalar : DiacriticFolding.folded(scalar))
            }
        }
        finish()
        return words
    }

    private static func belongs(_ scalar: Unicode.Scalar, inWord: Bool) -> Bool {
        if scalar.properties.isAlphabetic { return true }
        switch scalar.properties.generalCategory {
        case .decimalNumber, .letterNumber, .otherNumber: return true
        case .nonspacingMark, .spacingMark, .enclosingMark: return inWord
        default: return false
        }
    }

    /// Scripts that put no spaces between words: each sign is a word, so that a pattern is found
    /// anywhere in the run.
    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIdeographic || (0x3041...0x30ff).contains(scalar.value)
    }
}
