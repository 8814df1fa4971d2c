/// Cuts a text that is too long for one post into a numbered thread, `… (1/3)`.
package enum ThreadCut {
    /// More posts than that nobody reads.
    package static let postsMax = 25
    /// Characters of a post besides its number; a destination that takes fewer gets no threads.
    static let roomMin = 20

    /// The posts, each with its number and within the limit. It is cut where a paragraph ends, else a
    /// sentence, else a word, and inside a word that is longer than a post alone.
    /// - Parameters:
    ///   - limit: characters that one post takes.
    ///   - first: the number of the first one; those before it were sent.
    /// - Returns: nothing where it takes more than `postsMax` posts in all, or a post has no room.
    package static func posts(of text: String, limit: Int, from first: Int = 1) -> [String]? {
        for digits in 1...2 {
            // ` (1/3)`
            let room = limit - 4 - 2 * digits
            guard room >= roomMin else { return nil }
            guard let pieces = pieces(of: text, room: room, max: postsMax - first + 1) else {
                continue
            }
            let last = first + pieces.count - 1
            guard digits == 2 || last < 10 else { continue }
            return pieces.enumerated().map { $1 + end(first + $0, of: last) }
        }
        return nil
    }

    /// What stands behind a post's text.
    static func end(_ number: Int, of: Int) -> String { " (\(number)/\(of))" }

    private static func pieces(of text: String, room: Int, max: Int) -> [Substring]? {
        var pieces: [Substring] = []
        var left = trimmed(text[...])
        while !left.isEmpty {
            guard pieces.count < max else { return nil }
            let end = end(of: left, room: room)
            pieces.append(trimmed(left[..<end]))
            left = trimmed(left[end...])
        }
        return pieces
    }

    /// Where the next post ends. A better place in its second half is preferred to a fuller post.
    private static func end(of left: Substring, room: Int) -> Substring.Index {
        guard let full = left.index(left.startIndex, offsetBy: room, limitedBy: left.endIndex),
            full < left.endIndex
        else { return left.endIndex }
        let half = left.index(left.startIndex, offsetBy: room / 2)
        var (paragraph, sentence, word): (String.Index?, String.Index?, String.Index?)
        var index = left.index(after: left.startIndex)
        var before = left[left.startIndex]
        while index <= full {
            let next = left[index]
            if next.isNewline, next.isBlank, index >= half { paragraph = index }
            if index >= half, ends(before, next) { sentence = index }
            if next.isBlank { word = index }
            before = next
            index = left.index(after: index)
        }
        return paragraph ?? sentence ?? word ?? full
    }

    /// Whether a sentence ends between the two. Scripts without spaces have full stops of their own.
    private static func ends(_ mark: Character, _ next: Character) -> Bool {
        switch mark {
        case "。", "！", "？", "｡": true
        case ".", "!", "?", "…", "।", "؟": next.isBlank
        default: false
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isBlank)
        while text.last?.isBlank == true { text.removeLast() }
        return text
    }
}

extension Character {
    /// Nothing of it is to be seen; an accent on a space is.
    fileprivate var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}
