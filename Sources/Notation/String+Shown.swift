extension String {
    /// A name out of a document as it may stand in a sentence about it: on one line, without
    /// anything invisible, at most 64 code points of it.
    package var shown: String {
        var shown = ""
        for scalar in unicodeScalars.prefix(64) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            case _ where scalar.properties.isDefaultIgnorableCodePoint:
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return unicodeScalars.dropFirst(64).isEmpty ? shown : shown + "…"
    }
}
