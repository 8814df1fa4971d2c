import Casework

/// Canned responses: `canned`, `canned 42`, `canned outage`, `canned outage 42 in an hour | 16:00`.
extension Reading {
    /// In a thread the case is the thread's own: `canned` lists what fits it, and a name fills it.
    mutating func canned() throws(Mistake) -> Utterance {
        guard let word = scanner.peek() else { return .look(.cannedList(implied)) }
        switch scanner.number(bare: true) {
        case .number(let id):
            scanner.dropPunctuation()
            guard scanner.peek() == nil else { throw .usage(verb) }
            return .look(.cannedList(id))
        case .bad(let text):
            throw .badNumber(text, verb)
        case .absent:
            break
        }
        let name = Reading.name(word, after: "#")
        _ = scanner.word()
        guard !name.isEmpty else { throw .usage(verb) }
        guard implied != nil || scanner.peek() != nil else { return .look(.canned(name)) }
        let target = try target()
        let said = scanner.text()
        return .act(
            Act(verb, .cases([target]), .canned(name, said: said.isEmpty ? nil : said)))
    }
}
