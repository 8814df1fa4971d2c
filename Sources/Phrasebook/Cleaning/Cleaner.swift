/// One text being cleaned, scalar by scalar.
struct Cleaner {
    private let lineBreak: String
    /// UTF-8: bytes are appended many times faster than scalars are to a string.
    private var output: [UInt8] = []
    /// White space that is kept only if something follows it.
    private var pending: [UInt8] = []
    /// What the next character would join; nothing after white space.
    private var last: Unicode.Scalar?
    /// Kept only if what follows is joined by it.
    private var joiner: Unicode.Scalar?
    private var marks = 0

    init(lineBreak: String) { self.lineBreak = lineBreak }

    mutating func clean(_ text: String) -> String {
        if Cleaner.isPlain(text) { return text }
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            switch Fate(of: scalar) {
            case .keep: keep(scalar)
            case .mark: mark(scalar)
            case .drop: break
            case .space: keep(" ")
            case .lineBreak:
                if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
                    index = scalars.index(after: index)
                }
                breakLine()
            case .colour(let style):
                index = style.end(in: scalars, from: index)
            case .joiner: join(scalar)
            case .variation: vary(scalar)
            case .tag:
                let start = scalars.index(before: index)
                index = TagSequence.endOfRun(in: scalars, from: start)
                if last == TagSequence.base, TagSequence.isRegion(scalars[start..<index]) {
                    joiner = nil
                    for tag in scalars[start..<index] { append(tag) }
                }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Printable ASCII between no white space: what most people write, and clean as it is.
    private static func isPlain(_ text: String) -> Bool {
        let space = UInt8(ascii: " ")
        return text.utf8.first != space && text.utf8.last != space
            && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if !pending.isEmpty {
            if !output.isEmpty { output += pending }
            pending.removeAll(keepingCapacity: true)
        }
        if let joiner, !scalar.isASCII { output += UTF8.encode(joiner) ?? .init() }
        joiner = nil
        output += UTF8.encode(scalar) ?? .init()
        last = scalar
    }

    private mutating func keep(_ scalar: Unicode.Scalar) {
        marks = 0
        if scalar == " " || !scalar.isASCII && scalar.properties.isWhitespace {
            pending += UTF8.encode(scalar) ?? .init()
            last = nil
            joiner = nil
        } else {
            append(scalar)
        }
    }

    private mutating func breakLine() {
        marks = 0
        pending += lineBreak.utf8
        last = nil
        joiner = nil
    }

    /// A mark stands on something that is shown.
    private mutating func mark(_ scalar: Unicode.Scalar) {
        guard last != nil, marks < Cleaning.marksMax else { return }
        marks += 1
        append(scalar)
    }

    /// Joiners shape Indic and Persian words and make families of emoji. Between ASCII letters
    /// they only hide something.
    private mutating func join(_ scalar: Unicode.Scalar) {
        if let last, !last.isASCII { joiner = scalar }
    }

    /// One variation selector a character: a run of them can carry a hidden text.
    private mutating func vary(_ scalar: Unicode.Scalar) {
        guard let last, !last.properties.isVariationSelector, joiner == nil else { return }
        let isForIdeographs = scalar.value >= 0xE0100
        guard !isForIdeographs || last.properties.isIdeographic else { return }
        append(scalar)
    }
}

/// The flags of England, Scotland and Wales are a black flag and invisible tags; anywhere else, or
/// longer than a region's code, tags are a hidden text.
enum TagSequence {
    static let base: Unicode.Scalar = "\u{1F3F4}"
    private static let cancel: Unicode.Scalar = "\u{E007F}"
    private static let tagsMax = 6

    /// Where the tags that begin here end.
    static func endOfRun(
        in scalars: String.UnicodeScalarView, from start: String.Index
    ) -> String.Index {
        var index = start
        while index < scalars.endIndex, (0xE0000...0xE007F).contains(scalars[index].value) {
            index = scalars.index(after: index)
        }
        return index
    }

    /// Letters and digits of a region's code, and then the end, and nothing else.
    static func isRegion(_ tags: Substring.UnicodeScalarView) -> Bool {
        guard tags.last == cancel else { return false }
        let code = tags.dropLast()
        return (1...tagsMax).contains(code.prefix(tagsMax + 1).count)
            && code.allSatisfy { tag in
                (0xE0030...0xE0039).contains(tag.value) || (0xE0061...0xE007A).contains(tag.value)
            }
    }
}
