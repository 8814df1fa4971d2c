package import Casework

// Small things that many rehearsals need, with the fewest words said about them.

extension Instant {
    /// 2026-11-21T10:30:00Z, when Mara's third day without internet began to be told.
    package static let halfPastTen = Instant(seconds: 1_795_257_000)
}

extension Mention {
    /// Something a customer said.
    package static func said(
        _ text: String = "Third day without internet", id: String = "1138",
        source: SourceName = "crm", by handle: String = "@mara@social.example",
        in conversation: String? = nil, at: Instant = .halfPastTen
    ) -> Mention {
        Mention(
            key: MentionKey(source: source, id: id), text: text, postedAt: at,
            author: Author(handle: handle), conversation: conversation)
    }
}

extension Draft {
    /// A reply that an agent wrote and somebody else has to approve.
    package static func written(
        _ text: String = "I can see the fault on your line.", revision: Int = 1,
        mark: Mark = "k7f2", by author: PersonID = "dana",
        to mention: Mention = .said(), key: DeliveryID = "reply-1",
        at: Instant = .halfPastTen
    ) -> Draft {
        Draft(
            revision: revision, mark: mark, author: author, originator: author, text: text,
            visibility: .public, answers: mention.key,
            fingerprint: Fingerprint("fingerprint of \(text)"), key: key, writtenAt: at,
            replaced: nil, approvalReasons: ["always"])
    }
}

extension Question {
    /// What an expert was asked.
    package static func asked(
        _ number: Int, _ text: String = "Is there a fault in Leeds?", of expert: PersonID = "eve",
        about mention: Mention = .said(), at: Instant = .halfPastTen
    ) -> Question {
        Question(
            number: number, expert: expert, by: "dana", text: text, posts: [mention.key], at: at)
    }
}

extension Fact {
    /// The fact that opens a case with that mention.
    package static func opened(
        with mention: Mention, queue: QueueName = "care", priority: Priority = .p2,
        points: Int = 30, due: Instant? = nil
    ) -> Fact {
        .opened(
            mention: mention, queue: queue, priority: priority, points: points,
            reasons: [PointReason(points: points, because: "outage")],
            firstResponseDueAt: due, linkedTo: nil)
    }
}
