/// What one command led to. Nothing has happened yet: the commit makes it so.
package struct Decision: Hashable, Sendable {
    /// The case with the facts applied; nothing for what concerns the desk alone.
    package var matter: Case?
    package var facts: [Fact]
    package var announcements: [Announcement]
    package var replies: [ReplyChange]
    package var timers: [TimerChange]
    package var acknowledgements: [AcknowledgementChange] = []
    /// Steps of chains, which become pages together with those of other cases.
    package var calls: [PageCall] = []
    /// What people have to hear of, with what else falls due at the same time.
    package var reminder: Reminder?

    package init(
        matter: Case? = nil, facts: [Fact] = [], announcements: [Announcement] = [],
        replies: [ReplyChange] = [],
        timers: [TimerChange] = []
    ) {
        self.matter = matter
        self.facts = facts
        self.announcements = announcements
        self.replies = replies
        self.timers = timers
    }
}

/// Something to be told in the chat, and to whom. Each address gets it once, however many of the
/// audiences it belongs to.
package struct Announcement: Hashable, Sendable {
    package var audiences: [Audience]
    package var lane: Lane
    package var notice: Notice
    package var purpose: Purpose
    /// The draft's revision, for purposes that concern a draft.
    package var revision: Int?

    package init(
        to audiences: [Audience], lane: Lane = .normal, _ notice: Notice,
        purpose: Purpose = .other, revision: Int? = nil
    ) {
        self.audiences = audiences
        self.lane = lane
        self.notice = notice
        self.purpose = purpose
        self.revision = revision
    }
}

package enum Audience: Hashable, Sendable {
    /// Where the command was said.
    case asker
    /// Who said it, and nobody else.
    case askerAlone
    /// The work rooms of a queue.
    case queue(QueueName)
    case approvals(QueueName)
    /// Where the people on call for a queue are.
    case oncall(QueueName)
    /// One room of the desk.
    case room(RoomName)
    /// One person directly, wherever they are seen.
    case person(PersonID)
}

/// What becomes of a reply's row in the outbox. The key is the draft's and never changes.
package enum ReplyChange: Hashable, Sendable {
    /// Approved: leaves at `due`. A row that exists already (called back, held, failed) is used
    /// again under its own key.
    case schedule(key: DeliveryID, revision: Int, due: Instant)
    case reschedule(key: DeliveryID, due: Instant)
    /// Does not leave, at least not now.
    case cancel(key: DeliveryID)
    /// The same, of one that was tried for practice alone: nothing of it can have arrived.
    case clear(key: DeliveryID)
    /// Committed before the first byte.
    case depart(key: DeliveryID)
    /// Try again at `due`; `uncertain`: this attempt may have arrived.
    case retry(key: DeliveryID, due: Instant, uncertain: Bool)
    case finish(key: DeliveryID, as: ReplyEnd)
}

package enum ReplyEnd: String, Hashable, Sendable, Codable {
    case sent, failed, unknown
}

/// One timer a purpose and case.
package enum TimerChange: Hashable, Sendable {
    case set(TimerPurpose, at: Instant)
    /// Unless it is set to go off before that.
    case hasten(TimerPurpose, at: Instant)
    case clear(TimerPurpose)
}

package enum TimerPurpose: String, Hashable, Sendable, Codable, CaseIterable {
    /// A snooze ends.
    case snooze
    /// A case may be more urgent by then than it was, or its service level is to be told.
    case priority
    /// The next step of an escalation chain.
    case page
}
