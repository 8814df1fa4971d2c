import Casework
import Chat
import MatrixWire

extension MatrixUtterance {
    /// A post as this network shows it.
    ///
    /// `m.text` is what clients may sound for, everything else is an `m.notice`. Whoever is named
    /// without having asked is meant to hear it: notices ring nobody, so that is text, too. (Push
    /// rules: `.m.rule.suppress_notices` goes before `.m.rule.is_user_mention`.)
    /// - Parameter isReply: what it answers is a message, and shown as what it answers.
    /// - Parameter knownFor: so long after a post was made its repeats are known for what they are;
    ///   later ones may be there twice, and say so.
    init(
        _ post: Post, to destination: Destination, at now: Instant, knownFor: Lapse,
        isReply: Bool = true
    ) {
        let shape = post.shape
        let isEdit = shape.replaces != nil
        var lines = post.lines
        if post.isRepeat, !isEdit, now - (post.createdAt ?? now) > knownFor,
            !lines.isEmpty
        {
            lines[0].spans.append(.text(" (again?)"))
        }
        let bodies = PostBodies(lines, copies: isEdit ? 2 : 1)
        let names = isEdit ? [] : bodies.mentions
        let rings = shape.rings || (!names.isEmpty && post.answers == nil)
        let answered = isEdit ? nil : post.answers.flatMap { MatrixID.isEvent($0) ? $0 : nil }
        self.init(
            id: post.id.rawValue, attempt: post.attempt, destination: destination,
            urgency: isEdit ? .cosmetic : Urgency(post.lane),
            content: .message(
                Message(
                    body: bodies.plain, html: bodies.html, isNotice: !rings, mentions: names,
                    threadRoot: shape.under.map(Reference.init),
                    repliesTo: isReply ? answered.map { .event($0) } : nil,
                    replaces: shape.replaces.map(Reference.init),
                    declines: shape.isDeclining ? answered : nil)),
            seeds: shape.signs,
            owedFor: isEdit ? (now - (post.createdAt ?? now)).milliseconds : 0)
        isAwaited = post.isAwaited
    }
}

extension MatrixUtterance.Urgency {
    /// Answers come in any number, and each is waited for by one person; what rings comes first.
    init(_ lane: Lane) {
        switch lane {
        case .urgent: self = .ring
        case .answer: self = .answer
        case .normal, .bulk: self = .other
        }
    }
}

extension MatrixUtterance.Reference {
    init(_ anchor: MessageAnchor) {
        switch anchor {
        case .message(let id): self = .event(id)
        case .post(let id): self = .utterance(id.rawValue)
        }
    }
}
