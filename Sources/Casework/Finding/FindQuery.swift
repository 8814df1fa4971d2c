/// What somebody looks for: parts that all have to be found in a case, wherever in it.
///
/// Words count regardless of case and accents, as in rules. `cancel*` is every word that begins so,
/// `"no internet"` and `re-open` are words one after another, `@mara` is a customer, `#outage` or
/// `tag:outage` a tag.
package struct FindQuery: Hashable, Sendable {
    package let parts: [Part]

    package struct Part: Hashable, Sendable {
        /// As it was typed, without quotation marks.
        package var typed: String
        var kind: Kind

        enum Kind: Hashable, Sendable {
            /// One after another; of the last, perhaps only its beginning.
            case words([String], isStem: Bool)
            case handle(String)
            case tag(String)
        }
    }

    /// Why a text cannot be looked for.
    package enum Fault: Error, Hashable, Sendable {
        /// Characters.
        case tooLong(limit: Int)
        case tooMany(limit: Int)
        /// It has neither letters nor digits.
        case noWords(String)
    }

    /// Characters.
    package static let lengthMax = 300
    package static let partsMax = 8

    package init(_ text: String) throws(Fault) {
        guard text.unicodeScalars.count <= FindQuery.lengthMax else {
            throw .tooLong(limit: FindQuery.lengthMax)
        }
        var parts: [Part] = []
        for piece in FindQuery.pieces(of: text) {
            guard let part = Part(piece.text, isQuoted: piece.isQuoted),
                !parts.contains(where: { $0.kind == part.kind })
            else { continue }
            parts.append(part)
        }
        guard !parts.isEmpty else { throw .noWords(text) }
        guard parts.count <= FindQuery.partsMax else { throw .tooMany(limit: FindQuery.partsMax) }
        self.parts = parts
    }

    private static let marks: Set<Unicode.Scalar> = ["\"", "“", "”", "„", "«", "»", "「", "」"]

    /// Words, and what stands between two quotation marks; the second may be missing.
    private static func pieces(of text: String) -> [(text: String, isQuoted: Bool)] {
        var pieces: [(text: String, isQuoted: Bool)] = []
        var piece = String.UnicodeScalarView()
        var isQuoted = false
        func finish() {
            if !piece.isEmpty { pieces.append((String(piece), isQuoted)) }
            piece.removeAll()
        }
        for scalar in text.unicodeScalars {
            if marks.contains(scalar) {
                finish()
                isQuoted.toggle()
            } else if !isQuoted, scalar.properties.isWhitespace {
                finish()
            } else {
                piece.append(scalar)
            }
        }
        finish()
        return pieces
    }
}

extension FindQuery.Part {
    /// Nothing if nothing can be found by it.
    fileprivate init?(_ text: String, isQuoted: Bool) {
        typed = text
        if !isQuoted, let key = FindQuery.Part.key(text) {
            kind = key
            return
        }
        let words = FindWords.words(of: text)
        guard let last = words.last else { return nil }
        let isStem = text.last == "*" && !FindWords.isSign(last)
        kind = .words(words, isStem: isStem)
    }

    private static func key(_ text: String) -> Kind? {
        if text.first == "@", let whole = FindEntry.handleKeys(text).last { return .handle(whole) }
        // `#42` is meant as a number.
        if text.first == "#", !text.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }),
            let key = FindEntry.tagKey(text)
        {
            return .tag(key)
        }
        guard text.lowercased().hasPrefix("tag:"),
            let key = FindEntry.tagKey(String(text.dropFirst(4)))
        else { return nil }
        return .tag(key)
    }
}
