/// Cuts a text into pieces that each fit a number of bytes: between words where it can, else
/// between graphemes, and inside a grapheme (never inside a code point) only if one alone is
/// longer than a line.
enum LineCutter {
    /// Below this no text makes sense; a limit is never taken to be less.
    static let limitMin = 16

    /// `continuation` stands at the start of every piece but the first and counts.
    static func cut(_ text: String, limit: Int, continuation: String = "") -> [String] {
        let limit = max(limit, limitMin)
        if text.utf8.count <= limit { return [text] }
        let lead = continuation.utf8.count <= limit / 2 ? continuation : ""
        var pieces: [String] = []
        var piece = ""
        var size = 0
        var wordEnd: (index: String.Index, bytes: Int)?

        func close(_ finished: Substring, carrying rest: Substring) {
            pieces.append(String(finished))
            piece = lead + rest
            size = piece.utf8.count
            wordEnd = nil
        }
        for unit in units(of: text, limit: limit - lead.utf8.count) {
            let bytes = unit.utf8.count
            if size + bytes > limit {
                if unit == " " {
                    close(piece[...], carrying: "")
                    continue
                }
                if let end = wordEnd, lead.utf8.count + size - end.bytes - 1 <= limit {
                    close(
                        piece[..<end.index],
                        carrying: piece[piece.unicodeScalars.index(after: end.index)...])
                }
                if size + bytes > limit { close(piece[...], carrying: "") }
            }
            if unit == " ", size > (pieces.isEmpty ? 0 : lead.utf8.count) {
                wordEnd = (piece.endIndex, size)
            }
            piece += unit
            size += bytes
        }
        if pieces.isEmpty || size > lead.utf8.count { pieces.append(piece) }
        return pieces
    }

    /// Graphemes, taken apart into code points where one exceeds the limit.
    private static func units(of text: String, limit: Int) -> [String] {
        text.flatMap { character -> [String] in
            if character.utf8.count <= limit { return [String(character)] }
            return character.unicodeScalars.map { String($0) }
        }
    }
}

extension LineCutter {
    /// As many whole graphemes from the start as fit.
    static func prefix(_ text: String, bytes: Int) -> String {
        var result = ""
        for character in text {
            guard result.utf8.count + character.utf8.count <= bytes else { break }
            result.append(character)
        }
        return result
    }
}
