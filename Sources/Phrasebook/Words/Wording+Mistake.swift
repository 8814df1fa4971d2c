package import Casework

extension Wording {
    /// What could not be read, and how it is said.
    package func lines(for mistake: Mistake) -> [Line] {
        [answer(phrase(for: mistake))]
    }

    private func phrase(for mistake: Mistake) -> Phrase {
        switch mistake {
        case .unknownWord(let word, let nearest):
            if let nearest {
                "I don't know \(saying(word, upTo: 30)). Did you mean \(usage(nearest))"
            } else {
                "I don't know \(saying(word, upTo: 30)). \(say("help")) lists what I know."
            }
        case .ambiguous(let prefix, let verbs):
            "\(saying(prefix, upTo: 30)) may be \(either(verbs))."
        case .usage(let verb):
            usage(verb)
        case .oneNumberOnly(let verb):
            "\(verb.rawValue) takes one case at a time: \(usage(verb))"
        case .tooManyNumbers(let verb, let limit):
            "\(limit) cases at once are the most. Nothing was done: \(usage(verb))"
        case .badNumber(let text, let verb):
            "\(saying(text, upTo: 30)) is no case number: \(usage(verb))"
        case .hashNeeded(let id, let verb):
            """
            in this thread another case is named with its #: \
            \(say("\(verb.rawValue) \(id)")) …
            """
        case .badMark(let text, let verb):
            """
            \(saying(text, upTo: 30)) is no mark, which has four letters and digits, without 0, \
            o, 1 and l: \(usage(verb))
            """
        case .unfindable(let fault):
            words(fault)
        case .notYet(let word):
            "\(word) is not in this version. \(say("help")) lists what is."
        }
    }

    /// `!claim N… | next, as in !claim 42`
    func usage(_ verb: Verb) -> Phrase {
        let usage = CommandTable.usage(of: verb)
        if usage.shape.isEmpty { return "\(say(usage.pattern)): \(usage.does)" }
        return "\(say(usage.pattern)), as in \(say(usage.example))"
    }

    private func either(_ verbs: [Verb]) -> String {
        let words = verbs.map { say($0.rawValue) }
        guard words.count > 1, let last = words.last else { return words.joined() }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
