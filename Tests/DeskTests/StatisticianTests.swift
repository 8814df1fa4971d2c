import CaseStore
import Casework
import Chat
import Logging
import Phrasebook
import Rehearsal
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1)))
struct StatisticianTests {
    /// 2026-11-22T00:00:00Z, the second day of the two.
    private static let midnight = Instant(seconds: 1_795_305_600)

    private func origin() -> Origin {
        Origin(
            Saying(
                network: "office", room: "#care", from: "sam", account: "sam", text: "!stats",
                addressed: false, messageID: "m", saidAt: .halfPastTen, heardAt: .halfPastTen),
            room: nil, person: "sam")
    }

    private func person(_ id: PersonID) throws -> Person {
        try #require(ScenarioCast.people.first { $0.id == id })
    }

    /// A desk that has lived through the two days, and asks at their end.
    private func asked(
        _ body: (Statistician, Instant, [StoredEvent]) async throws -> Void
    ) async throws {
        let bench = try DeskBench()
        let store = try SQLiteStore.open(path: bench.path, now: .halfPastTen)
        let desk = try await StatsDay.write(to: store)
        bench.clock.advance(by: desk.now - bench.clock.now())
        var plan = DeskPlan(clock: bench.clock)
        plan.settings = desk.settings
        plan.staff = ScenarioCast.people.map { StaffMember(person: $0, accounts: [:]) }
        let statistician = Statistician(
            running: RunningSetup(plan.setup()), store: store,
            logger: Logger(label: "stats") { _ in SwiftLogNoOpLogHandler() })
        let events = try await store.read { try $0.events(after: 0, of: nil, limit: 10_000) }
        try await body(statistician, desk.now, events)
        #expect(try await store.verifyReplay().holds)
        try await store.close()
    }

    private func report(
        _ statistician: Statistician, _ subject: StatsSubject? = nil, by id: PersonID = "sam",
        _ period: StatsPeriod = .today
    ) async throws -> StatsReport {
        try await statistician.report(
            .init(period: period, subject: subject, person: person(id), origin: origin()))
    }

