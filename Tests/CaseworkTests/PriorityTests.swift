import Casework
import Rehearsal
import Testing

/// What makes a case more urgent without a word of anybody's.
@Suite struct PriorityTests {
    private static let rules = [
        PriorityRule(when: Condition(words: ["slow"]), points: 20, because: "slow"),
        PriorityRule(
            when: Condition(waitingAtLeast: .minutes(30)), points: 20, because: "waits"),
        PriorityRule(
            when: Condition(waitingAtLeast: .hours(2)), points: 20, because: "waits long"),
        PriorityRule(
            when: Condition(unansweredAtLeast: 3), points: 15, because: "writes again and again"),
    ]

    private let first = CaseID(1)

    private func desk() -> ScenarioDesk {
        var desk = ScenarioDesk()
        desk.settings.priority = PrioritySettings(p1: 50, p2: 20, rules: Self.rules)
        desk.settings.queues[0].firstResponse = nil
        return desk
    }

    private func mention(_ id: String, _ text: String, at: Instant) -> Mention {
        Mention(
            key: MentionKey(source: "crm", id: id), text: text, postedAt: at,
            author: Author(handle: "mara"))
    }

    private func open(_ desk: inout ScenarioDesk, at: Instant? = nil) throws -> Decision {
        try desk.submit(
            .open(mention: mention("m1", "slow", at: at ?? desk.now), linkedTo: nil), to: nil
        ).get()
    }

