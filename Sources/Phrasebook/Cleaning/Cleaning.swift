/// Takes out of text from outside whatever could do something instead of being read: control
/// characters, chat formatting, bidi controls, invisible characters, piles of combining marks.
///
/// Both doors are linear, and cleaning what is clean changes nothing.
package enum Cleaning {
    /// For one line of chat: line breaks become `lineBreak`, tabs a space.
    package static func display(_ text: String, lineBreak: String = " ⏎ ") -> String {
        var cleaner = Cleaner(lineBreak: lineBreak)
        return cleaner.clean(text)
    }

    /// For a text on its way to a customer: line breaks stay, as `\n`. The caller brings the
    /// result to NFC before it is hashed or shown.
    package static func draft(_ text: String) -> String {
        var cleaner = Cleaner(lineBreak: "\n")
        return cleaner.clean(text)
    }

    /// Combining marks that may stand on one character; more only paint over other lines.
    package static let marksMax = 8
}
