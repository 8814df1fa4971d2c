// What people write for a customer. Nothing here sends anything, except where the desk's policy
// asks for no approval: then the undo window starts at once.

extension Deliberation {
    mutating func write(_ command: Command) throws(Refusal) {
        switch command {
        case .draft(let text, let direct): try draft(text, direct: direct)
        case .edit(let text): try edit(text)
        case .attach(let url, let alt): try attach(url, alt)
        case .detach: try detach()
        case .rewrite(let text): try rewrite(text)
        case .drop: try drop()
        case .split(.takeCanned(let canned)):
            splits = true
            try can(.takeCanned(canned))
        case .split(let command):
            splits = true
            try write(command)
        default: break
        }
    }

    private mutating func draft(_ text: String, direct: Bool) throws(Refusal) {
        let actor = try requireHolder(doing: "reply")
        try requireNoDraft()
        try write(text, direct: direct, by: actor.person.id)
    }

    /// The first draft, or the first after one that is over.
    mutating func write(
        _ text: String, direct: Bool, by person: PersonID, canned: CannedUse? = nil
    ) throws(Refusal) {
        let draft = try newDraft(
            .words(text), direct: direct, by: person, after: nil, canned: canned)
        if matter.phase == .snoozed { awaken() }
        put(draft)
    }

    private mutating func edit(_ text: String) throws(Refusal) {
        let actor = try requireHolder()
        try replace(text, by: actor.person.id, because: "edited")
    }

    private mutating func rewrite(_ text: String) throws(Refusal) {
        let actor = try requireSupervisor()
        try replace(text, by: actor.person.id, because: "rewritten")
    }

    /// An edit voids what was approved and makes a new revision.
    /// - Parameter attachments: nothing leaves them as they are.
    mutating func replace(
        _ text: String, attachments: [Attachment]? = nil, by person: PersonID, because: String
    ) throws(Refusal) {
        guard let old = matter.liveDraft else { throw .noDraft(brief) }
        guard old.state != .sending, old.state != .unknown else {
            throw .underWay(brief, brief(of: old))
        }
        // Whoever attaches something changes no words.
        let canned =
            attachments == nil ? old.canned.map { CannedUse(name: $0.name, .edited) } : old.canned
        let new = try newDraft(
            attachments == nil ? .words(text) : .same(as: old),
            attachments: attachments ?? old.attachments,
            direct: old.visibility == .direct, by: person, after: old, canned: canned)
        let isOther = new.texts != old.texts || new.attachments != old.attachments
        guard isOther || new.fingerprint != old.fingerprint else {
            throw .unchanged(brief, brief(of: old))
        }
        // Nobody else reads it before it leaves: whoever changes it has to have read what held it.
        if let actor = context.actor, leavesUnread(new) {
            do throws(Refusal) {
                try requireNoticeSeen(old, by: actor)
            } catch {
                guard
                    case .heldMeanwhile(let brief, let draft, let cause, let words, let at) = error
                else { throw error }
                throw .changedUnread(brief, draft, cause: cause, saying: words, at: at)
            }
        }
        if old.state == .approved { reply(.cancel(key: old.key)) }
        happen(.draftVoided(revision: old.revision, mark: old.mark, because: because))
        put(new)
    }

    private mutating func drop() throws(Refusal) {
        let actor = try requireHolder()
        guard let old = matter.liveDraft else { throw .noDraft(brief) }
        guard old.state != .sending, old.state != .unknown else {
            throw .underWay(brief, brief(of: old))
        }
        if old.state == .approved { reply(.cancel(key: old.key)) }
        happen(.draftVoided(revision: old.revision, mark: old.mark, because: "dropped"))
        tell(
            [.asker, approvalsRoom], lane: .answer,
            .dropped(brief, brief(of: old), by: actor.person.id))
    }

    func newDraft(
        _ content: Content, attachments: [Attachment] = [], direct: Bool, by person: PersonID,
        after old: Draft?, canned: CannedUse?
    ) throws(Refusal) -> Draft {
        guard let answered = matter.newestMention else { throw .wrongPhase(brief, doing: "reply") }
        let source = answered.key.source
        guard let destination = context.desk.destination(of: source) else {
            throw .noDestination(brief, source)
        }
        let (text, thread) = try posts(
            content, answering: answered.key, to: destination, after: old)
        let texts = [text] + (thread?.rest ?? [])
        guard matter.drafts.count + texts.count <= Case.draftLimit else {
            throw .tooMany(brief, what: "drafts", limit: Case.draftLimit)
        }
        try requireHarmless(attachments)
        let visibility: Visibility = direct ? .direct : answered.visibility
        let approval = approval(
            for: Proposal(
                words: thread?.words ?? text, posts: texts, visibility: visibility, author: person,
                canned: canned, attachments: attachments),
            answering: answered)
        var draft = Draft(
            revision: (matter.drafts.last?.revision ?? 0) + 1, mark: context.freshMark,
            author: person, originator: old?.originator ?? person, text: text,
            visibility: visibility, attachments: attachments, answers: answered.key,
            fingerprint: context.fingerprint(
                Draft.parts(
                    text: text, destination: destination.name, visibility: visibility,
                    answers: answered.key, attachments: attachments, thread: thread)),
            key: context.freshKey, writtenAt: context.now, replaced: old?.mark,
            approvalReasons: approval.reasons, canned: canned, thread: thread)
        draft.outOfHours = approval.outOfHours
        return draft
    }

