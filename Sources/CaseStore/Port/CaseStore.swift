package import Casework

/// Where cases live. Two engines may stand behind it; one contract suite runs them all.
///
/// - One writer: writes are serialised, and each `write` is one transaction with one durable sync.
/// - Reads see one consistent snapshot and never wait for the writer, nor it for them.
/// - A write that throws leaves nothing behind.
package protocol CaseStore: Sendable {
    /// Where a task that writes much lives best, because a write needs no other thread there;
    /// nothing if it is the same everywhere.
    var home: (any TaskExecutor)? { get }

    /// Runs the body in one transaction and commits it durably before returning.
    /// - Throws: what the body throws, or `StoreFailure`.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseWriting) throws -> Value
    ) async throws -> Value

    /// Runs the body on a snapshot.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseReading) throws -> Value
    ) async throws -> Value

    /// Takes the next of what was written into the index that `find` asks: what is new first, then
    /// older cases, the newest of them first. The writer is held for a few milliseconds. A step
    /// that is lost is taken again.
    func indexNext() async throws -> IndexStep

    /// Flushes and lets go of the files; nothing can be read or written afterwards.
    func close() async throws
}

extension CaseStore {
    package var home: (any TaskExecutor)? { nil }
}

/// What can be asked of the store. Costs do not grow with the number of closed cases
/// (invariant 10).
package protocol CaseReading: RotaReading, PlanReading {
    /// The case with all its mentions and drafts.
    func matter(_ id: CaseID) throws -> Case?
    /// The one case a mention is in.
    func caseHolding(_ key: MentionKey) throws -> CaseID?
    /// The newest case of a thread at a source; of those before another one, if it is named.
    func newestCase(
        source: SourceName, conversation: String, before: CaseID?
    ) throws -> CaseID?
    /// The case in which a reply or an acknowledgement with that reference was sent to that source.
    func caseAnswered(source: SourceName, reference: String) throws -> CaseID?
    /// The case that has a draft with that mark: the live one first, else the newest.
    func caseDrafted(_ mark: Mark) throws -> CaseID?
    /// Cases without their mentions and drafts' texts, as the query orders them.
    func cases(_ query: CaseQuery) throws -> [CaseRow]
    func caseCounts() throws -> [CaseCount]
    /// In order of sequence, starting after `after`; all cases, or one.
    func events(after: Int64, of id: CaseID?, limit: Int) throws -> [StoredEvent]
    /// The same of all cases, without their facts: for whoever passes them on as they stand, which
    /// takes a tenth of the time.
    func tellings(after: Int64, limit: Int) throws -> [StoredEvent]
    func lastEvent() throws -> Int64
    /// What the clock on the wall showed with the newest event, or when it was set since.
    func clockSeen() throws -> Instant?
    /// Whether the desk last began for practice; nothing if it never began.
    func wasForPractice() throws -> Bool?
    func brakes() throws -> [Brake]
    /// What is known of a customer from cases before that one; nothing of somebody new. Looks at the
    /// newest `Acquaintance.countMax` alone.
    func acquaintance(
        with handle: String, of source: SourceName, before: CaseID
    ) throws -> Acquaintance?
    /// The newest case in which the customer was sent that very text, but for one; of the newest
    /// `Acquaintance.countMax` alone.
    func echo(
        of text: String, to handle: String, of source: SourceName, besides: CaseID
    ) throws -> Echo?
    /// Everybody who holds a case.
    func holders() throws -> [PersonID]
    /// Who said that they are away, also where their time is over.
    func leaves() throws -> [Leave]
    /// Questions that wait for that person's answer, the oldest first, at most so many.
    func openQuestions(of person: PersonID, limit: Int) throws -> [OpenQuestion]
    /// How many cases before that one a customer had; looks at the newest
    /// `Acquaintance.countMax` alone.
    func earlierCases(
        of handle: String, at source: SourceName, before: CaseID
    ) throws -> Int
    /// What the list of VIPs says of a customer, by their folded handle: what it says of that source
    /// before what it says of all.
    func vip(_ handle: String, at source: SourceName) throws -> VIP?
    /// The list, by handle and source.
    func vips() throws -> [VIP]
    /// Posts about the case that have landed and whose purpose is not `.other`, oldest first.
    func landings(of id: CaseID) throws -> [Landing]
    /// Where a card of the draft is with a link for the first time, to be said in a room: nothing is
    /// known of it that would be against its being there, but that it may wait there for its turn.
    func networksWithFreshCard(of id: CaseID, revision: Int) throws -> Set<NetworkName>
    /// Cases of a queue (or of all) that have a reply scheduled or being sent.
    func casesWithReplyOnItsWay(in queue: QueueName?) throws -> [CaseID]
    /// Cases whose draft is not over yet, whatever its state.
    func casesWithLiveDraft() throws -> [CaseID]
    /// Replies that did not get through, or of which nobody knows whether they did, oldest first.
    func strandedDrafts(limit: Int) throws -> [WaitingDraft]
    /// Drafts waiting for an approval or held, oldest first.
    func waitingDrafts(in queue: QueueName?, limit: Int) throws -> [WaitingDraft]
    /// The newest draft of a queue's other cases that waits with that text of that canned response,
    /// as visible and to the same source as what answers that mention, with nothing said against it
    /// and a card of its own.
    func twin(
        saying text: String, of canned: String, like: Mention, in queue: QueueName,
        besides: CaseID
    ) throws -> Twin?
    /// Drafts that wait and are listed on the card of that one, oldest first.
    func listedDrafts(on card: Mark) throws -> [(id: CaseID, draft: Draft)]
    /// Cases whose draft was listed on the card of that one, was approved by that person and has not
    /// left or is leaving.
    func casesLeaving(listedOn card: Mark, approvedBy person: PersonID) throws -> [CaseID]
    func reply(_ key: DeliveryID) throws -> ReplyRow?
    func acknowledgement(_ key: DeliveryID) throws -> AcknowledgementRow?
    /// What a customer was told while nobody answered and has or may have, by their folded handle,
    /// the newest first; the newest `AcknowledgedBefore.countMax` alone.
    func acknowledgedBefore(
        _ handle: String, at source: SourceName
    ) throws -> [AcknowledgedBefore]
    func outboxFigures() throws -> OutboxFigures
    func cursor(of relay: String) throws -> RelayCursor?
    /// Cases in which every part of the query stands, the newest first, at most `limit`. Closed ones
    /// are looked at, too: the newest that fit, and no more than a number of places in an index.
    func find(_ query: FindQuery, limit: Int) throws -> Found
    /// What colleagues noted about a case, asked and answered, oldest first.
    func notes(of id: CaseID) throws -> [CaseNote]
    /// Cases to which something happened since then, in order; events after `last` do not count.
    func casesTouched(since start: Instant, upTo last: Int64) throws -> [CaseID]
    /// - Parameter soon: who is warned of is due by then.
    func waits(in queue: QueueName, now: Instant, soon: Instant) throws -> QueueWaits
    /// How far the rooms of a network were heard; rooms never entered are missing.
    func heardMarks(on network: NetworkName) throws -> [HeardRow]
    /// Whether a signal was seen, of those that are still remembered.
    func remembers(_ reference: SignalReference) throws -> Bool
    /// The desk's message that has that id in its chat.
    func message(_ reference: String, on network: NetworkName) throws -> KeptMessage?
    /// The desk's message that comes from that post, whether it has landed or not.
    func message(from post: DeliveryID) throws -> KeptMessage?
    /// Whether a message of the desk's in that room may be there, and its id is not known yet.
    func awaitsMessage(on network: NetworkName, in room: String) throws -> Bool
    /// What the conversation about a case hangs on in a room: its card, else its newest draft's
    /// message.
    func threadRoot(
        of id: CaseID, on network: NetworkName, in room: String
    ) throws -> KeptMessage?
    /// The case's cards, in all rooms that keep messages.
    func cards(of id: CaseID) throws -> [KeptMessage]
    /// Cards that show less than what has happened since, those first that do so for longest.
    func staleCards(on network: NetworkName, limit: Int) throws -> [KeptMessage]
    func sign(_ reference: String, on network: NetworkName) throws -> KeptSign?
    /// When a run through a chain began last, of the pages that are still kept. What a clock that
    /// has been set back since said of later does not count.
    func lastPage(of chain: String, until now: Instant) throws -> Instant?
    /// Cases that have a run through a chain, by number.
    func pagedRuns(limit: Int) throws -> [PagedRun]
    /// The page whose link has a secret that hashes to this (SHA-256, lower-case hex).
    func linkedPage(tokenHash: String) throws -> LinkedPage?
}

