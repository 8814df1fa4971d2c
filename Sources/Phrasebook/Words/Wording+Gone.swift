import Casework

extension Wording {
    static let goneMax = 20

    /// Somebody is not of the desk any more and held cases: what had no draft is free, the rest
    /// is still theirs.
    func goneLine(_ person: PersonID, _ freed: [CaseID], _ holding: [CaseID]) -> Line {
        var phrase: Phrase = "\(name(person)) is no longer of the desk."
        if !freed.isEmpty {
            phrase = "\(phrase) Free again: \(list(freed)). \(say("claim next"))"
        }
        if let first = holding.first {
            phrase = """
                \(phrase) Still theirs: \(list(holding)). \(say("take \(first.number)")) or \
                \(say("assign \(first.number) @person")) for each.
                """
        }
        return line(phrase)
    }

    private func list(_ matters: [CaseID]) -> String {
        numbers(Array(matters.prefix(Wording.goneMax)), more: matters.count - Wording.goneMax)
    }
}
