import Casework

/// What a change of mode holds, where that is much.
extension Wording {
    /// Whoever has read it may let those go that it names. Of the others `ok` says first what holds
    /// them.
    func heldByMode(
        _ practice: Bool, _ named: [Notice.HeldDraft], _ total: Int, _ at: Instant
    ) -> Line {
        let began = practice ? "began for practice" : "went live"
        let wrong = practice ? "go to customers" : "go nowhere"
        let held = total == 1 ? "1 draft is held" : "\(total) drafts are held"
        var phrase: Phrase = """
            The desk \(began) at \(clockTime(at)): \(held), as their cards said that they \(wrong).
            """
        var items = named.map { draft -> Phrase in
            "\(draft.id) \(draft.mark) \(outside(draft.customer, upTo: 40))"
        }
        let more = total - named.count
        if !items.isEmpty {
            if more > 0 { items.append("\(more) more") }
            phrase.append(" Held: \(items.joined(" · ")).")
            phrase.append(" \(say("ok")) with its mark once more sends one of these anyway.")
        }
        if more > 0 {
            phrase.append(" Of one that is not named \(say("ok")) says first what holds it.")
        }
        return line("\(phrase) \(say("waiting")) lists all that wait.")
    }
}
