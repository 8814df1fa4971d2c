import Casework

// What the store knows of a text before it is one of a draft.

extension ScenarioDesk {
    func inform(_ context: inout Context, _ command: Command, of matter: Case?) {
        guard let matter, context.actor != nil else { return }
        let text: String?
        switch command {
        case .draft(let words, _), .edit(let words), .rewrite(let words): text = words
        case .offerCanned(let canned): text = canned.text
        case .takeCanned(let canned):
            text = canned.text
            context.twin = twin(saying: canned, besides: matter)
        default: text = matter.liveDraft?.text
        }
        let earlier = cases.last { other in
            other.id != matter.id && other.customer.handle == matter.customer.handle
                && other.drafts.contains { $0.state == .sent && $0.text == text }
        }
        if let text, let earlier { context.echo = Echo(text: text, matter: earlier.id) }
    }

    private func twin(saying canned: CannedDraft, besides matter: Case) -> Twin? {
        let waiting = cases.filter { $0.id != matter.id && $0.queue == matter.queue }
            .compactMap(\.liveDraft)
        let found = waiting.last { draft in
            draft.state == .waiting && draft.listedOn == nil && draft.text == canned.text
                && draft.canned?.name == canned.use.name
                && draft.approvalReasons == [Policy.everyReply] && draft.attachments.isEmpty
                && draft.visibility == matter.newestMention?.visibility
        }
        return found.map { draft in
            Twin(draft: draft, listed: waiting.count { $0.listedOn == draft.mark })
        }
    }
}