/// What can be changed, inside a transaction.
package protocol CaseWriting: CaseReading, RotaWriting, PlanWriting {
    /// Runs the body under a savepoint: if it throws, what it wrote is gone and the transaction
    /// goes on.
    func savepoint<Value>(_ body: () throws -> Value) throws -> Value

    /// Remembers a signal. False if it was seen before; then nothing may be done about it.
    func remember(_ reference: SignalReference, at: Instant) throws -> Bool

    /// The number the next case gets. Only recording its `opened` uses it up.
    func nextCaseNumber() throws -> CaseID

    /// Appends the facts to the audit and brings the rows of the case to `matter`, which is
    /// `before` with the facts applied. `matter` is nothing for facts of the desk.
    func record(
        _ facts: [Fact], matter: Case?, before: Case?, by: PersonID?, via: NetworkName?,
        at: Instant) throws

    /// Puts a post on the outbox.
    func enqueue(_ post: NewPost) throws
    /// The oldest posts of a network that are due, by lane and age, leased until then.
    /// - Parameter upTo: the last lane that is looked at.
    func leasePosts(
        of network: NetworkName, upTo: Lane, limit: Int, until: Instant, now: Instant
    ) throws -> [LeasedPost]
    /// How posts ended.
    func settle(_ ends: [PostEnd]) throws
    /// Takes back leases: at a start all of them, for the process that held them is dead. They
    /// count as perhaps posted. What waits for its time is due at once, for that was told by a
    /// process that is gone, and perhaps by a clock that was wrong.
    /// - Parameter known: networks that know a repeat for one, of posts made since that instant:
    ///   there nothing is left at that.
    func recoverPosts(
        leasedBefore: Instant, known: [NetworkName: Instant]
    ) throws -> RecoveredPosts

    /// Brings a reply's row in line with a decision.
    func apply(_ change: ReplyChange, of id: CaseID, at: Instant) throws
    /// Replies whose time has come: scheduled ones that may ask to depart, and ones being sent
    /// whose next attempt is due and that nobody is attempting.
    func dueReplies(now: Instant, limit: Int) throws -> [ReplyRow]
    /// Counts an attempt and leases the row to it; nothing if it may not be attempted.
    func leaseAttempt(_ key: DeliveryID, until: Instant) throws -> ReplyRow?
    /// Replies that were being attempted when the process died.
    func interruptedReplies() throws -> [ReplyRow]

    /// Brings the row of an acknowledgement in line with a decision; where it stands follows from the
    /// facts (`record`).
    func apply(_ change: AcknowledgementChange, at: Instant) throws
    /// Those that are to leave, or to be tried again, and that nobody is attempting.
    func dueAcknowledgements(limit: Int) throws -> [AcknowledgementRow]
    /// Counts an attempt and leases the row to it; nothing if it may not be attempted.
    func leaseAcknowledgement(_ key: DeliveryID, until: Instant) throws -> AcknowledgementRow?
    /// Those that were being attempted when the process died.
    func interruptedAcknowledgements() throws -> [AcknowledgementRow]

    func apply(_ change: TimerChange, of id: CaseID) throws
    func dueTimers(now: Instant, limit: Int) throws -> [DueTimer]
    /// Every open case is looked at again (`.priority`) at its place in the time from `start` on, or
    /// when it would have been if that is sooner: rules that are new know nothing of it yet.
    func reassessOpenCases(from start: Instant, within: Lapse) throws
    /// The clock on the wall was set, and shows `now`: steps of chains that are under way come when
    /// they would have come without that. After one that was set back first pages are looked at
    /// soon, because another time of the day may be another one of the queue's hours.
    func clockWasSet(by lapse: Lapse, now: Instant) throws
    func begins(forPractice: Bool) throws
    /// When the next timer, or the time of a VIP, is due.
    func nextTimerDue() throws -> Instant?

    func setBrake(_ brake: Brake) throws
    func releaseBrake(of queue: QueueName?) throws

    func setLeave(_ leave: Leave) throws
    func endLeave(of person: PersonID) throws

    func setVIP(_ vip: VIP) throws
    func endVIP(_ handle: String, at source: SourceName?) throws
    /// VIPs whose time is over.
    func overdueVIPs(now: Instant, limit: Int) throws -> [VIP]
    /// A customer's open cases, by their folded handle. Reads the number of every open case: this is
    /// for what is rarely asked.
    func openCases(of handle: String, at source: SourceName?) throws -> [CaseID]

    func setCursor(_ cursor: RelayCursor) throws

    /// Replaces what was known of these rooms.
    func keep(_ marks: [HeardRow]) throws

    func keep(_ message: KeptMessage, at: Instant) throws
    func keep(_ sign: KeptSign, at: Instant) throws
    /// The post has become that message; nothing: it has become none of its own.
    func landed(_ post: DeliveryID, as reference: String?) throws
    /// Somebody took away what that post had become: it is no message any more, and counts as seen
    /// by nobody. Returns the post, if it is still known.
    func takenAway(_ post: DeliveryID) throws -> NewPost?
    /// That room is another one now: what had landed in the one before is no message of the desk's
    /// any more. Returns what is worth being put up again: the cards of cases that are urgent and
    /// unanswered or that somebody has, those first whose customers wait, at most so many; then the
    /// messages of all drafts that somebody has still to approve, of a draft perhaps several.
    func leaveBehind(
        on network: NetworkName, in room: String, cards limit: Int
    ) throws -> [KeptMessage]
    /// The card shows everything up to that event.
    func shown(_ card: DeliveryID, upTo event: Int64) throws

    /// Puts a page on its outbox, due at once. One to be said in the chat is only remembered.
    /// - Parameter token: the secret of its link, kept in plain until the page has left.
    func add(_ page: Page, token: String?, tokenHash: String?) throws
    /// Pages that are due and that nobody is sending, the attempt counted and leased until then.
    func leasePages(now: Instant, until: Instant, limit: Int) throws -> [PageRow]
    func settle(_ end: PageEnd) throws
    /// At a start: pages that were being sent are due again.
    func recoverPages(now: Instant) throws
    /// When the next page is due that nobody is sending.
    func nextPageDue() throws -> Instant?
    /// The link of a page was used. Of a second time nothing is kept.
    func usePage(tokenHash: String, at: Instant) throws
    /// Pages of before are forgotten, unless they still wait.
    func prunePages(before: Instant) throws
}

/// What goes wrong in a store, in words an administrator can act on.
package enum StoreFailure: Error, Hashable, Sendable {
    case locked(path: String)
    case newerSchema(found: String)
    case damaged(String)
    case full
    case cannotOpen(path: String, reason: String)
    case notWritten(String)
    case closed
}

extension CaseReading {
    package func tellings(after: Int64, limit: Int) throws -> [StoredEvent] {
        try events(after: after, of: nil, limit: limit)
    }
}
