import Casework
import Rehearsal
import Testing

@testable import CaseStore

/// History is free (invariant 10): no question that is asked all day reads a table whole.
@Suite(.timeLimit(.minutes(2)))
struct QueryPlanTests {
    static let searches = [
        CaseStatements.byNumber, CaseStatements.lastNumber, CaseStatements.numbersAfter,
        CaseStatements.updatePlace, CaseStatements.updateHolding, CaseStatements.updateRest,
        CaseStatements.updateOpening, CaseStatements.updateLanguage, CaseStatements.takeCount,
        AcknowledgementStatements.ofCase, AcknowledgementStatements.change,
        AcknowledgementStatements.byKey, AcknowledgementStatements.carry,
        AcknowledgementStatements.ofCustomer, AcknowledgementStatements.sent,
        QuestionStatements.ofCase, QuestionStatements.open, QuestionStatements.clear,
        ListStatements.ordered(.urgency, phases: 1, free: true, languages: 2),
        ListStatements.everything, ListStatements.inQueue, ListStatements.freeInQueue,
        ListStatements.held, ListStatements.one,
        ListStatements.ordered(.urgency, phases: 6, free: false),
        ListStatements.ordered(.urgency, phases: 1, free: true),
        ListStatements.ordered(.due, phases: 6, free: false),
        MentionStatements.ofCase, MentionStatements.change, MentionStatements.move,
        MentionStatements.holding, MentionStatements.newestOfThread,
        DraftStatements.ofCase, DraftStatements.change, DraftStatements.marked,
        DraftStatements.sent, DraftStatements.twin, DraftStatements.listed,
        PeopleStatements.said, AuditStatements.after, AuditStatements.afterOfCase,
        AuditStatements.entriesAfter, AuditStatements.head, AuditStatements.advance,
        PostStatements.served, CaseStatements.updateHands, CaseStatements.updatePhase,
        PostStatements.due, PostStatements.lease,
        PostStatements.standing, PostStatements.whole, PostStatements.again,
        PostStatements.repeated,
        PostStatements.finish, PostStatements.overdue, PostStatements.landed,
        PostStatements.forget, ReplyStatements.byKey, ReplyStatements.change,
        ReplyStatements.due, DeskStatements.clearTimer, DeskStatements.dueTimers,
        DeskStatements.cursor, DeskStatements.releaseBrake, PeopleStatements.earlier,
        PeopleStatements.newestReply, PeopleStatements.nextHolder, PeopleStatements.endLeave,
        RotaStatements.endAct, RotaStatements.forgetShift, RotaStatements.carried,
        RotaStatements.dropCarried, RotaStatements.happened, VIPStatements.ofHandle,
        VIPStatements.end, VIPStatements.source, AuditStatements.afterOfDesk,
        MeasureStatements.firstOfHours, MeasureStatements.touched, MeasureStatements.waits,
        MeasureStatements.warned, AuditStatements.remembered,
        MessageStatements.landed, MessageStatements.drop, MessageStatements.referred,
        MessageStatements.card, MessageStatements.newestDraft, MessageStatements.cards,
        MessageStatements.shown, MessageStatements.sign, MessageStatements.forget,
        MessageStatements.forgetSigns,
    ]

