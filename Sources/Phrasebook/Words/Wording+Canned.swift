package import Casework

/// Canned responses.
extension Wording {
    /// What it would say, whole, to whom, and how it becomes a draft.
    func cannedOffer(_ brief: CaseBrief, _ draft: DraftBrief, _ language: String?) -> Line {
        let name = draft.canned?.name ?? ""
        var phrase: Phrase = "\(brief.id) \(canned(name))"
        if let language { phrase.append(" in \(language)") }
        phrase.append(
            """
            , \(reply(draft, to: draft.bystander ?? brief.customer)): "\(whole(draft))" \
            (\(length(draft))). Nothing is written yet: \(command(.done, brief)) takes it as it \
            is, \(text(.more, brief)) adds to it, \(text(.reply, brief)) writes your own.
            """)
        return answer(phrase)
    }

    /// `canned outage`, for a card.
    func canned(_ name: String) -> Phrase { "canned \(outside(name, upTo: 64))" }

    func cannedPhrase(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .noSuchCanned(let typed, let known):
            noSuchCanned(typed, known)
        case .cannedElsewhere(let brief, let name, let queues):
            """
            \(brief.id) is in \(brief.queue.rawValue), and \(canned(name)) is for \
            \(queues.map(\.rawValue).joined(separator: ", ")). \
            \(command(.canned, brief)) lists what fits.
            """
        case .cannedValues(let brief, let name, let needs, let given):
            cannedValues(brief, name, needs, given)
        case .cannedLacks(let brief, let name, let variable):
            """
            \(brief.id) has no \(variable) that \(canned(name)) could say. \(text(.reply, brief)) \
            writes your own.
            """
        case .cannedOutdated(let brief, let name):
            """
            \(brief.id) has changed since \(canned(name)) was shown, and nothing was written. \
            \(say("canned \(name) \(brief.id.number)")) shows it anew.
            """
        default: ""
        }
    }

    private func noSuchCanned(_ typed: String, _ known: [String]) -> Phrase {
        let way: Phrase =
            if let near = Spelling.nearest(
                to: typed.lowercased(), among: known.map { (spelling: $0.lowercased(), choice: $0) }
            ) {
                "Did you mean \(outside(near))?"
            } else {
                "\(say("canned")) lists those that fit."
            }
        return "no canned text is called \(saying(typed, upTo: 40)). \(way)"
    }

    private func cannedValues(
        _ brief: CaseBrief, _ name: String, _ needs: [String], _ given: Int
    ) -> Phrase {
        let said = "\(say("canned \(name) \(brief.id.number)"))"
        guard !needs.isEmpty else {
            return "\(canned(name)) asks for nothing, and something was said: \(said)"
        }
        let values = Wording.count(needs.count, "value")
        return """
            \(canned(name)) needs \(values), none of them empty, and \(given) came: \
            \(said) \(outside(needs.joined(separator: " | "), upTo: 200))
            """
    }

    /// The names that fit, with what each asks for.
    package func cannedList(_ responses: [CannedResponse], for place: String?) -> [Line] {
        let place = place.map { " for \($0)" } ?? ""
        guard !responses.isEmpty else {
            return [answer("no canned text\(place). The administrator can write some.")]
        }
        let shown = responses.prefix(Wording.cannedListMax).map { response -> Phrase in
            let asks = response.placeholders.joined(separator: ", ")
            return asks.isEmpty
                ? outside(response.name) : "\(outside(response.name)) (\(outside(asks)))"
        }
        let left = responses.count - shown.count
        let more = left > 0 ? " and \(left) more" : ""
        return [
            answer(
                """
                \(Wording.count(responses.count, "canned text"))\(place): \
                \(shown.joined(" · "))\(more). \(say("canned NAME")) shows one, \
                \(say("canned NAME N")) fills it for a case.
                """)
        ]
    }

    static let cannedListMax = 60

    /// One of them as it is written down, a line for each language.
    package func canned(_ response: CannedResponse) -> [Line] {
        let queues = response.queues.map(\.rawValue).joined(separator: ", ")
        let place = queues.isEmpty ? "" : " for \(queues)"
        var use = say("canned \(response.name) N")
        if !response.placeholders.isEmpty {
            use += " \(response.placeholders.joined(separator: " | "))"
        }
        let head = answer("\(canned(response.name))\(place), filled by \(use)")
        return [head]
            + response.variants.map { variant in
                let language: Phrase = variant.language.map { "\($0) " } ?? ""
                return line("\(language)│ \(whole(variant.text.notation))")
            }
    }
}
