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
    /// - Parameters:
    ///   - answered: the post that it answers; what answers another than before begins anew.
    ///   - old: the draft that it takes the place of.
    func posts(
        _ content: Content, answering answered: MentionKey, to destination: Destination,
        after old: Draft?
    ) throws(Refusal) -> (text: String, thread: ThreadPart?) {
        let limit = min(destination.maxLength ?? Draft.textLimit, Draft.textLimit)
        let before = old?.answers == answered ? old?.thread : nil
        let begun = before?.after
        let first = begun == nil ? 1 : before?.number ?? 1
        func part(_ posts: [String], _ words: String) -> ThreadPart {
            ThreadPart(
                number: first, of: first + posts.count - 1, rest: Array(posts.dropFirst()),
                after: begun, words: words, destination: destination.name)
        }
        let text: String
        var mayCut = splits
        switch content {
        case .words(let words): text = words
        case .same(let draft) where draft.goesOn && begun == nil:
            // It answers another post now: its numbers begin anew, too.
            text = draft.words
            mayCut = true
        case .same(let draft):
            if let long = draft.texts.first(where: { $0.count > limit }) {
                throw tooLong(long, limit, posts: nil)
            }
            try requireHarmless(draft.words)
            let isThread = !draft.texts.dropFirst().isEmpty || begun != nil
            return (draft.text, isThread ? part(draft.texts, draft.words) : nil)
        }
        guard !text.isEmpty else { throw .emptyText(brief) }
        guard Draft.beginning(of: text, upTo: limit).endIndex < text.endIndex else {
            try requireHarmless(text)
            return (text, begun.map { _ in part([text], text) })
        }
        let posts = cut(text, limit: limit, from: first)
        guard mayCut, let posts, let beginning = posts.first else {
            throw tooLong(text, limit, posts: posts?.count)
        }
        try requireHarmless(text)
        return (beginning, part(posts, text))
    }

    private func tooLong(_ text: String, _ limit: Int, posts: Int?) -> Refusal {
        let kept = Draft.beginning(of: text, upTo: limit)
        return .tooLong(
            brief, length: text.count, limit: kept.count, keeps: String(kept), posts: posts)
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
    /// approved, unless something stops it.
    ///
    /// It waits for approval itself where that would be another one by now: where a person decided
    /// that the post before it was sent, where customers are answered through another destination,
    /// and so long after what was approved was to leave that nobody expects it any more.
    mutating func goOn(after sent: Draft, isSettled: Bool = false) {
        guard let next = following(sent) else { return }
        happen(.draftWritten(draft: next))
        let destination = context.desk.destination(of: sent.answers.source)?.name
        guard !isSettled, destination == sent.thread?.destination, !isLate(sent) else {
            return show(next)
        }
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
            return hold(approved, cause, saying: nil, at: context.now)
        }
        if let word = blockedWord(in: approved) {
            hold(approved, .blockedWord(word), saying: nil, at: context.now)
        }
    }

    private func isLate(_ sent: Draft) -> Bool {
        guard let approvedAt = approved(sent).approvedAt else { return true }
        let latest =
            Policy.noticeLatest + context.desk.undoWindow(in: matter.queue)
            + context.desk.policy.replyDeadline
        return context.now - approvedAt > latest
    }

    /// The post with whose approval this one left: itself, where what was left stopped and was read
    /// anew.
    func approved(_ sent: Draft) -> Draft {
        var draft = sent
        while draft.replaced == nil, draft.approvedAt == draft.writtenAt,
            let before = matter.post(before: draft)
        {
            draft = before
        }
        return draft
    }

    private func following(_ sent: Draft) -> Draft? {
        guard let place = sent.thread, let text = place.rest.first else { return nil }
        let bare = ThreadPart.bare(sent.text, place.number, of: place.of)
        let destination = context.desk.destination(of: sent.answers.source)
        let thread = ThreadPart(
            number: place.number + 1, of: place.of, rest: Array(place.rest.dropFirst()),
            after: sent.mark,
            words: String(place.words.dropFirst(bare.count).drop(while: \.isWhitespace)),
            destination: destination?.name ?? place.destination)
        var following = Draft(
            revision: (matter.drafts.last?.revision ?? 0) + 1, mark: context.freshMark,
            author: sent.author, originator: sent.originator, text: text,
            visibility: sent.visibility, answers: sent.answers,
            fingerprint: context.fingerprint(
                Draft.parts(
                    text: text, destination: thread.destination, visibility: sent.visibility,
                    answers: sent.answers, thread: thread)),
            key: context.freshKey, writtenAt: context.now, replaced: nil,
            approvalReasons: sent.approvalReasons, canned: sent.canned, thread: thread)
        following.outOfHours = sent.outOfHours
        return following
    }

    /// What follows a post that is leaving already is called back.
    mutating func recall(_ draft: Draft, by person: PersonID) throws(Refusal) {
        guard draft.thread?.rest.isEmpty == false else {
            throw .tooLateToUndo(brief, brief(of: draft))
        }
        switch draft.hold {
        case nil:
            happen(
                .draftHeld(
                    revision: draft.revision, mark: draft.mark, cause: .recalled(by: person)))
        case .recalled: break
        // What follows it waits already, for a reason that was told: nobody's recall does that.
        case .some: throw .tooLateToUndo(brief, brief(of: draft))
        }
        tell(
            [.asker, approvalsRoom, workRoom], lane: .answer,
            .recalled(brief, brief(of: draft), by: person))
    }

    /// What is left of a thread that stops on its way was on the card of its first post under another
    /// mark: it gets a card of its own, once.
    /// - Parameter draft: as it was on its way.
    mutating func showRest(_ draft: Draft) {
        guard draft.goesOn, draft.state == .approved || draft.state == .sending else { return }
        let isShown = context.landings.contains {
            $0.purpose == .draftCard && $0.revision == draft.revision
        }
        if !isShown { show(matter.drafts.last { $0.revision == draft.revision } ?? draft) }
    }
}
