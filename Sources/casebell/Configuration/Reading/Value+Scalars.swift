import Casework
import Yams

extension Value {
    /// One line of text, 1 to `limit` Unicode scalars, no control characters.
    func text(limit: Int = 1000) -> String? {
        guard case .scalar(let scalar) = node else {
            error("a single value belongs here, not \(kind)", "Write one value.")
            return nil
        }
        guard !isTagged else {
            error("an exclamation mark outside quotes is a tag of YAML", "Put it in quotes.")
            return nil
        }
        let words = scalar.string
        guard !words.isEmpty, !isNull else {
            error("nothing is written here", "Write a value, or leave the key out.")
            return nil
        }
        guard words.unicodeScalars.count <= limit else {
            error("this text is too long", "At most \(limit) characters are taken.")
            return nil
        }
        let separators: [Unicode.GeneralCategory] = [.control, .lineSeparator, .paragraphSeparator]
        guard
            !words.unicodeScalars.contains(where: {
                separators.contains($0.properties.generalCategory)
            })
        else {
            error(
                "line breaks and control characters have no place here",
                "Write it on one line.")
            return nil
        }
        return words
    }

    /// A list of texts, or one; those that are wrong come back empty so that places stay.
    func texts(limit: Int = 1000) -> [String] {
        oneOrMore(limit: limit).map { $0.text() ?? "" }
    }

    /// A name that people can say and type: letters, digits and `. _ -`, beginning with a
    /// letter or digit, at most 64.
    func name() -> String? {
        guard let words = text() else { return nil }
        guard isName(words) else {
            error(
                "\"\(printable(words))\" cannot be a name",
                "Use letters, digits, \".\", \"_\" and \"-\", at most 64.")
            return nil
        }
        return words
    }

    func integer(in range: ClosedRange<Int>) -> Int? {
        guard let words = text() else { return nil }
        guard let number = Int(words), range.contains(number) else {
            error(
                "\"\(printable(words))\" is no whole number from \(range.lowerBound) to "
                    + "\(range.upperBound)", "Write for example \(range.example).")
            return nil
        }
        return number
    }

    func flag() -> Bool? {
        guard let words = text() else { return nil }
        switch words {
        case "true": return true
        case "false": return false
        default:
            error("\"\(printable(words))\" is neither true nor false", "Write true or false.")
            return nil
        }
    }

    /// One of the words of a closed set.
    func choice<Choice: CaseIterable & RawRepresentable<String>>(
        of type: Choice.Type = Choice.self
    ) -> Choice? {
        guard let words = text() else { return nil }
        if let choice = Choice(rawValue: words) { return choice }
        error(
            "\"\(printable(words))\" is not known here",
            offer(Choice.allCases.map(\.rawValue), insteadOf: words))
        return nil
    }

    /// A length of time: `200ms`, `90s`, `30m`, `2h`, `3d`.
    func lapse(in range: ClosedRange<Lapse>) -> Lapse? {
        guard let words = text() else { return nil }
        guard let lapse = Lapse(notation: words) else {
            error(
                "\"\(printable(words))\" is no length of time",
                "Write a whole number with its unit: 200ms, 90s, 30m, 2h, 3d.")
            return nil
        }
        guard range.contains(lapse) else {
            error(
                "\(words) is out of range",
                "Write \(range.lowerBound.notation) to \(range.upperBound.notation).")
            return nil
        }
        return lapse
    }
}

/// Whether people can say and type it: letters, digits and `. _ -`, at most 64, and nothing
/// invisible on them.
func isName(_ words: String) -> Bool {
    let scalars = words.unicodeScalars
    guard let first = words.first, first.isLetter || first.isNumber, scalars.count <= 64 else {
        return false
    }
    return words.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
        && !scalars.contains { $0.properties.isDefaultIgnorableCodePoint }
}

extension ClosedRange<Int> {
    fileprivate var example: Int { contains(10) ? 10 : lowerBound }
}
