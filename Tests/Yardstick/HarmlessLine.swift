/// That a text can stand in a line of a log, a terminal or a chat, and do nothing there.
package enum HarmlessLine {
    /// - Parameter bytesMax: an answer does not grow with what it answers.
    package static func violation(in text: String, bytesMax: Int) -> String? {
        if text.utf8.count > bytesMax { return "\(text.utf8.count) bytes, at most \(bytesMax)" }
        for scalar in text.unicodeScalars where acts(scalar) {
            return "U+\(String(scalar.value, radix: 16)) in \(text.debugDescription)"
        }
        return nil
    }

    /// Joiners and variation selectors shape characters, and tags stand in flags.
    private static func acts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0020...0xE007F, 0xE0100...0xE01EF: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        default:
            // Unicode's own list of what shows nothing, and marks around annotations.
            return scalar.properties.isDefaultIgnorableCodePoint
                || (0xFFF9...0xFFFB).contains(scalar.value)
        }
    }
}
