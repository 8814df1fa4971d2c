import Casework

/// Questions for somebody who knows, and their answers.
extension Reading {
    /// `ask 42 @eve is that so?`, `ask 42 +legal may we say that?`
    mutating func asking() throws(Mistake) -> Act {
        let target = try target()
        guard let word = scanner.word(), let sign = word.unicodeScalars.first,
            sign == "@" || sign == "+"
        else { throw .usage(verb) }
        let name = Reading.name(word, after: sign)
        let question = scanner.text()
        guard !name.isEmpty, !question.isEmpty else { throw .usage(verb) }
        let whom: Addressee = sign == "+" ? .skill(name) : .person(PersonID(name))
        return Act(verb, .cases([target]), .command(.ask(of: whom, text: question)))
    }

    /// Without a number it answers the one question that waits for the speaker.
    mutating func answering() throws(Mistake) -> Act {
        let targets: Targets
        switch scanner.number(bare: implied == nil) {
        case .number(let id):
            if scanner.listGoesOn() { throw .oneNumberOnly(verb) }
            scanner.dropPunctuation()
            targets = .cases([id])
        case .bad(let text):
            throw .badNumber(text, verb)
        case .absent:
            targets = implied.map { .cases([$0]) } ?? .asked
        }
        let text = scanner.text()
        guard !text.isEmpty else { throw .usage(verb) }
        return Act(verb, targets, .command(.answer(text: text)))
    }
}
