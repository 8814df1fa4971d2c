import CaseStore
import Casework
import Connectors
import Logging
import Rehearsal
import Testing

@testable import Desk

/// What has been let go is held against its deadline once more before it is sent.
@Suite(.timeLimit(.minutes(1)))
struct ReplyCourierTests {
    /// What comes of one that is tried so long after it first left. Nothing is known of its case.
    private func outcome(
        of departure: Departure, after lapse: Lapse
    ) async throws -> ReplyAttempt.Outcome {
        let bench = try DeskBench()
        let plan = DeskPlan(clock: bench.clock)
        let store = try SQLiteStore.open(path: bench.path, now: bench.clock.now())
        let reports = ScriptedLog<AttemptReport>("reports") { "\($0.attempt.key)" }
        let courier = ReplyCourier(
            store: store, connectors: [plan.connector], destinations: plan.settings,
            gone: GoneReceivers { _ in }, board: StatusBoard(networks: []),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { [clock = bench.clock] in clock.now() },
            replyDeadline: { Policy().replyDeadline }
        ) { reports.append($0) }
        let (departures, gate) = AsyncStream<Departure>.makeStream()
        gate.yield(departure)
        gate.finish()
        bench.clock.advance(by: lapse)
        await courier.run(departures)
        try await store.close()
        return try #require(reports.entries.first).attempt.outcome
    }

    private func reply(isUncertain: Bool) -> Departure {
        .reply(
            ReplyRow(
                key: "reply-1", matter: CaseID(1), revision: 1, state: .sending,
                due: .halfPastTen, departedAt: .halfPastTen, attempts: 2, uncertain: isUncertain,
                leasedUntil: .halfPastTen + .minutes(2)))
    }

    private func told(isUncertain: Bool) -> Departure {
        .acknowledgement(
            AcknowledgementRow(
                key: "reply-2", matter: CaseID(1), answers: Mention.said().key, state: .sending,
                decidedAt: .halfPastTen, due: .halfPastTen, departedAt: .halfPastTen, attempts: 2,
                uncertain: isUncertain, leasedUntil: .halfPastTen + .minutes(2)))
    }

    @Test(arguments: [true, false])
    func `past its deadline nothing is sent, whatever it is`(isUncertain: Bool) async throws {
        let late = Policy().replyDeadline + Lapse(milliseconds: 1)
        for departure in [reply(isUncertain: isUncertain), told(isUncertain: isUncertain)] {
            #expect(
                try await outcome(of: departure, after: late)
                    == .retry(after: nil, reason: Turn.tooLate))
            // Until then it is looked for.
            let inTime = try await outcome(of: departure, after: Policy().replyDeadline)
            guard case .refused = inTime else {
                Issue.record("\(inTime)")
                return
            }
        }
    }
}
