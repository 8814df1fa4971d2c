/// One text being cleaned, scalar by scalar.
struct Cleaner {
    private let lineBreak: String
    private var output = String.UnicodeScalarView()
    /// White space that is kept only if something follows it.
    private var pending = String.UnicodeScalarView()
    /// What the next character would join; nothing after white space.
    private var last: Unicode.Scalar?
    private var marks = 0

    init(lineBreak: String) { self.lineBreak = lineBreak }

    mutating func clean(_ text: String) -> String {
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
            case .joiner:
                join(scalar, before: index < scalars.endIndex ? scalars[index] : nil)
            case .variation: vary(scalar)
            case .tag:
                let end = TagSequence.end(in: scalars, from: scalars.index(before: index))
                if last == TagSequence.base, let end {
                    for tag in scalars[scalars.index(before: index)..<end] { append(tag) }
                    index = end
                }
            }
        }
        return String(output)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if !output.isEmpty { output.append(contentsOf: pending) }
        pending.removeAll(keepingCapacity: true)
        output.append(scalar)
        last = scalar
    }

    private mutating func keep(_ scalar: Unicode.Scalar) {
        marks = 0
        if scalar.properties.isWhitespace {
            pending.append(scalar)
            last = nil
        } else {
            append(scalar)
        }
    }

    private mutating func breakLine() {
        marks = 0
        pending.append(contentsOf: lineBreak.unicodeScalars)
        last = nil
    }

    /// A mark stands on something that is shown.
    private mutating func mark(_ scalar: Unicode.Scalar) {
        guard last != nil, marks < Cleaning.marksMax else { return }
        marks += 1
        append(scalar)
    }

    /// Joiners shape Indic and Persian words and make families of emoji. Between ASCII letters
    /// they only hide something.
    private mutating func join(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
        guard let last, !last.isASCII, let next, !next.isASCII else { return }
        switch Fate(of: next) {
        case .keep, .mark: append(scalar)
        default: return
        }
    }

    /// One variation selector a character: a run of them can carry a hidden text.
    private mutating func vary(_ scalar: Unicode.Scalar) {
        guard let last, !last.properties.isVariationSelector, last != "\u{200C}",
            last != "\u{200D}"
        else { return }
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

    /// Where the sequence that begins here ends, if it is one.
    static func end(
        in scalars: String.UnicodeScalarView, from start: String.Index
    ) -> String.Index? {
        var index = start
        var tags = 0
        while index < scalars.endIndex, tags <= tagsMax {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            if scalar == cancel { return tags > 0 ? index : nil }
            let isLetterOrDigit =
                (0xE0030...0xE0039).contains(scalar.value)
                || (0xE0061...0xE007A).contains(scalar.value)
            guard isLetterOrDigit else { return nil }
            tags += 1
        }
        return nil
    }
}