    @Test(arguments: searches)
    func `is found by an index`(_ statement: String) async throws {
        let plan = try await Self.plan(of: statement)
        #expect(!plan.isEmpty)
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    /// Read whole, but an index of only what waits.
    @Test(arguments: [
        (DraftStatements.waiting, "drafts_waiting"),
        (DraftStatements.waitingInQueue, "drafts_waiting"),
        (PostStatements.dueFigures, "posts_due"),
        (PostStatements.leasedFigures, "posts_leased"),
        (PostStatements.hurried, "posts_due"),
        (ReplyStatements.pendingCases, "replies_one_pending"),
        (ReplyStatements.pendingCasesInQueue, "replies_one_pending"),
        (DraftStatements.leavingListed, "replies_one_pending"),
        (ReplyStatements.interrupted, "replies_pending"),
        (ReplyStatements.figures, "replies_"),
        (AcknowledgementStatements.due, "acknowledgements_pending"),
        (AcknowledgementStatements.interrupted, "acknowledgements_pending"),
        (AcknowledgementStatements.figures, "acknowledgements_pending"),
        (DeskStatements.nextTimer, "timers_due"),
        (VIPStatements.next, "vips_ending"),
        (VIPStatements.overdue, "vips_ending"),
        // Of no closed case.
        (VIPStatements.open, "cases_"),
    ])
    func `reads only what waits`(statement: String, index: String) async throws {
        let plan = try await Self.plan(of: statement)
        let scans = plan.filter { $0.hasPrefix("SCAN") }
        #expect(scans.allSatisfy { $0.contains("INDEX \(index)") }, "\(plan)")
    }

    @Test
    func `forgetting signals looks at the oldest few only`() async throws {
        let plan = try await Self.plan(of: AuditStatements.forget)
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        let store = try SQLiteBench().sqlite()
        let forgotten = try await store.write { desk in
            for number in 1...9 {
                let at = Instant.halfPastTen + .minutes(number == 2 ? 99 : Int64(number))
                _ = try desk.remember(SignalReference("\(number)"), at: at)
            }
            return 0
        }
        #expect(forgotten == 0)
        var rounds: [Int] = []
        for _ in 0..<4 {
            rounds.append(
                try await store.prune(
                    signalsBefore: .halfPastTen + .minutes(6), postsBefore: .halfPastTen, limit: 3
                ).signals)
        }
        #expect(rounds == [2, 2, 0, 0])
    }

    /// An index whose first columns are what is asked for, so that nothing else is passed over.
    @Test(arguments: [
        (ListStatements.inQueue, "cases_listed (queue=? AND phase=? AND id<?)"),
        (ListStatements.freeInQueue, "cases_listed (queue=? AND phase=? AND id<?)"),
        (ListStatements.held, "cases_held (holder=? AND phase=? AND id<?)"),
        (ListStatements.ordered(.urgency, phases: 6, free: false), "cases_urgent (queue=?)"),
        (ListStatements.ordered(.urgency, phases: 1, free: true), "cases_urgent (queue=?)"),
        (ListStatements.ordered(.due, phases: 6, free: false), "cases_due (queue=?)"),
        (DraftStatements.twin, "drafts_canned (canned=?)"),
        (DraftStatements.listed, "drafts_listed (listed_on=?)"),
        (
            ListStatements.ordered(.urgency, phases: 1, free: true, languages: 2),
            "cases_urgent (queue=?)"
        ),
        (QuestionStatements.open, "questions_open (expert=?)"),
        (PostStatements.due, "posts_due (network=? AND lane<?)"),
        (PostStatements.landed, "posts_landed (case_id=?)"),
        (AuditStatements.afterOfCase, "events_of_case (case_id=? AND sequence>?)"),
        (ReplyStatements.due, "replies_pending (due<?)"),
        (MeasureStatements.waits, "cases_due (queue=?)"),
        (MeasureStatements.warned, "cases_due (queue=? AND due_at>? AND due_at<?)"),
    ])
    func `is found by its own index`(statement: String, index: String) async throws {
        let plan = try await Self.plan(of: statement)
        #expect(plan.contains { $0.contains("INDEX \(index)") }, "\(plan)")
    }

    static func plan(of statement: String) async throws -> [String] {
        let store = try SQLiteBench().sqlite()
        let arguments = statement.filter { $0 == "?" }.map { _ in SQLValue.integer(Int64(1)) }
        return try await store.transaction { sql in
            try sql.all("EXPLAIN QUERY PLAN \(statement)", arguments) { row in
                _ = (try row.integer(), try row.integer(), try row.integer())
                return try row.text()
            }
        }
    }
}
