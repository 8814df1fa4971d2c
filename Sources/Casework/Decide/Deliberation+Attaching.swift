// What goes with a text. It is of the draft as its words are: whoever attaches something makes a
// new revision of it, and is its author.

extension Deliberation {
    mutating func attach(_ url: String, _ alt: String) throws(Refusal) {
        let (person, old) = try attachable()
        let attachment: Attachment
        do throws(AttachmentFault) {
            guard old.attachments.count < Attachment.draftMax else {
                throw AttachmentFault.tooMany
            }
            guard !old.attachments.contains(where: { $0.url == url }) else {
                throw AttachmentFault.twice
            }
            attachment = try Attachment(attached: url, alt: alt)
        } catch {
            throw .unattachable(brief, error)
        }
        try replace(
            old.text, attachments: old.attachments + [attachment], by: person,
            because: "something was attached")
    }

    mutating func detach() throws(Refusal) {
        let (person, old) = try attachable()
        guard !old.attachments.isEmpty else { throw .unattachable(brief, .nothing) }
        try replace(
            old.text, attachments: [], by: person, because: "what was attached was taken off")
    }

    /// Nothing waits for a text that is still to be written: it would go out with one that it was
    /// not meant for.
    private func attachable() throws(Refusal) -> (PersonID, Draft) {
        let actor = try requireHolder(doing: "attach")
        guard let old = matter.liveDraft else { throw .noDraft(brief) }
        return (actor.person.id, old)
    }

    func requireHarmless(_ attachments: [Attachment]) throws(Refusal) {
        if let word = blockedWord(in: attachments) { throw .blockedWord(brief, word: word) }
    }

    func blockedWord(in attachments: [Attachment]) -> String? {
        attachments.lazy.compactMap { blockedWord(in: "\($0.url)\n\($0.alt ?? "")") }.first
    }

    /// What a revision attached that the one before it had not.
    func brought(_ draft: Draft) -> [Attachment] {
        guard !draft.attachments.isEmpty else { return [] }
        let before = matter.drafts.last { $0.revision == draft.revision - 1 }
        guard let before, before.mark == draft.replaced else { return draft.attachments }
        return draft.attachments.filter { !before.attachments.contains($0) }
    }
}
