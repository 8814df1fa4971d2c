/// Everything that can be asked of one case: by the world, by the outbox, by the clock, by people.
/// What names several cases (`claim 1 2 3`, `hold`) reaches each of them as a command of its own.
package enum Command: Hashable, Sendable, Codable {
    // The world.
    case open(mention: Mention, linkedTo: CaseID?)
    case join(mention: Mention)
    case amend(key: MentionKey, text: String, editedAt: Instant)
    case withdraw(key: MentionKey, deletedAt: Instant)

    // The outbox and the clock.
    /// The notice of an approval has been seen: the undo window starts here.
    case windowOpened(mark: Mark, at: Instant)
    /// The undo window is over; the reply asks to leave.
    case depart(key: DeliveryID)
    /// The reply's time was over before it could leave, or be tried again: it fails and needs a
    /// fresh approval.
    case expire(key: DeliveryID, reason: String)
    case attempted(ReplyAttempt)
    case wake
    /// A customer has waited longer: what a rule says of that may hold now.
    case reassess
    /// The next step of the chain is due.
    case page
    /// Whoever holds it has been gone for too long, or is no longer of the desk; the case is free
    /// again.
    case giveBack(from: PersonID, forGood: Bool)
    /// The desk's brake was pulled while this case has a reply on its way.
    case brake(by: PersonID, reason: String)
    /// The desk began in another mode while this case has a reply on its way: for practice, or live.
    case mode(practice: Bool)

    // People.
    case claim
    case release
    case assign(to: PersonID)
    case handover(to: PersonID)
    case take
    case draft(text: String, direct: Bool)
    case edit(text: String)
    /// Something goes with the live draft, from that address.
    case attach(url: String, alt: String)
    /// Nothing goes with the live draft any more.
    case detach
    /// Shows a canned response that was filled for the case.
    case offerCanned(CannedDraft)
    /// Makes what was shown the draft.
    case takeCanned(CannedDraft)
    case drop
    /// The same, `draft`, `edit`, `rewrite` or `takeCanned`, and as a numbered thread if the text is
    /// too long for one post.
    indirect case split(Command)
    case approve(mark: Mark?)
    /// Approves a draft that is listed on the card of another one, by that one's mark.
    case approveListed(on: Mark)
    case reject(mark: Mark?, reason: String)
    case rewrite(text: String)
    case undo
    case settle(asSent: Bool)
    case note(text: String)
    case tag(String)
    case link(String)
    case noise
    case snooze(until: Instant)
    case resolve(outcome: String?)
    case reopen
    /// `to`: a person, `+skill`, or `#oncall`, `#supervisors`, `#queue` for whoever is there.
    case escalate(to: String?, reason: String)
    /// Whoever was paged looks after it.
    case acknowledge(how: PageAnswer)
    case ask(of: Addressee, text: String)
    /// By whoever was asked.
    case answer(text: String)
    case score(ScoreRequest)
}

/// How one attempt to deliver a reply ended.
package struct ReplyAttempt: Hashable, Sendable, Codable {
    package var key: DeliveryID
    /// From 1.
    package var number: Int
    package var outcome: Outcome
    /// When the reply first left; the deadline counts from here.
    package var departedAt: Instant
    /// An earlier attempt may have arrived although nobody said so.
    package var uncertainBefore: Bool
    /// The receiver deduplicates by the key, so trying again under it is safe.
    package var deduplicated: Bool

    package enum Outcome: Hashable, Sendable, Codable {
        case sent(reference: String?)
        /// Certainly not delivered; the receiver may have said how long to wait.
        case retry(after: Lapse?, reason: String)
        /// Certainly not delivered, and never will be.
        case refused(reason: String)
        /// Perhaps delivered.
        case unknown(reason: String)
    }

    package init(
        key: DeliveryID, number: Int, outcome: Outcome, departedAt: Instant,
        uncertainBefore: Bool, deduplicated: Bool
    ) {
        self.key = key
        self.number = number
        self.outcome = outcome
        self.departedAt = departedAt
        self.uncertainBefore = uncertainBefore
        self.deduplicated = deduplicated
    }
}
