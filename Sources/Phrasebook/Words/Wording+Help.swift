package import Casework

extension Wording {
    /// What this person may do, by groups, with an example each; nobody: a stranger.
    package func help(for person: Person?) -> [Line] {
        guard let person else {
            return [
                answer(
                    """
                    this is a customer service desk, and I answer the people in its people.yaml. \
                    If you are one, log in to the network's accounts (SASL or NickServ) and say \
                    \(say("help")) again.
                    """)
            ]
        }
        let mine = CommandTable.rows.filter { $0.isFor(person) }
        let first = person.isGuest ? Verb.show : .claim
        let example = CommandTable.usage(of: first).example
        var lines = [
            answer(
                """
                \(say(example)), or just \(example) in a direct message. \
                \(say("help \(first.rawValue)")) says more of one command.
                """)
        ]
        for group in Usage.Group.allCases {
            let rows = mine.filter { $0.group == group }
            guard !rows.isEmpty else { continue }
            let examples = rows.map { say($0.example) }.joined(separator: " · ")
            lines.append(line("\(group.title): \(examples)"))
        }
        let shorts = mine.compactMap { row in row.short.map { "\($0) \(row.verb.rawValue)" } }
        lines.append(line("Short: \(shorts.joined(separator: " · "))"))
        return lines
    }

    /// One command: its usage, what it does, an example.
    package func help(on verb: Verb, for person: Person?) -> [Line] {
        let usage = CommandTable.usage(of: verb)
        var phrase: Phrase = "\(say(usage.pattern)): \(usage.does)"
        if let short = usage.short { phrase.append(" · short \(say(short))") }
        if !usage.shape.isEmpty { phrase.append(" · \(say(usage.example))") }
        if let person, !usage.isFor(person), let role = usage.role {
            phrase.append(" · takes \(Wording.aRole(role))")
        }
        return [answer(phrase)]
    }
}
