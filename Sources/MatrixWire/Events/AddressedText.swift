/// A text that begins with somebody's name, as people address a bot: `casebell: claim 42`, a pill,
/// a user id.
struct AddressedText: Hashable, Sendable {
    /// What follows the name; the whole text if it begins with none.
    var text: String
    var isAddressed: Bool

    init(plain text: String) {
        self.text = text
        isAddressed = false
    }

    /// - Parameters:
    ///   - html: with it a pill is known, whatever name it shows.
    ///   - isMeant: `m.mentions` names the user; then a blank after the name suffices.
    init(
        _ body: String, html: String?, user: MatrixUserID, displayName: String?, isMeant: Bool
    ) {
        var names = [user.rawValue, user.localpart, "@" + user.localpart]
        if let displayName, !displayName.isEmpty { names += [displayName, "@" + displayName] }
        let pill = html.flatMap { AddressedText.pill($0, of: user) }
        if let pill, !pill.isEmpty { names.append(pill) }
        // The longest first: “Casebell Desk” before “Casebell”.
        for name in names.sorted(by: { $0.utf8.count > $1.utf8.count }) {
            let suffices = isMeant || (pill == name)
            if let rest = AddressedText.rest(of: body, after: name, blankSuffices: suffices) {
                text = rest
                isAddressed = true
                return
            }
        }
        text = body
        isAddressed = false
    }

    /// What follows the name and a colon, a comma or blanks.
    private static func rest(of body: String, after name: String, blankSuffices: Bool) -> String? {
        guard !name.isEmpty else { return nil }
        let trimmed = body.unicodeScalars.drop { $0 == " " }
        let head = String(String.UnicodeScalarView(trimmed.prefix(name.unicodeScalars.count)))
        guard head.lowercased() == name.lowercased() else { return nil }
        let tail = trimmed.dropFirst(name.unicodeScalars.count)
        guard let next = tail.first else { return blankSuffices ? "" : nil }
        let isMark = next == ":" || next == ","
        guard isMark || (blankSuffices && (next == " " || next == "\u{A0}")) else { return nil }
        let words = tail.dropFirst(isMark ? 1 : 0).drop { $0 == " " || $0 == "\u{A0}" }
        return String(String.UnicodeScalarView(words))
    }

    /// The words of the link that the HTML begins with, if it is the user's.
    private static func pill(_ html: String, of user: MatrixUserID) -> String? {
        var rest = html.drop { $0 == " " || $0 == "\n" }
        if rest.hasPrefix("<p>") { rest = rest.dropFirst(3) }
        guard rest.hasPrefix("<a "), let (pill, _) = MatrixPill.first(in: rest),
            pill.user == user.rawValue
        else { return nil }
        return pill.shown
    }
}
