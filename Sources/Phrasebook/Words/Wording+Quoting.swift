import Casework

/// Text from outside.
extension Wording {
    /// The whole text, on one line.
    func whole(_ text: String) -> Phrase { Phrase(.quoted(cleaned(text))) }

    /// The text up to so many characters, with … where it was cut.
    func outside(_ text: String, upTo limit: Int = 80) -> Phrase {
        quoted(Excerpt(of: cleaned(text), upTo: limit))
    }

    func quoted(_ excerpt: Excerpt) -> Phrase {
        excerpt.isCut ? "\(Span.quoted(excerpt.text))…" : Phrase(.quoted(excerpt.text))
    }

    /// The same in quotation marks.
    func saying(_ text: String, upTo limit: Int = 300) -> Phrase {
        "\"\(outside(text, upTo: limit))\""
    }

    /// In quotation marks and with a full stop, unless it has its own end.
    func sentence(_ text: String, upTo limit: Int = 300) -> Phrase {
        let excerpt = Excerpt(of: cleaned(text), upTo: limit)
        let isEnded = excerpt.text.last.map { ".!?".contains($0) } ?? false
        let end = excerpt.isCut || isEnded ? "" : "."
        return "\"\(quoted(excerpt))\"\(end)"
    }

    /// The first sentence or so of a draft, for its author, who knows it.
    func opening(_ text: String) -> Phrase {
        let excerpt = Excerpt(openingOf: cleaned(text))
        return excerpt.isCut
            ? "\"\(Span.quoted(excerpt.text)) …\"" : "\"\(Span.quoted(excerpt.text))\""
    }

    func handle(_ author: Author) -> Phrase { outside(author.handle) }

    /// `@mara` of `@mara@social.example`.
    func shortHandle(_ author: Author) -> Phrase {
        let handle = author.handle
        guard handle.first == "@", let second = handle.dropFirst().firstIndex(of: "@") else {
            return outside(handle)
        }
        return outside(String(handle[..<second]))
    }

    func cleaned(_ text: String) -> String {
        Cleaning.display(text, lineBreak: style == .plain ? " / " : " ⏎ ")
    }
}

/// The beginning of a text, cut between characters.
struct Excerpt {
    let text: String
    let isCut: Bool

    /// A single character may be a long chain of joined emoji; so many bytes for each on average
    /// and no more.
    private static let bytesACharacterMax = 16

    init(of whole: String, upTo limit: Int) {
        var end = whole.startIndex
        var count = 0
        let bytesMax = limit * Excerpt.bytesACharacterMax
        while end < whole.endIndex, count < limit {
            let next = whole.index(after: end)
            if whole.utf8.distance(from: whole.startIndex, to: next) > bytesMax { break }
            end = next
            count += 1
        }
        isCut = end < whole.endIndex
        text = String(whole[..<end])
    }

    /// Up to the end of the last sentence that fits, else of the last word.
    init(openingOf whole: String) {
        let head = Excerpt(of: whole, upTo: 60)
        guard head.isCut else {
            self = head
            return
        }
        let ends = head.text.indices.dropFirst().filter { head.text[$0] == " " }
        let sentence = ends.last { ".!?".contains(head.text[head.text.index(before: $0)]) }
        let end = sentence ?? ends.last ?? head.text.endIndex
        text = String(head.text[..<end])
        isCut = true
    }
}
