package import Casework

/// Facts → the words of the desk, as lines for one place at one moment.
///
/// Everything from outside, a customer's words, handle or tag, a receiver's error, a draft's text,
/// is cleaned and stands in quoted spans. People who are meant to be rung are `.person` spans;
/// those who are only spoken of are plain words.
package struct Wording: Sendable {
    let sigil: String
    let style: Style
    let now: Instant
    let addressee: String?
    let isDirect: Bool
    let clock: @Sendable (Instant) -> LocalTime
    let names: @Sendable (PersonID) -> String
    let showsNames: Bool

    package enum Style: String, Hashable, Sendable, CaseIterable {
        case unicode
        /// For screen readers: none of │ · → ⏎ …
        case plain
    }

    /// - Parameters:
    ///   - sigil: what commands in the words begin with.
    ///   - clock: the desk's clock on the wall.
    ///   - now: when the lines are said; lengths of time count from here.
    ///   - to: the chat name of the one person whose command this answers.
    ///   - isDirect: said to that person alone, so that the name need not stand in front.
    ///   - names: the nick by which a person can be rung in this chat.
    ///   - showsNames: the chat shows a person's own name for that.
    package init(
        sigil: String, style: Style = .unicode,
        clock: @escaping @Sendable (Instant) -> LocalTime, now: Instant, to: String? = nil,
        isDirect: Bool = false,
        names: @escaping @Sendable (PersonID) -> String = { $0.rawValue },
        showsNames: Bool = false
    ) {
        self.sigil = sigil
        self.style = style
        self.clock = clock
        self.now = now
        self.addressee = to
        self.isDirect = isDirect
        self.names = names
        self.showsNames = showsNames
    }
}

extension Wording {
    /// The finished line, in the style of this desk.
    func line(_ phrase: Phrase) -> Line {
        guard style == .plain else { return Line(phrase.spans) }
        return Line(
            phrase.spans.map { span in
                switch span {
                case .text(let words): .text(Wording.plain(words))
                case .strong(let words): .strong(Wording.plain(words))
                case .person, .quoted: span
                }
            })
    }

    /// Own words without signs that a screen reader spells out.
    private static func plain(_ words: String) -> String {
        var plain = ""
        for character in words {
            switch character {
            case "·": trimEnd(&plain, ",")
            case "│": trimEnd(&plain, ":")
            case "→": plain += "to"
            case "…": plain += "..."
            default: plain.append(character)
            }
        }
        return plain
    }

    private static func trimEnd(_ words: inout String, _ sign: String) {
        if words.last == " " { words.removeLast() }
        words += sign
    }

    /// Begins with the name of whom it answers, where others read along.
    func answer(_ phrase: Phrase) -> Line {
        guard let addressee, !isDirect else { return line(phrase) }
        return line("\(Span.person(addressee)): \(phrase)")
    }

    /// A command as it can be typed here.
    func say(_ command: String) -> String { sigil + command }

    /// Cases by their numbers: `#1, #2 and 3 more`.
    func numbers(_ matters: [CaseID], more: Int = 0) -> String {
        let named = matters.map { "\($0)" }.joined(separator: ", ")
        return more > 0 ? "\(named) and \(more) more" : named
    }

    /// One who is meant.
    ///
    /// The name is that of `people.yaml`: a nick can be anybody's, and stands beside it only to
    /// ring.
    func ring(_ person: PersonID) -> Phrase {
        let nick = names(person)
        return showsNames || nick == person.rawValue
            ? Phrase(.person(nick)) : "\(person.rawValue) (\(Span.person(nick)))"
    }
    /// One who is only spoken of.
    func name(_ person: PersonID) -> String { person.rawValue }
    func names(of people: [PersonID]) -> String {
        people.map(name).joined(separator: ", ")
    }
}
