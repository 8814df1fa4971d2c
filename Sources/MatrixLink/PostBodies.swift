import Casework
import MatrixWire

/// A post as Matrix shows it: every line a line, in plain words and, where they would look better,
/// in HTML. (Client-Server API, "m.room.message msgtypes": `format` `org.matrix.custom.html`)
struct PostBodies: Hashable, Sendable {
    private(set) var plain = ""
    private(set) var html: String?
    /// Who is meant, each once.
    private(set) var mentions: [String] = []

    /// "The complete event MUST NOT be larger than 65536 bytes" ("Size limits"); the rest is for
    /// what stands around it in the content, and around that in the event.
    static let bytesMax = 56_000
    static let cutWords = "… cut here: it is longer than a message can be."

    /// - Parameter copies: how often the event says it all: an edit does so twice.
    init(_ lines: [Line], copies: Int = 1) {
        let room = PostBodies.bytesMax / max(1, copies)
        var shown = PostBodies.shown(lines)
        if shown.reduce(0, { $0 + $1.bytes }) > room { shown = PostBodies.cut(lines, room) }
        plain = shown.map(\.plain).joined(separator: "\n")
        if shown.contains(where: \.isMarkedUp) { html = PostBodies.html(shown) }
        for mention in shown.flatMap(\.mentions) where !mentions.contains(mention) {
            mentions.append(mention)
        }
    }

    private static func shown(_ lines: [Line]) -> [ShownLine] {
        lines.enumerated().map { ShownLine($1, isFirst: $0 == 0) }
    }

    private static func html(_ lines: [ShownLine]) -> String {
        var html = ""
        var isQuoting = false
        for (index, line) in lines.enumerated() {
            if line.isQuotation != isQuoting {
                html += isQuoting ? "</blockquote>" : "<blockquote>"
                isQuoting = line.isQuotation
            } else if index > 0 {
                html += "<br>"
            }
            html += line.html
        }
        return isQuoting ? html + "</blockquote>" : html
    }

    private static func cut(_ lines: [Line], _ room: Int) -> [ShownLine] {
        let tail = ShownLine(Line(cutWords), isFirst: false)
        var left = room - tail.bytes
        var shown: [ShownLine] = []
        for line in lines {
            let isFirst = shown.isEmpty
            var whole = ShownLine(line, isFirst: isFirst)
            // One sign is less than sixteen bytes, in words and in markup together.
            if whole.bytes > left, isFirst {
                whole = ShownLine(line.prefix(left / 16), isFirst: isFirst)
            }
            guard whole.bytes <= left else { break }
            left -= whole.bytes
            shown.append(whole)
        }
        return shown + [tail]
    }
}

extension PostBodies {
    static let goesOnWords = "… goes on in the next message."
    /// For what is said of the post besides its lines.
    private static let slack = 100

    /// The lines of as many messages as it takes to say all of them.
    static func parts(_ lines: [Line]) -> [[Line]] {
        let whole = bytesMax - slack
        guard shown(lines).reduce(0, { $0 + $1.bytes }) > whole else { return [lines] }
        let goesOn = Line(goesOnWords)
        let room = whole - ShownLine(goesOn, isFirst: false).bytes
        var parts: [[Line]] = [[]]
        var left = room
        for line in lines.flatMap({ pieces(of: $0, room) }) {
            // The first line of a message is the longest that it can be.
            let bytes = ShownLine(line, isFirst: true).bytes
            if bytes > left, left < room {
                parts.append([])
                left = room
            }
            parts[parts.count - 1].append(line)
            left -= bytes
        }
        return parts.dropLast().map { $0 + [goesOn] } + parts.suffix(1)
    }

    /// A line that no message can hold, in several; each of them says which case it is of.
    private static func pieces(of line: Line, _ room: Int) -> [Line] {
        guard ShownLine(line, isFirst: true).bytes > room else { return [line] }
        var lead: [Span] = []
        if case .text(let words)? = line.spans.first, let number = ShownLine.number(of: words) {
            lead = [.text("\(number)… ")]
        }
        var pieces: [[Span]] = [[]]
        var size = 0
        // Markup, and what stands around a line.
        let most = room - 1000
        for span in line.spans {
            guard let words = span.words else {
                pieces[pieces.count - 1].append(span)
                continue
            }
            var rest = words[...]
            while !rest.isEmpty {
                var end = rest.startIndex
                while end < rest.endIndex {
                    let bytes = ShownLine.bytesMax(of: rest[end])
                    if size + bytes > most, size > 0 { break }
                    size += bytes
                    rest.formIndex(after: &end)
                }
                if end > rest.startIndex {
                    pieces[pieces.count - 1].append(span.saying(String(rest[..<end])))
                }
                rest = rest[end...]
                if !rest.isEmpty {
                    pieces.append(lead)
                    size = 0
                }
            }
        }
        return pieces.map { Line($0) }
    }
}

