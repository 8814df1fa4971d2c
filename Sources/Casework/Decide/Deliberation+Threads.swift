// Long answers: a text that is too long for one post is refused, or cut into a numbered thread where
// whoever wrote it says so. A thread is one draft with one approval; its posts leave one after the
// other, each under its own key, and what has not left stops for whatever would have stopped it.

extension Deliberation {
    /// What a new draft is to say.
    enum Content {
        case words(String)
        /// The words stay; what goes with them does not.
        case same(as: Draft)
    }

    /// The first post, and its place in a thread if one is not enough or one goes on.
    /// - Parameter old: the draft that it takes the place of.
    func posts(
        _ content: Content, to destination: Destination, after old: Draft?
    ) throws(Refusal) -> (text: String, thread: ThreadPart?) {
        let text: String
        switch content {
        case .same(let draft): return (draft.text, draft.thread)
        case .words(let words): text = words
        }
        guard !text.isEmpty else { throw .emptyText(brief) }
        let limit = min(destination.maxLength ?? Draft.textLimit, Draft.textLimit)
        let kept = Draft.beginning(of: text, upTo: limit)
        let begun = old?.thread?.after
        let first = begun == nil ? 1 : old?.thread?.number ?? 1
        guard kept.endIndex < text.endIndex else {
            try requireHarmless(text)
            return (text, begun.map { ThreadPart(number: first, of: first, rest: [], after: $0) })
        }
        let posts = cut(text, limit: limit, from: first)
        guard splits, let posts, let beginning = posts.first else {
            throw .tooLong(
                brief, length: text.count, limit: kept.count, keeps: String(kept),
                posts: posts?.count)
        }
        try requireHarmless(text)
        let thread = ThreadPart(
            number: first, of: first + posts.count - 1, rest: Array(posts.dropFirst()),
            after: begun)
        return (beginning, thread)
    }

    private func requireHarmless(_ text: String) throws(Refusal) {
        if let word = blockedWord(in: text) { throw .blockedWord(brief, word: word) }
    }

    /// Whoever approves a thread has to see all of it, as of any reply.
    private func cut(_ text: String, limit: Int, from first: Int) -> [String]? {
        guard Draft.beginning(of: text, upTo: Draft.textLimit).endIndex == text.endIndex else {
            return nil
        }
        return ThreadCut.posts(of: text, limit: limit, from: first)
    }

    /// The draft of the first post of the thread, or the draft itself.
    func beginning(of draft: Draft) -> Draft {
        var draft = draft
        while let before = matter.post(before: draft) { draft = before }
        return draft
    }

    /// A post of a thread is out: the next one becomes a draft and leaves at once, as it was
    /// approved, unless the customer spoke meanwhile or the desk is held.
    mutating func goOn(after sent: Draft) {
        guard let next = following(sent) else { return }
        happen(.draftWritten(draft: next))
        happen(
            .draftApproved(
                revision: next.revision, mark: next.mark, approver: sent.approver,
                alone: sent.alone))
        reply(.schedule(key: next.key, revision: next.revision, due: context.now))
        guard let approved = matter.liveDraft else { return }
        if let cause = sent.hold {
            let (saying, at) = words(of: cause, else: sent.heldAt ?? context.now)
            return hold(approved, cause, saying: saying, at: at)
        }
        if let brake {
            let cause = HoldCause.brake(by: brake.by, reason: brake.reason)
            hold(approved, cause, saying: nil, at: context.now)
        }
    }

    private func following(_ sent: Draft) -> Draft? {
        guard let place = sent.thread, let text = place.rest.first else { return nil }
        let thread = ThreadPart(
            number: place.number + 1, of: place.of, rest: Array(place.rest.dropFirst()),
            after: sent.mark)
        // Where nothing is set up to answer any more, it fails as its attempt does.
        let destination = context.desk.destination(of: sent.answers.source)
        let parts = destination.map {
            Draft.parts(
                text: text, destination: $0, visibility: sent.visibility, answers: sent.answers,
                thread: thread)
        }
        return Draft(
            revision: (matter.drafts.last?.revision ?? 0) + 1, mark: context.freshMark,
            author: sent.author, originator: sent.originator, text: text,
            visibility: sent.visibility, answers: sent.answers,
            fingerprint: context.fingerprint(parts ?? []), key: context.freshKey,
            writtenAt: context.now, replaced: nil, approvalReasons: sent.approvalReasons,
            canned: sent.canned, thread: thread)
    }

    /// What is left of a thread that stopped was on the card of its first post under another mark:
    /// it gets a card of its own.
    mutating func showRest(_ draft: Draft) {
        guard draft.goesOn else { return }
        let isShown =
            context.landings.contains {
                $0.purpose == .draftCard && $0.revision == draft.revision
            }
            || decision.announcements.contains {
                $0.purpose == .draftCard && $0.revision == draft.revision
            }
        if !isShown { show(matter.drafts.last { $0.revision == draft.revision } ?? draft) }
    }
}
