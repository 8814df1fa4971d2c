import CaseStore
import Casework
import Synchronization

/// A store on paper: it shows what a test has put there.
final class PaperStore: CaseStore {
    struct Contents: Sendable {
        var matters: [Case] = []
        var events: [StoredEvent] = []
        var counts: [CaseCount] = []
        var outbox = OutboxFigures(
            pendingPosts: 0, pendingReplies: 0, oldestPost: nil, oldestReply: nil)
        var failure: StoreFailure?
    }

    private let contents: Mutex<Contents>

    init(_ contents: Contents = Contents()) { self.contents = Mutex(contents) }

    func change(_ change: (inout Contents) -> Void) { contents.withLock { change(&$0) } }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseReading) throws -> Value
    ) async throws -> Value {
        let snapshot = contents.withLock { $0 }
        if let failure = snapshot.failure { throw failure }
        return try body(PaperSnapshot(contents: snapshot))
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseWriting) throws -> Value
    ) async throws -> Value {
        throw StoreFailure.notWritten("HTTP never writes")
    }

    func close() async throws {}
}

struct PaperSnapshot: CaseReading {
    let contents: PaperStore.Contents

    func matter(_ id: CaseID) throws -> Case? { contents.matters.first { $0.id == id } }

    func cases(_ query: CaseQuery) throws -> [CaseRow] {
        let found = contents.matters.filter { matter in
            (query.phases.isEmpty || query.phases.contains(matter.phase))
                && (query.queue == nil || query.queue == matter.queue)
                && (query.holder == nil || query.holder == matter.holder)
                && query.after.map { matter.id < $0 } ?? true
        }
        return found.sorted { $0.id > $1.id }.prefix(query.limit).map { matter in
            CaseRow(
                id: matter.id, phase: matter.phase, queue: matter.queue,
                priority: matter.priority, points: matter.points, customer: matter.customer,
                holder: matter.holder, heldSince: nil, openedAt: matter.openedAt, dueAt: nil,
                answeredAt: nil, opening: "", mark: nil, draftState: nil)
        }
    }

    func events(after: Int64, of id: CaseID?, limit: Int) throws -> [StoredEvent] {
        let found = contents.events.filter {
            $0.sequence > after && (id == nil || $0.matter == id)
        }
        return Array(found.prefix(limit))
    }

    func lastEvent() throws -> Int64 { contents.events.last?.sequence ?? 0 }
    func caseCounts() throws -> [CaseCount] { contents.counts }
    func outboxFigures() throws -> OutboxFigures { contents.outbox }

    func caseHolding(_ key: MentionKey) throws -> CaseID? { nil }
    func newestCase(
        source: SourceName, conversation: String, before: CaseID?
    ) throws -> CaseID? { nil }
    func caseAnswered(source: SourceName, reference: String) throws -> CaseID? { nil }
    func caseDrafted(_ mark: Mark) throws -> CaseID? { nil }
    func brakes() throws -> [Brake] { [] }
    func openQuestions(of person: PersonID, limit: Int) throws -> [OpenQuestion] { [] }
    func landings(of id: CaseID) throws -> [Landing] { [] }
    func networksWithFreshCard(of id: CaseID, revision: Int) throws -> Set<NetworkName> { [] }
    func acquaintance(
        with handle: String, of source: SourceName, before: CaseID
    ) throws -> Acquaintance? { nil }
    func vip(_ handle: String, at source: SourceName) throws -> VIP? { nil }
    func vips() throws -> [VIP] { [] }
    func rotaActs() throws -> [RotaAct] { [] }
    func plans() throws -> [RunningPlan] { [] }
    func tellings(of plan: RunningPlan) throws -> PlanTellings { PlanTellings() }
    func toldShifts() throws -> [ToldShift] { [] }
    func toldOpenings() throws -> [ToldOpening] { [] }
    func carriedCases(of queue: QueueName) throws -> [CaseID] { [] }
    func happenings(
        from start: Instant, to end: Instant, telling types: Set<String>
    ) throws -> Happenings { Happenings() }
    func earlierCases(
        of handle: String, at source: SourceName, before: CaseID
    ) throws -> Int { 0 }
    func holders() throws -> [PersonID] { [] }
    func leaves() throws -> [Leave] { [] }
    func echo(
        of text: String, to handle: String, of source: SourceName, besides: CaseID
    ) throws -> Echo? { nil }
    func twin(
        saying text: String, of canned: String, like: Mention, in queue: QueueName,
        besides: CaseID
    ) throws -> Twin? { nil }
    func listedDrafts(on card: Mark) throws -> [(id: CaseID, draft: Draft)] { [] }
    func casesLeaving(listedOn card: Mark, approvedBy person: PersonID) throws -> [CaseID] { [] }
    func casesWithReplyOnItsWay(in queue: QueueName?) throws -> [CaseID] { [] }
    func casesWithLiveDraft() throws -> [CaseID] { [] }
    func strandedDrafts(limit: Int) throws -> [WaitingDraft] { [] }
    func waitingDrafts(in queue: QueueName?, limit: Int) throws -> [WaitingDraft] { [] }
    func acknowledgement(_ key: DeliveryID) throws -> AcknowledgementRow? { nil }
    func acknowledgedBefore(
        _ handle: String, at source: SourceName
    ) throws -> [AcknowledgedBefore] { [] }
    func reply(_ key: DeliveryID) throws -> ReplyRow? { nil }
    func cursor(of relay: String) throws -> RelayCursor? { nil }
    func find(_ query: FindQuery, limit: Int) throws -> Found { Found() }
    func notes(of id: CaseID) throws -> [CaseNote] { [] }
    func casesTouched(since start: Instant, upTo last: Int64) throws -> [CaseID] { [] }
    func waits(in queue: QueueName, now: Instant, soon: Instant) throws -> QueueWaits {
        QueueWaits(oldest: nil, overdue: 0, warned: 0)
    }
    func heardMarks(on network: NetworkName) throws -> [HeardRow] { [] }
    func remembers(_ reference: SignalReference) throws -> Bool { false }
    func message(_ reference: String, on network: NetworkName) throws -> KeptMessage? { nil }
    func threadRoot(
        of id: CaseID, on network: NetworkName, in room: String
    ) throws -> KeptMessage? { nil }
    func message(from post: DeliveryID) throws -> KeptMessage? { nil }
    func awaitsMessage(on network: NetworkName, in room: String) throws -> Bool { false }
    func cards(of id: CaseID) throws -> [KeptMessage] { [] }
    func staleCards(on network: NetworkName, limit: Int) throws -> [KeptMessage] { [] }
    func sign(_ reference: String, on network: NetworkName) throws -> KeptSign? { nil }
    func clockSeen() throws -> Instant? { nil }
    func wasForPractice() throws -> Bool? { nil }
    func lastPage(of chain: String, until now: Instant) throws -> Instant? { nil }
    func pagedRuns(limit: Int) throws -> [PagedRun] { [] }
    func linkedPage(tokenHash: String) throws -> LinkedPage? { nil }
}