    private func leavesUnread(_ draft: Draft) -> Bool {
        (!draft.needsApproval && brake == nil) || alone(with: draft) != nil
    }

    private mutating func put(_ written: Draft) {
        var draft = written
        draft.listedOn = card(listing: draft)
        happen(.draftWritten(draft: draft))
        guard draft.needsApproval || brake != nil else {
            approve(draft, by: nil)
            // Who comes in the morning reads what left.
            return draft.outOfHours == nil ? () : show(draft)
        }
        if let rule = alone(with: draft) {
            approve(draft, by: nil, alone: rule)
            return show(draft, unseenBy: rule)
        }
        answer(
            .drafted(brief, brief(of: draft), onShift: onShift(without: draft), brake: brake))
        show(draft)
    }

    /// Its card, whole, where it is approved.
    mutating func show(_ draft: Draft, unseenBy rule: AloneRule? = nil) {
        guard let answered = matter.mentions.last(where: { $0.key == draft.answers }) else {
            return
        }
        var audiences = [approvalsRoom]
        if draft.originator != draft.author { audiences.append(.person(draft.originator)) }
        let card: Notice =
            if let shared = draft.listedOn, rule == nil {
                .draftListed(brief, brief(of: draft), on: shared, answers: answered)
            } else {
                .draftCard(brief, brief(of: draft), answers: answered)
            }
        tell(
            audiences, lane: .urgent, card, purpose: .draftCard, revision: draft.revision)
    }

    func onShift(without draft: Draft) -> [PersonID] {
        let writers = writers(of: draft)
        return context.onShift.filter { id in
            !writers.contains(id)
                && context.people.contains { $0.id == id && $0.may(.supervisor, in: matter.queue) }
        }
    }

    /// Everybody who wrote these words, or attached what goes with them, since the last reply that
    /// was sent, for whichever post and however visible: taking somebody's words over does not make
    /// their eyes other ones.
    func writers(of draft: Draft) -> [PersonID] {
        let first = beginning(of: draft).revision
        let sent = matter.drafts.last { $0.state == .sent && $0.revision < first }?.revision ?? 0
        let bares = Set(draft.bares)
        return matter.drafts.filter { other in
            guard other.revision > sent else { return false }
            return other.bares.contains(where: bares.contains)
                || brought(other).contains(where: draft.attachments.contains)
        }.map(\.author)
    }
}

extension Draft {
    /// Characters, where the destination has no limit of its own or a larger one: whoever approves
    /// a reply has to see all of it, and a card in a chat shows no more.
    package static let textLimit = 5_000
    /// UTF-8; a single character may be a long chain of joined emoji.
    package static let textBytesLimit = 4 * textLimit

    static func beginning(of text: String, upTo limit: Int) -> Substring {
        let head = text.prefix(limit)
        guard head.utf8.count > textBytesLimit else { return head }
        var bytes = 0
        return head.prefix { character in
            bytes += character.utf8.count
            return bytes <= textBytesLimit
        }
    }

    /// What the fingerprint is made of: text, destination, visibility, the post it answers, what is
    /// attached, three parts each, and what follows it in its thread.
    package static func parts(
        text: String, destination: String, visibility: Visibility, answers: MentionKey,
        attachments: [Attachment] = [], thread: ThreadPart? = nil
    ) -> [String] {
        [text, destination, visibility.rawValue, answers.source.rawValue, answers.id]
            + attachments.flatMap { [$0.type, $0.url, $0.alt ?? ""] }
            + (thread.map { $0.rest.isEmpty ? [] : ["thread"] + $0.rest } ?? [])
    }
}

extension Deliberation {
    /// The first word of the blocked list in a text, as the list has it.
    func blockedWord(in text: String) -> String? {
        WordMatch(text, keepingAccents: true).firstMatch(of: context.desk.policy.blockedWords)
    }
}