/// One line.
private struct ShownLine {
    var plain = ""
    var html = ""
    var mentions: [String] = []
    /// A customer's words, or a draft.
    var isQuotation = false
    var isMarkedUp = false

    init(_ line: Line, isFirst: Bool) {
        var spans = line.spans[...]
        if case .text(let words)? = spans.first, let number = ShownLine.number(of: words) {
            isQuotation = true
            isMarkedUp = true
            if !isFirst {
                // Some line before it says which case it is.
                plain = String(number)
                spans = [.text(String(words[number.endIndex...]))] + spans.dropFirst()
            }
        }
        for span in spans { add(span) }
    }

    /// `#42 │ `, in the plain style `#42: `, at the beginning of a line that quotes.
    static func number(of words: String) -> Substring? {
        guard words.first == "#" else { return nil }
        let digits = words.dropFirst().prefix { ("0"..."9").contains($0) }
        let rest = words[digits.endIndex...]
        guard !digits.isEmpty, let bar = [" │ ", ": "].first(where: rest.hasPrefix) else {
            return nil
        }
        return words[..<rest.index(rest.startIndex, offsetBy: bar.count)]
    }

    private mutating func add(_ span: Span) {
        switch span {
        case .text(let words): add(HarmlessWords.oneLine(words))
        case .quoted(let words): add(HarmlessWords.quoted(words))
        case .strong(let words):
            let words = HarmlessWords.oneLine(words)
            plain += words
            html += "<strong>\(HarmlessWords.escaped(words))</strong>"
            isMarkedUp = true
        case .person(let name):
            guard let user = MatrixUserID(name) else { return add(HarmlessWords.oneLine(name)) }
            let name = HarmlessWords.oneLine(user.localpart)
            plain += name
            html +=
                "<a href=\"https://matrix.to/#/\(HarmlessWords.escaped(user.inLink))\">"
                + "\(HarmlessWords.escaped(name))</a>"
            mentions.append(user.rawValue)
            isMarkedUp = true
        }
    }

    private mutating func add(_ words: String) {
        plain += words
        html += HarmlessWords.escaped(words)
    }

    /// In an event's JSON, with what stands around it.
    var bytes: Int {
        let markup = "<blockquote></blockquote>".utf8.count + 2
        return ShownLine.escapedBytes(plain) + ShownLine.escapedBytes(html) + markup
            + mentions.reduce(0) { $0 + $1.utf8.count + 3 }
    }

    /// No sign takes more, in words and in markup together.
    static func bytesMax(of sign: Character) -> Int {
        sign.utf8.reduce(0) { count, byte in
            switch byte {
            // Escaped in JSON or in HTML, or kept from being a mention or a link.
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "&"), UInt8(ascii: "<"),
                UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "@"), UInt8(ascii: "x"),
                UInt8(ascii: "X"):
                count + 8
            default: count + 2
            }
        }
    }

    private static func escapedBytes(_ text: String) -> Int {
        text.utf8.reduce(0) { count, byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): count + 2
            case 0..<0x20: count + 6
            default: count + 1
            }
        }
    }
}

extension MatrixUserID {
    /// "The components of the matrix.to URI are to be percent-encoded as per RFC 3986." `@` and `:`
    /// may stand in a fragment as they are, and clients of all ages find them there.
    fileprivate var inLink: String {
        var link = ""
        for byte in rawValue.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                link.unicodeScalars.append(Unicode.Scalar(byte))
            case _ where "@:-._~".utf8.contains(byte):
                link.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                link += byte < 16 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return link
    }
}

extension Line {
    /// As many signs of it.
    fileprivate func prefix(_ count: Int) -> Line {
        var left = max(0, count)
        var spans: [Span] = []
        for span in self.spans where left > 0 {
            func begin(_ words: String) -> String {
                let begin = String(String.UnicodeScalarView(words.unicodeScalars.prefix(left)))
                left -= begin.unicodeScalars.count
                return begin
            }
            switch span {
            case .text(let words): spans.append(.text(begin(words)))
            case .strong(let words): spans.append(.strong(begin(words)))
            case .quoted(let words): spans.append(.quoted(begin(words)))
            case .person(let name):
                left -= name.unicodeScalars.count
                spans.append(span)
            }
        }
        return Line(spans)
    }
}

extension Span {
    /// Nothing of a person, whose name is not taken apart.
    fileprivate var words: String? {
        switch self {
        case .text(let words), .strong(let words), .quoted(let words): words
        case .person: nil
        }
    }

    /// The same kind of words.
    fileprivate func saying(_ words: String) -> Span {
        switch self {
        case .text: .text(words)
        case .strong: .strong(words)
        case .quoted: .quoted(words)
        case .person: self
        }
    }
}
