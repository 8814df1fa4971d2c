import Casework

extension Scoring {
    /// `{ criteria: [tone, facts], scale: 5 }`: by what answers are judged.
    init(_ keys: KeyedReader) {
        self.init()
        let named = keys.required("criteria", "criteria: [tone, facts]")
        let names = named?.oneOrMore(limit: 20) ?? []
        for value in names {
            guard let name = value.criterion() else { continue }
            if criteria.contains(where: { $0.lowercased() == name.lowercased() }) {
                value.error(
                    "\"\(printable(name))\" stands here twice", "Name each criterion once.")
            }
            criteria.append(name)
        }
        if names.isEmpty {
            named?.error("no criterion is named", "Write criteria: [tone, facts].")
        }
        scale = keys["scale"]?.integer(in: 2...100) ?? scale
    }
}

extension Value {
    /// One word, as it is typed in `score 42 tone=4`.
    fileprivate func criterion() -> String? {
        guard let word = text(limit: 40) else { return nil }
        let isWord =
            word.first.map { $0.isLetter } ?? false
            && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        guard isWord else {
            error(
                "\"\(printable(word))\" cannot be typed as a criterion",
                "Use one word that begins with a letter, as in tone or next_step.")
            return nil
        }
        return word
    }
}
