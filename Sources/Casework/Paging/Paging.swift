/// How far a case has come in its escalation chain. Part of the case, made by its facts alone.
package struct Paging: Hashable, Sendable, Codable {
    package var chain: String
    /// The step that was taken last, from 1.
    package var step: Int
    /// How often in this round, from 1.
    package var time: Int
    /// From 1.
    package var round: Int
    /// When the run began.
    package var since: Instant
    /// When somebody was paged last.
    package var lastAt: Instant
    /// Everybody who was paged in this run, in order.
    package var people: [PersonID]
    /// And by the last step.
    package var called: [PersonID]
    package var acknowledged: Acknowledgement?
    /// The chain came to its end, and nobody had acknowledged.
    package var isExhausted = false
    /// Somebody asked for it, or whoever has the case is not at work: it goes on although the case
    /// is somebody's.
    package var isEscalation: Bool
    /// Nobody asked for it but that whoever has the case has gone: it ends when they are back.
    package var isForLeft: Bool?

    package struct Acknowledgement: Hashable, Sendable, Codable {
        package var by: PersonID
        package var at: Instant
        /// Somebody did something about the case since.
        package var isFollowed = false
        package init(by: PersonID, at: Instant) {
            self.by = by
            self.at = at
        }
    }

    /// Somebody is asked to acknowledge.
    package var isRunning: Bool { acknowledged == nil && !isExhausted }

    package init(_ step: PagedStep, at: Instant) {
        chain = step.chain
        self.step = step.step
        time = step.time
        round = step.round
        since = at
        lastAt = at
        people = step.people
        called = step.people
        isEscalation = step.isEscalation
        isForLeft = step.isForLeft
    }

    /// The same run goes on with that step.
    mutating func take(_ step: PagedStep, at: Instant) {
        chain = step.chain
        self.step = step.step
        time = step.time
        round = step.round
        lastAt = at
        people += step.people.filter { !people.contains($0) }
        called = step.people
        // Somebody may ask for others in the middle of it.
        isForLeft = step.isEscalation && step.isForLeft != true ? nil : isForLeft
        isEscalation = isEscalation || step.isEscalation
        acknowledged = nil
        isExhausted = false
    }
}

/// One step of a chain, taken for one case: the data of `oncall.paged`.
package struct PagedStep: Hashable, Sendable, Codable {
    package var chain: String
    package var step: Int
    package var time: Int
    package var round: Int
    /// Nobody where the step's layer is a gap: then the next step is taken at once.
    package var people: [PersonID]
    package var rooms: [RoomName]
    /// The run begins with it.
    package var isFirst: Bool
    /// Somebody asked for it.
    package var isEscalation: Bool
    /// It goes on although the case is somebody's, because they have gone; nothing where that is not
    /// so.
    package var isForLeft: Bool?
    /// When the next step follows if nobody acknowledges.
    package var next: Instant?

    package init(
        chain: String, step: Int, time: Int, round: Int, people: [PersonID], rooms: [RoomName],
        isFirst: Bool, isEscalation: Bool = false, next: Instant?
    ) {
        self.chain = chain
        self.step = step
        self.time = time
        self.round = round
        self.people = people
        self.rooms = rooms
        self.isFirst = isFirst
        self.isEscalation = isEscalation
        self.next = next
    }
}

/// A step that was taken, with the case for which it was: what becomes pages once those of one moment
/// have been gathered.
package struct PageCall: Hashable, Sendable {
    package var brief: CaseBrief
    package var step: PagedStep
    package var openedAt: Instant
    package var firstResponseDueAt: Instant?

    package init(
        brief: CaseBrief, step: PagedStep, openedAt: Instant, firstResponseDueAt: Instant?
    ) {
        self.brief = brief
        self.step = step
        self.openedAt = openedAt
        self.firstResponseDueAt = firstResponseDueAt
    }
}
