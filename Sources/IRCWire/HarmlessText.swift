/// Text made safe to show: what a client would take for a command to itself (line ends, colours,
/// CTCP, reordering, invisible characters, a nick that rings) is taken out or broken up.
package enum HarmlessText {
    /// Breaks a nick so that no client takes it for a mention: WORD JOINER, which shows nothing.
    static let nickBreaker: Unicode.Scalar = "\u{2060}"

    /// The desk's own words: control characters become spaces, so that a line stays one line.
    static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    /// Without the bytes that would end a line on the wire: they become spaces.
    static func unbroken(_ text: String) -> String {
        let isBreak: (UInt8) -> Bool = { $0 == 0x0D || $0 == 0x0A || $0 == 0 }
        guard text.utf8.contains(where: isBreak) else { return text }
        return String(decoding: text.utf8.map { isBreak($0) ? 0x20 : $0 }, as: UTF8.self)
    }

    /// A text from outside, as data: no formatting, one line, nothing invisible, and none of
    /// `nicks` (in the folding of `mapping`) whole in it.
    static func quoted(
        _ text: String, nicks: some Sequence<String> = [], mapping: CaseMapping = .rfc1459
    ) -> String {
        let plain = withoutInvisible(withoutFormatting(text))
        return breaking(NickIndex(nicks, mapping), in: plain)
    }

    /// Without mIRC's codes for bold, colour and so on, and the digits that belong to a colour.
    static func withoutFormatting(_ text: String) -> String {
        let codes: ClosedRange<UInt32> = 0x02...0x1F
        guard text.unicodeScalars.contains(where: { codes.contains($0.value) }) else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar.value {
            case 0x02, 0x0F, 0x11, 0x16, 0x1D, 0x1E, 0x1F: continue
            case 0x03: rest.dropColour(digits: 2, isDigit: { (48...57).contains($0.value) })
            case 0x04: rest.dropColour(digits: 6, isDigit: { $0.properties.isASCIIHexDigit })
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Control characters become spaces; what shows nothing or turns the reading direction goes.
    /// Joiners stay between characters beyond ASCII, where scripts and emoji need them.
    private static func withoutInvisible(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if isControl(scalar) || scalar.value == 0x2028 || scalar.value == 0x2029 {
                result.append(" ")
            } else if scalar.value == 0x200C || scalar.value == 0x200D {
                let isNeeded =
                    index > 0 && !scalars[index - 1].isASCII
                    && index + 1 < scalars.count && !scalars[index + 1].isASCII
                if isNeeded { result.append(scalar) }
            } else if !isInvisible(scalar) {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E: true
        case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F: true
        case 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    private static func breaking(_ nicks: NickIndex, in text: String) -> String {
        guard !nicks.isEmpty else { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            result.append(scalar)
            let startsWord = index == 0 || !isLetter(scalars[index - 1])
            if startsWord, nicks.hasNick(at: index, of: scalars) {
                result.append(nickBreaker)
            }
        }
        return String(result)
    }

    fileprivate static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        // Looking up what Unicode knows of it costs as much as fifty of these.
        if scalar.isASCII {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": return true
            default: return false
            }
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}

/// Nicks by their first character, as clients would recognise them in a text.
private struct NickIndex {
    private var byFirst: [String: [[String]]] = [:]
    private let mapping: CaseMapping

    init(_ nicks: some Sequence<String>, _ mapping: CaseMapping) {
        self.mapping = mapping
        for nick in nicks {
            let scalars = nick.unicodeScalars.map(folded)
            if let first = scalars.first { byFirst[first, default: []].append(scalars) }
        }
    }

    var isEmpty: Bool { byFirst.isEmpty }

    func folded(_ scalar: Unicode.Scalar) -> String {
        mapping.folded(scalar.properties.lowercaseMapping)
    }

    func hasNick(at start: Int, of text: [Unicode.Scalar]) -> Bool {
        (byFirst[folded(text[start])] ?? []).contains { nick in
            let end = start + nick.count
            guard end <= text.count, zip(text[start..<end], nick).allSatisfy({ folded($0) == $1 })
            else { return false }
            return end == text.count || !HarmlessText.isLetter(text[end])
        }
    }
}

extension Substring.UnicodeScalarView {
    /// `\x03` is followed by a colour, and perhaps a comma and a second one.
    fileprivate mutating func dropColour(digits: Int, isDigit: (Unicode.Scalar) -> Bool) {
        let first = prefix(digits).prefix(while: isDigit)
        guard !first.isEmpty else { return }
        self = self[first.endIndex...]
        guard self.first == "," else { return }
        let second = dropFirst().prefix(digits).prefix(while: isDigit)
        if !second.isEmpty { self = self[second.endIndex...] }
    }
}