    @Test(arguments: [nil, "care", "billing"] as [String?])
    func `every figure can be counted again from the events`(queue: String?) async throws {
        try await asked { statistician, now, events in
            let report = try await report(statistician, queue.map { .queue($0) })
            #expect(report.since == Self.midnight)
            let again = Recount(
                events, from: Self.midnight, to: now, queue: queue.map { QueueName($0) })
            let figures = report.figures
            #expect(figures.offered == again.offered)
            #expect(figures.noise == again.noise.count)
            #expect(figures.handled == again.handled.count)
            #expect(figures.first.waits.sortedMilliseconds == again.firstWaits.sorted())
            #expect(figures.next.waits.sortedMilliseconds == again.nextWaits.sorted())
            #expect(figures.next.inTime == Share(again.nextInTime, of: again.nextPromised))
            #expect(figures.serviceLevel == again.serviceLevel)
            #expect(figures.stillOpen == again.stillOpen)
            #expect(figures.handling.sortedMilliseconds == again.handling.sorted())
            #expect(figures.resolving.sortedMilliseconds == again.resolving.sorted())
            #expect(figures.reopenRate == Share(again.reopened.count, of: again.handled.count))
            #expect(figures.approvals.sortedMilliseconds == again.approvals.sorted())
            #expect(
                Dictionary(
                    uniqueKeysWithValues: figures.rejections.map {
                        (Recount.folded($0.reason), $0.count)
                    })
                    == again.rejections)
            #expect(figures.gratitude == again.gratitude)
            #expect(
                Dictionary(
                    uniqueKeysWithValues: figures.scores.map { ($0.criterion, $0.points.sorted()) })
                    == again.scores)
            #expect(figures.moods.sorted() == again.moods)
            for person in report.people {
                #expect(person.figures.assigned == again.assigned[person.id] ?? 0)
                #expect(person.figures.replies == again.replies[person.id] ?? 0)
            }
        }
    }

    /// By hand, so that two wrong counts do not agree.
    @Test func `the second day's figures are these`() async throws {
        try await asked { statistician, _, _ in
            let figures = try await report(statistician).figures
            #expect(figures.offered == 5)
            #expect(figures.noise == 1)
            #expect(figures.handled == 3)
            #expect(figures.first.waits.count == 1)
            #expect(figures.next.waits.count == 2)
            #expect(figures.next.inTime == Share(1, of: 2))
            // Kai has waited for too long, and there is time for Tom; Pia was promised nothing.
            #expect(figures.serviceLevel == Share(0, of: 2))
            #expect(figures.stillOpen == 1)
            #expect(figures.reopenRate == Share(2, of: 3))
            #expect(figures.rejections == [.init(reason: "Too cold!", count: 2)])
            #expect(figures.gratitude == Share(1, of: 2))
            // Sam said something else the second time, and what was said yesterday is yesterday's.
            #expect(
                figures.scores == [
                    ScoreFigures(criterion: "facts", of: 5, points: [5, 4]),
                    ScoreFigures(criterion: "tone", of: 5, points: [5, 4]),
                ])
            #expect(figures.scores.map(\.tenths) == [45, 45])
            // Mara and Zed, who wrote more than once.
            #expect(figures.moods.count == 3)
            let week = try await report(statistician, nil, .week).figures
            #expect(week.offered == 7)
            #expect(week.first.waits.count == 2)
            #expect(week.serviceLevel == Share(1, of: 4))
        }
    }

    @Test func `whose figures are whose to see`() async throws {
        try await asked { statistician, _, _ in
            // An agent's own.
            let own = try await report(statistician, by: "bo")
            #expect(own.subject == .person("bo"))
            #expect(own.figures.replies == 2)
            #expect(own.people.isEmpty)
            #expect(try await report(statistician, .person("Bo"), by: "bo") == own)
            #expect(try await report(statistician, .person("bo")).figures == own.figures)
            for subject in [StatsSubject.person("dana"), .queue("care"), .skill("billing")] {
                await #expect(throws: Refusal.notAllowed(nil, needs: .supervisor)) {
                    try await report(statistician, subject, by: "bo")
                }
            }
            // Kim supervises billing and nothing else.
            #expect(try await report(statistician, by: "kim").figures.offered == 2)
            #expect(try await report(statistician, .person("dana"), by: "kim").figures.isEmpty)
            await #expect(throws: Refusal.notAllowed(nil, needs: .supervisor)) {
                try await report(statistician, .queue("care"), by: "kim")
            }
            #expect(
                try await report(statistician, .skill("Billing")).figures
                    == report(statistician, .person("dana")).figures)
            await #expect(throws: Refusal.unknownPerson("nobody")) {
                try await report(statistician, .person("nobody"))
            }
            await #expect(throws: Refusal.unknownPerson("+chess")) {
                try await report(statistician, .skill("chess"))
            }
            await #expect(throws: Refusal.unknownQueue("cara")) {
                try await report(statistician, .queue("cara"))
            }
        }
    }

    @Test func `figures are said to whoever asked and never in a room`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.drafted()
            let start = desk.link.posts.count
            for (text, name) in [("!stats", "sam"), ("!stats week @dana", "lee"), ("!stats", "bo")]
            {
                let answer = try await desk.ask(text, by: name, in: "#care")
                #expect(answer.contains(" since "), "\(answer)")
            }
            let refused = try await desk.ask("!stats @dana", by: "bo", in: "#care")
            #expect(refused.contains("supervisor"))
            let said = desk.link.posts.entries.dropFirst(start)
            #expect(said.allSatisfy { $0.room == nil })
            #expect(said.contains { $0.text.contains("assigned 1") })
        }
    }

    @Test func `the board is the supervisors' and counts what stands`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.drafted()
            _ = try await desk.take(.said("no internet", id: "2", by: "@zed"))
            desk.sees("dana", "dana")
            let board = try await desk.ask("!board", by: "sam", in: "#care")
            #expect(
                board.contains(
                    "care · 2 open · 1 free · 2 P1 · oldest waits since 10:30 (1s ago) · 1 draft to approve"
                ), "\(board)")
            #expect(board.contains("dana 1"))
            desk.clock.advance(by: .minutes(40))
            try await desk.settle()
            #expect(try await desk.ask("!board", by: "sam").contains("2 overdue"))
            #expect(try await desk.ask("!board", by: "bo").contains("supervisor"))
        }
    }
}

extension [Lapse] {
    fileprivate var sortedMilliseconds: [Int64] { map(\.milliseconds).sorted() }
}
