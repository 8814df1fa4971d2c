import CaseStore
import Casework
import Logging
import Phrasebook

/// Counts what a period brought. That takes as long as the period was busy, however long the
/// history is, so it is done beside the loop, and its answer goes back into it.
final class Statistician: Sendable {
    /// Questions that wait for their turn.
    static let waitingMax = 32
    /// Cases read at once, so that others who read need not wait.
    static let page = 50
    static let eventsPage = 500

    struct Question: Sendable {
        var period: StatsPeriod
        var subject: StatsSubject?
        var person: Person
        var origin: Origin
    }

    private let running: RunningSetup
    private let store: any CaseStore
    private let logger: Logger
    private let questions: AsyncStream<Question>
    private let put: AsyncStream<Question>.Continuation

    init(running: RunningSetup, store: any CaseStore, logger: Logger) {
        self.running = running
        self.store = store
        self.logger = logger
        (questions, put) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.waitingMax))
    }

    /// - Returns: false if too many wait already.
    func ask(_ question: Question) -> Bool {
        if case .enqueued = put.yield(question) { true } else { false }
    }

    /// Until the task is cancelled.
    /// - Parameter answer: what is to be said to whoever asked, or why it is not.
    func run(_ answer: @Sendable (Result<StatsReport, Refusal>, Origin) -> Void) async {
        for await question in questions {
            do {
                answer(.success(try await report(question)), question.origin)
            } catch let refusal as Refusal {
                answer(.failure(refusal), question.origin)
            } catch {
                logger.error("The figures could not be read", metadata: ["error": "\(error)"])
                answer(.failure(.notRecorded), question.origin)
            }
        }
    }

    func report(_ question: Question) async throws -> StatsReport {
        let setup = running.standing.setup
        let scope = try StatsScope(question, setup)
        let now = setup.clock.now()
        let since = setup.start(of: question.period, at: now)
        let reasons = setup.settings.policy.rejectionReasons
        let measures = try await measures(since: since, until: now).filter(scope.includes)
        var report = StatsReport(
            period: question.period, since: since, subject: scope.subject,
            figures: Figures(
                measures.filter(scope.counts), isPersonal: scope.people != nil, reasons: reasons),
            open: try await open(scope))
        report.goal = scope.people == nil ? setup.goal(of: scope.queues) : nil
        if scope.people?.count ?? 2 > 1 {
            report.people = setup.staff.map(\.person.id).filter(scope.isOf).map { person in
                let theirs = measures.filter { $0.person == person }
                return StatsReport.Person(
                    id: person, figures: Figures(theirs, isPersonal: true, reasons: reasons))
            }
        }
        return report
    }

    /// Every case to which something happened is told from its beginning.
    private func measures(since: Instant, until now: Instant) async throws -> [Measure] {
        let (touched, last) = try await store.read { store in
            let last = try store.lastEvent()
            return (try store.casesTouched(since: since, upTo: last), last)
        }
        var measures: [Measure] = []
        for start in stride(from: 0, to: touched.count, by: Self.page) {
            let ids = Array(touched[start..<min(start + Self.page, touched.count)])
            measures += try await store.read { store in
                try ids.flatMap { id in
                    var story = CaseStory(since...max(since, now))
                    try store.tell(id, upTo: last) { event in
                        guard let fact = event.fact else { return }
                        story.tell(fact, by: event.by, at: event.at, id: id)
                    }
                    return story.told()
                }
            }
        }
        return measures
    }

    private func open(_ scope: StatsScope) async throws -> Int {
        let owed: [Phase] = [.new, .claimed, .drafted, .approved]
        let open = Phase.allCases.filter(\.isOpen)
        return try await store.read { store in
            if let people = scope.people {
                return try people.reduce(0) { sum, person in
                    let query = CaseQuery(
                        phases: open, holder: person, limit: CaseQuery.limitMax)
                    return try sum + store.cases(query).count
                }
            }
            return try store.caseCounts().filter { count in
                owed.contains(count.phase) && scope.queues?.contains(count.queue) ?? true
            }.reduce(0) { $0 + $1.count }
        }
    }
}

extension CaseReading {
    fileprivate func tell(
        _ id: CaseID, upTo last: Int64, _ body: (StoredEvent) -> Void
    ) throws {
        var after: Int64 = 0
        while true {
            let page = try events(after: after, of: id, limit: Statistician.eventsPage)
            for event in page where event.sequence <= last { body(event) }
            guard page.count == Statistician.eventsPage, let end = page.last else { return }
            after = end.sequence
        }
    }
}

extension DeskSetup {
    /// The service level that all these queues are to reach; nothing if they differ.
    fileprivate func goal(of names: [QueueName]?) -> Share? {
        let queues = settings.queues.filter { names?.contains($0.name) ?? true }
        let goals = Set(queues.map(\.goal))
        return goals.count == 1 ? goals.first.flatMap(\.self) : nil
    }

    /// Today begins at midnight by the desk's clock, the week at that of six days before.
    func start(of period: StatsPeriod, at now: Instant) -> Instant {
        let today = midnight(before: now)
        switch period {
        case .today: return today
        // Noon is the same day whatever the clocks do at night.
        case .week: return midnight(before: today - .days(6) + .hours(12))
        }
    }

    private func midnight(before now: Instant) -> Instant {
        let whole = Instant(seconds: now.milliseconds / 1000)
        let start = whole - localTime(whole).sinceMidnight
        // The clocks may have been changed since.
        let off = localTime(start).sinceMidnight
        return off < .hours(12) ? start - off : start + .days(1) - off
    }
}

extension LocalTime {
    fileprivate var sinceMidnight: Lapse {
        .seconds(Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second))
    }
}
