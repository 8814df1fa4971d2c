/// What becomes of one character of a text from outside.
enum Fate {
    case keep
    /// Kept, up to a number on one base.
    case mark
    case drop
    case space
    case lineBreak
    /// Dropped with the colours that follow it.
    case colour(ChatColour)
    /// Kept between characters that need it.
    case joiner
    case variation
    case tag

    init(of scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x20...0x7E: self = .keep
        case 0x09: self = .space
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: self = .lineBreak
        case 0x03: self = .colour(.numbered)
        case 0x04: self = .colour(.hex)
        case 0x00...0x1F, 0x7F...0x9F: self = .drop
        case 0x200C, 0x200D: self = .joiner
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: self = .variation
        case 0xE0000...0xE007F: self = .tag
        case 0xFFF9...0xFFFB: self = .drop
        default: self = Fate(beyond: scalar)
        }
    }

    private init(beyond scalar: Unicode.Scalar) {
        let isNoncharacter =
            scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
        let properties = scalar.properties
        // Bidi controls, zero-width characters, fillers, soft hyphens: Unicode's own list of what
        // shows nothing.
        if isNoncharacter || properties.isDefaultIgnorableCodePoint {
            self = .drop
            return
        }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: self = .mark
        default: self = .keep
        }
    }
}

/// Colours as chat clients write them: a control character and what stands behind it.
enum ChatColour {
    /// `03`, then up to two digits, perhaps a comma and two more.
    case numbered
    /// `04`, then six hexadecimal digits, perhaps a comma and six more.
    case hex

    /// Where the colour ends that begins right before `start`.
    func end(in scalars: String.UnicodeScalarView, from start: String.Index) -> String.Index {
        let first = digits(in: scalars, from: start)
        guard first > start, first < scalars.endIndex, scalars[first] == "," else { return first }
        let comma = scalars.index(after: first)
        let second = digits(in: scalars, from: comma)
        return second > comma ? second : first
    }

    private func digits(
        in scalars: String.UnicodeScalarView, from start: String.Index
    ) -> String.Index {
        var index = start
        var count = 0
        let limit = self == .numbered ? 2 : 6
        while index < scalars.endIndex, count < limit, isDigit(scalars[index]) {
            index = scalars.index(after: index)
            count += 1
        }
        return self == .hex && count < limit ? start : index
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        self == .numbered ? scalar.isASCIIDigit : scalar.properties.isASCIIHexDigit
    }
}