    private func does(
        _ command: Command, _ name: String? = nil, on desk: inout ScenarioDesk
    ) throws -> Decision {
        desk.now = desk.now + .seconds(10)
        let person = try name.map { try #require(desk.person($0)) }
        return try desk.submit(command, to: first, by: person.map { desk.actor($0) }).get()
    }

    /// Dana writes, sam approves, and it arrives.
    private func answer(on desk: inout ScenarioDesk) throws {
        _ = try does(.draft(text: "Hi Mara", direct: false), "dana", on: &desk)
        desk.see(.draftCard, in: .room("approvals"), of: first)
        let key = try #require(desk.cases[0].liveDraft?.key)
        _ = try does(.approve(mark: desk.cases[0].liveDraft?.mark), "sam", on: &desk)
        desk.now = desk.now + .minutes(2)
        _ = try does(.depart(key: key), on: &desk)
        let sent = ReplyAttempt(
            key: key, number: 1, outcome: .sent(reference: nil), departedAt: desk.now,
            uncertainBefore: false, deduplicated: false)
        _ = try does(.attempted(sent), on: &desk)
    }

    @Test func `a case is looked at again when a longer wait counts`() throws {
        var desk = desk()
        let opened = try open(&desk)
        #expect(opened.timers == [.set(.priority, at: desk.now + .minutes(30))])
        desk.now = desk.now + .minutes(30)
        let rose = try desk.submit(.reassess, to: first).get()
        #expect(rose.matter?.points == 40)
        #expect(rose.matter?.priority == .p2)
        #expect(rose.timers == [.set(.priority, at: desk.now + .minutes(90))])
        #expect(rose.announcements.isEmpty)
        desk.now = desk.now + .minutes(90)
        let urgent = try desk.submit(.reassess, to: first).get()
        #expect(urgent.matter?.priority == .p1)
        #expect(urgent.timers.isEmpty)
        guard case .ring = urgent.announcements.first?.notice else {
            Issue.record("a free case that has become urgent rings: \(urgent.announcements)")
            return
        }
    }

    @Test func `whoever holds it is told`() throws {
        var desk = desk()
        _ = try open(&desk)
        _ = try does(.claim, "dana", on: &desk)
        desk.now = desk.now + .hours(2)
        let rose = try does(.reassess, on: &desk)
        guard case .rose(let brief, let because) = rose.announcements.first?.notice else {
            Issue.record("\(rose.announcements)")
            return
        }
        #expect(brief.holder == "dana")
        #expect(brief.priority == .p1)
        #expect(because.map(\.because) == ["waits", "waits long"])
    }

    @Test func `an old post has waited, one from a clock that is ahead has not`() throws {
        var desk = desk()
        #expect(try open(&desk, at: desk.now - .minutes(45)).matter?.points == 40)
        var other = self.desk()
        let ahead = try open(&other, at: other.now + .hours(5))
        #expect(ahead.timers == [.set(.priority, at: other.now + .minutes(30))])
    }

    @Test func `once answered, nobody waits; whoever writes again begins anew`() throws {
        var desk = desk()
        _ = try open(&desk)
        _ = try does(.claim, "dana", on: &desk)
        desk.now = desk.now + .minutes(40)
        #expect(try does(.reassess, on: &desk).matter?.points == 40)
        try answer(on: &desk)
        #expect(desk.cases[0].phase == .answered)
        #expect(desk.cases[0].points == 20)
        #expect(desk.cases[0].circumstances(at: desk.now).waitingSince == nil)
        desk.now = desk.now + .minutes(5)
        let again = desk.now
        let joined = try desk.submit(
            .join(mention: mention("m2", "still there", at: again)), to: first
        ).get()
        #expect(joined.timers == [.set(.priority, at: again + .minutes(30))])
        #expect(desk.cases[0].circumstances(at: again).unanswered == 1)
    }

    @Test func `who writes three times without an answer counts`() throws {
        var desk = desk()
        _ = try open(&desk)
        for id in ["m2", "m3"] {
            _ = try does(.join(mention: mention(id, "hello?", at: desk.now)), on: &desk)
        }
        #expect(desk.cases[0].points == 35)
        let third = MentionKey(source: "crm", id: "m3")
        _ = try does(.withdraw(key: third, deletedAt: desk.now), on: &desk)
        #expect(desk.cases[0].points == 20)
    }

    @Test func `a post from the future waits from now on`() throws {
        var desk = desk()
        _ = try open(&desk, at: desk.now + .days(3650))
        desk.now = desk.now + .minutes(30)
        #expect(try does(.reassess, on: &desk).matter?.points == 40)
    }

    @Test func `thanks wait for nothing`() throws {
        var desk = desk()
        let thanks = mention("m1", "Thank you!", at: desk.now - .hours(5))
        let opened = try desk.submit(.open(mention: thanks, linkedTo: nil), to: nil).get()
        #expect(opened.matter?.points == 0)
        #expect(opened.timers.isEmpty)
    }

    @Test func `what was ended by phone has not waited when it comes back`() throws {
        var desk = desk()
        _ = try open(&desk)
        _ = try does(.claim, "dana", on: &desk)
        _ = try does(.resolve(outcome: "called back"), "dana", on: &desk)
        desk.now = desk.now + .days(5)
        let again = mention("m2", "one more thing", at: desk.now)
        let joined = try does(.join(mention: again), on: &desk)
        #expect(joined.matter?.points == 20)
        #expect(joined.matter?.circumstances(at: desk.now).unanswered == 1)
    }

    @Test func `a post that came late is owed all the same`() throws {
        var desk = desk()
        _ = try open(&desk)
        _ = try does(.claim, "dana", on: &desk)
        let before = desk.now
        try answer(on: &desk)
        let late = try does(.join(mention: mention("m2", "and now?", at: before)), on: &desk)
        #expect(late.matter?.circumstances(at: desk.now).waitingSince == before)
    }

    @Test func `while the answer is on its way nobody is told`() throws {
        var desk = desk()
        _ = try open(&desk)
        _ = try does(.claim, "dana", on: &desk)
        _ = try does(.draft(text: "Hi Mara", direct: false), "dana", on: &desk)
        _ = try does(.approve(mark: desk.cases[0].liveDraft?.mark), "sam", on: &desk)
        desk.now = desk.now + .hours(3)
        let rose = try does(.reassess, on: &desk)
        #expect(rose.matter?.priority == .p1)
        #expect(rose.announcements.isEmpty)
    }

    @Test func `what has ended does not rise`() throws {
        var desk = desk()
        _ = try open(&desk)
        _ = try does(.claim, "dana", on: &desk)
        _ = try does(.resolve(outcome: nil), "dana", on: &desk)
        desk.now = desk.now + .hours(3)
        let decision = try does(.reassess, on: &desk)
        #expect(decision.facts.isEmpty && decision.announcements.isEmpty)
    }
}
