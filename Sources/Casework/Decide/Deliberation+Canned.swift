// Canned responses: shown to whoever asked, and a draft only when that person says so.

extension Deliberation {
    mutating func can(_ command: Command) throws(Refusal) {
        switch command {
        case .offerCanned(let canned): try offer(canned)
        case .takeCanned(let canned): try take(canned)
        default: break
        }
    }

    /// Nothing happens to the case. What could not be a draft is refused now; what is too long for one
    /// post is shown as a thread.
    private mutating func offer(_ canned: CannedDraft) throws(Refusal) {
        let actor = try requireHolder(doing: "reply")
        try requireNoDraft()
        splits = true
        let draft = try newDraft(
            .words(canned.text), direct: false, by: actor.person.id, after: nil, canned: canned.use)
        answer(.cannedOffered(brief, brief(of: draft), language: canned.language))
    }

    private mutating func take(_ canned: CannedDraft) throws(Refusal) {
        let actor = try requireHolder(doing: "reply")
        try requireNoDraft()
        guard CannedDraft.Standing(matter) == canned.shownFor else {
            throw .cannedOutdated(brief, name: canned.use.name)
        }
        try write(canned.text, direct: false, by: actor.person.id, canned: canned.use)
    }
}
