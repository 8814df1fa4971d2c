import Casework

/// Commands that carry free text.
extension Reading {
    mutating func textAct() throws(Mistake) -> Act {
        let target = try target()
        let text = scanner.text()
        guard !text.isEmpty else { throw .usage(verb) }
        let command: Command =
            switch verb {
            case .reply: .draft(text: text, direct: false)
            case .dm: .draft(text: text, direct: true)
            case .edit: .edit(text: text)
            case .rewrite: .rewrite(text: text)
            default: .note(text: text)
            }
        return Act(verb, .cases([target]), .command(command))
    }

    /// Without a number it goes on with whatever the speaker's last cut text was about. Without
    /// text it takes in the plain line that was quoted as the likely rest.
    mutating func more() throws(Mistake) -> Utterance {
        switch scanner.number(bare: implied == nil) {
        case .number(let id):
            scanner.dropPunctuation()
            return .more(id, scanner.text())
        case .bad(let text):
            throw .badNumber(text, verb)
        case .absent:
            return .more(implied, scanner.text())
        }
    }

    /// The case of the text that is meant, if that was said.
    mutating func openTarget() throws(Mistake) -> CaseID? {
        scanner.isAtEnd || scanner.peek() == nil ? implied : try onlyTarget()
    }
}
