import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// Undo windows and the way of a reply to its customer.
@Suite(.timeLimit(.minutes(1)))
struct TurnRepliesTests {
    /// Replies leave when they are written.
    private func alone(_ plan: inout DeskPlan) {
        plan.settings.policy.approval = .never
        plan.settings.policy.undoWindow = .zero
    }

    /// So many attempts are under way that one more stands in line behind them.
    private func crowded(
        _ body: (DeskLife, _ last: Int64) async throws -> Void
    ) async throws {
        let busy = ReplyLanes.widthMax
        try await DeskBench().live(alone) { desk in
            for number in 1...(busy + 1) {
                if number <= busy { desk.connector.script(.pending) }
                _ = try await desk.take(.said("hello", id: "\(number)", by: "@c\(number)"))
                try await desk.ask("!c \(number)", by: "dana", in: "#care")
                try await desk.ask("!r \(number) Hello there", by: "dana", in: "#care")
                try await desk.settle()
            }
            #expect(desk.connector.attempts.count == busy)
            let last = Int64(busy + 1)
            #expect(try await desk.matter(last).liveDraft?.state == .sending)
            try await body(desk, last)
            #expect(desk.connector.attempts.count == busy)
        }
    }

    @Test func `the brake stops what stands in line behind others`() async throws {
        try await crowded { desk, last in
            try await desk.ask("!hold wrong text", by: "lee", in: "#approvals")
            desk.connector.answer(.sent(reference: nil))
            try await desk.until("the last one is held") {
                try await desk.matter(last).liveDraft?.state == .held
            }
        }
    }

    @Test func `a customer who writes stops what stands in line behind others`() async throws {
        try await crowded { desk, last in
            _ = try await desk.take(
                Mention(
                    key: MentionKey(source: "crm", id: "solved"), text: "solved!",
                    postedAt: desk.clock.now(), author: Author(handle: "@c\(last)"),
                    inReplyTo: "\(last)"))
            desk.connector.answer(.sent(reference: nil))
            try await desk.until("the last one is held") {
                try await desk.matter(last).liveDraft?.state == .held
            }
        }
    }

    @Test func `what stood in line past its deadline does not leave`() async throws {
        try await crowded { desk, last in
            // Whether there is room for it by then or not.
            desk.clock.advance(by: Policy().replyDeadline + .seconds(1))
            let failed = try await desk.hears("was not delivered")
            #expect(failed.text.contains("thers were in line before it"))
            #expect(try await desk.matter(last).liveDraft?.state == .failed)
            desk.connector.answer(.sent(reference: nil))
        }
    }

    @Test func `a receiver that is gone is asked once, and again after the next start`()
        async throws
    {
        func answer(_ number: Int, _ desk: DeskLife) async throws {
            _ = try await desk.take(.said("hello", id: "\(number)", by: "@c\(number)"))
            try await desk.ask("!c \(number)", by: "dana", in: "#care")
            try await desk.ask("!r \(number) Hello there", by: "dana", in: "#care")
        }
        let bench = try DeskBench()
        let plan: (inout DeskPlan) -> Void = { plan in
            alone(&plan)
            plan.staff.append(DeskPlan.member("ada", [.admin]))
        }
        try await bench.live(plan) { desk in
            desk.sees("ada", "ada")
            desk.connector.script(.outcome(.gone))
            for number in 1...3 {
                try await answer(number, desk)
                try await desk.until("#\(number) has failed") {
                    try await desk.matter(Int64(number)).liveDraft?.state == .failed
                }
                let reason = try await desk.matter(Int64(number)).liveDraft?.remark
                #expect(reason == ReplyOutcome.goneReason)
            }
            try await desk.settle()
            #expect(desk.connector.attempts.count == 1)
            let told = desk.saidAlone(to: "ada").filter { $0.contains("relay crm") }
            #expect(told.count == 1)
        }
        let connector = ScriptedConnector()
        connector.script(.outcome(.sent(reference: nil)))
        let next: (inout DeskPlan) -> Void = { next in
            plan(&next)
            next.connector = connector
        }
        try await bench.live(next) { desk in
            try await answer(4, desk)
            try await desk.hears("sent to @c4")
        }
    }

    @Test func `a clock that was ahead when the desk began fails nothing`() async throws {
        try await DeskBench().live { desk in
            desk.clock.jump(to: desk.clock.now() - .hours(5))
            _ = try await desk.approved()
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(31))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `a reply that somebody says was sent is a first response like others`()
        async throws
    {
        try await DeskBench().live({ plan in
            alone(&plan)
            plan.connector = ScriptedConnector(deduplicates: false)
        }) { desk in
            func responses() -> Int? { desk.desk.status.status().firstResponses.counts.last }
            desk.connector.script(.outcome(.unknown(reason: "no answer")))
            _ = try await desk.take(.said("hello"))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!r 1 Hello there", by: "dana", in: "#care")
            try await desk.hears("settle 1 sent")
            #expect(responses() == 0)
            try await desk.ask("!settle 1 sent", by: "sam", in: "#care")
            try await desk.until("it is counted") { responses() == 1 }
        }
    }

    @Test func `nobody is answered in somebody else's conversation`() async throws {
        try await DeskBench().live(alone) { desk in
            _ = try await desk.take(.said("no internet", id: "1", by: "@mara"))
            _ = try await desk.take(.said("none here", id: "2", by: "@zed", in: "c-99"))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!merge 2 into 1", by: "dana", in: "#care")
            desk.clock.advance(by: .seconds(1))
            try await desk.ask("!merge 2 into 1", by: "dana", in: "#care")
            desk.connector.script(.outcome(.sent(reference: nil)))
            try await desk.ask("!r 1 Hi Mara", by: "dana", in: "#care")
            try await desk.hears("sent to")
            let sent = try #require(desk.connector.attempts.entries.last?.reply)
            #expect(sent.inReplyTo == "1" || sent.conversation == "c-99")
            #expect(sent.inReplyTo != "1" || sent.conversation == nil)
        }
    }

    @Test func `the undo window is as long as promised, to the millisecond`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.approved()
            desk.clock.advance(by: Lapse(milliseconds: 29_999))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: Lapse(milliseconds: 1))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `without a notice that is seen the reply leaves after a minute and the window`()
        async throws
    {
        try await DeskBench().live { desk in
            let mark = try await desk.drafted()
            desk.link.answer(.silence, to: "approved by sam", times: 9)
            desk.say("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#care")
            try await desk.settle()
            desk.clock.advance(by: Lapse(milliseconds: 89_999))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: Lapse(milliseconds: 1))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `a notice that is seen late starts a whole window, and ends no later`() async throws
    {
        try await DeskBench().live { desk in
            let mark = try await desk.drafted()
            desk.link.answer(.silence, to: "approved by sam", times: 9)
            desk.say("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#care")
            desk.clock.advance(by: .seconds(50))
            desk.link.release()
            try await desk.settle()
            desk.clock.advance(by: Lapse(milliseconds: 29_999))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: Lapse(milliseconds: 1))
            try await desk.hears("sent to @mara")
        }
    }

    @Test(arguments: [Lapse.hours(5), Lapse(milliseconds: -5 * 3_600_000)])
    func `a clock that jumps between approval and notice neither shortens nor stretches the window`(
        by jump: Lapse
    ) async throws {
        try await DeskBench().live { desk in
            let mark = try await desk.drafted()
            desk.link.answer(.silence, to: "approved by sam", times: 9)
            desk.say("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#care")
            desk.clock.jump(to: desk.clock.now() + jump)
            desk.link.release()
            try await desk.settle()
            desk.clock.advance(by: Lapse(milliseconds: 29_999))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: Lapse(milliseconds: 1))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `after a restart a running window starts anew`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.approved()
            desk.clock.advance(by: .seconds(29))
            try await desk.settle()
        }
        bench.clock.advance(by: .minutes(10))
        try await bench.live { desk in
            desk.clock.advance(by: Lapse(milliseconds: 29_999))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: Lapse(milliseconds: 1))
            try await desk.hears("sent to @mara")
        }
    }

    /// A draft stands before somebody who goes, and is back once something has happened to it.
    private func missing(
        _ name: String, _ desk: DeskLife, _ happens: () async throws -> Void
    ) async throws -> Mark {
        desk.sees(name, name)
        let mark = try await desk.drafted()
        desk.sees(name, name, isHere: false)
        desk.clock.advance(by: .seconds(3))
        try await happens()
        try await desk.settle()
        desk.clock.advance(by: .seconds(10))
        desk.sees(name, name)
        desk.clock.advance(by: .seconds(10))
        return mark
    }

    @Test func `whoever was gone when a card came has not read it`() async throws {
        try await DeskBench().live { desk in
            let first = try await missing("sam", desk) {
                try await desk.ask("!edit 1 Another text.", by: "dana", in: "#care")
                try await desk.hears("draft: Another text.", in: "#approvals")
            }
            let answer = try await desk.ask("!ok 1", by: "sam", in: "#approvals")
            let mark = try await desk.mark(1)
            #expect(mark != first)
            #expect(!answer.contains("approved") && answer.contains("\(mark)"))
            // Named, it is the one that is meant; and nobody has to come back for what comes now.
            try await desk.ask("!edit 1 A third text.", by: "dana", in: "#care")
            try await desk.hears("draft: A third text.", in: "#approvals")
            try await desk.settle()
            desk.clock.advance(by: .seconds(10))
            try await desk.ask("!ok 1", by: "sam", in: "#approvals")
            try await desk.hears("approved by sam")
        }
    }

    @Test func `whoever was gone when a reply was held reads why before an ok releases it`()
        async throws
    {
        try await DeskBench().live { desk in
            let mark = try await missing("sam", desk) {
                var edited = Mention.said("It is back")
                edited.editedAt = desk.clock.now()
                _ = try await desk.take(edited)
                try await desk.hears("is held, @mara", in: "#approvals")
            }
            let answer = try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            #expect(answer.contains("It is back"))
            #expect(try await desk.matter(1).liveDraft?.state == .held)
            try await desk.settle()
            desk.clock.advance(by: .seconds(10))
            try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.hears("approved by sam")
        }
    }

    @Test func `what was let go in practice waits for another word when the desk goes live`()
        async throws
    {
        let bench = try DeskBench()
        let mark = try await bench.live({ $0.settings.policy.practice = true }) { desk in
            let mark = try await desk.approved()
            desk.clock.advance(by: .seconds(29))
            try await desk.settle()
            return mark
        }
        bench.clock.advance(by: .minutes(1))
        try await bench.live { desk in
            try await desk.hears("the desk went live", in: "#approvals")
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(desk.connector.attempts.entries.isEmpty)
            #expect(try await desk.matter(1).liveDraft?.state == .held)
            try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.settle()
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `a long window outlives a restart, however short replies are tried`() async throws {
        let bench = try DeskBench()
        let plan: (inout DeskPlan) -> Void = {
            $0.settings.policy.undoWindow = .minutes(30)
            $0.settings.policy.replyDeadline = .minutes(15)
        }
        _ = try await bench.live(plan) { desk in try await desk.approved() }
        bench.clock.advance(by: .minutes(20))
        try await bench.live(plan) { desk in
            desk.clock.advance(by: .minutes(29))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .minutes(1))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `a thread goes on in the case that is open, whatever stands beside it`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said("no internet", id: "1", by: "@mara"))
            _ = try await desk.take(.said("look at this", id: "2", by: "@bot", in: "c-1"))
            try await desk.ask("!noise 2", by: "dana", in: "#care")
            let own = try await desk.take(.said("none here", id: "3", by: "@mara", in: "c-1"))
            #expect(own.first?.matter.number == 3)
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!merge 3 into 1", by: "dana", in: "#care")
            let next = try await desk.take(.said("hello?", id: "4", by: "@mara", in: "c-1"))
            #expect(next.first?.matter.number == 1)
        }
    }

    @Test(arguments: [Lapse.zero, .seconds(5), .minutes(5)])
    func `after a restart a window is as long as its notice said`(_ window: Lapse) async throws {
        let bench = try DeskBench()
        try await bench.live { desk in _ = try await desk.approved() }
        try await bench.live({ $0.settings.policy.undoWindow = window }) { desk in
            desk.clock.advance(by: Lapse(milliseconds: 29_999))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: Lapse(milliseconds: 1))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `after a restart a notice that nobody had seen is shown before the window runs`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            let mark = try await desk.drafted()
            desk.link.answer(.silence, to: "approved by sam", times: 9)
            desk.say("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#care")
            try await desk.settle()
        }
        bench.clock.advance(by: .minutes(10))
        try await bench.live({ $0.comesUp = false }) { desk in
            _ = try await desk.take(.said("word", id: "2", by: "@zed"))
            desk.clock.advance(by: .seconds(40))
            _ = try await desk.take(.said("word", id: "3", by: "@zed"))
            desk.comeUp(desk.link)
            let notice = try await desk.hears("approved by sam", in: "#care")
            #expect(notice.isRepeat)
            try await desk.settle()
            desk.clock.advance(by: Lapse(milliseconds: 29_999))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: Lapse(milliseconds: 1))
            try await desk.hears("sent to @mara")
        }
    }

    @Test(arguments: [true, false])
    func `an undo that was long on its way takes no later approval back, if that is sure`(
        isSure: Bool
    ) async throws {
        try await DeskBench().live { desk in
            _ = try await desk.approved()
            let start = desk.link.posts.count
            desk.link.say(
                "!undo 1", by: "dana", account: "dana", in: "#care", delay: .seconds(30),
                isDelaySure: isSure)
            if isSure {
                try await desk.hears("by sam, after you said that", from: start, in: "#care")
                #expect(try await desk.matter(1).liveDraft?.state == .approved)
                try await desk.ask("!undo 1", by: "dana", in: "#care")
            } else {
                try await desk.hears("called back by dana", from: start, in: "#care")
            }
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
        }
    }

    @Test func `undo inside the window calls it back, after it is too late`() async throws {
        try await DeskBench().live { desk in
            let mark = try await desk.approved()
            desk.clock.advance(by: .seconds(29))
            #expect(try await desk.ask("!u 1", by: "dana", in: "#care").contains("called back"))
            desk.clock.advance(by: .minutes(5))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.settle()
            desk.connector.script(.pending)
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            let late = try await desk.ask("!u 1", by: "dana", in: "#care")
            #expect(late.contains("too late"))
            desk.connector.answer(.sent(reference: nil))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `called back in the very turn in which its window ends, it waits for another`()
        async throws
    {
        try await DeskBench().live { desk in
            let mark = try await desk.approved()
            // The loop is held up while all of this piles up behind it.
            let blocker = Blocker()
            let inbox = desk.intake.inbox
            try await desk.hold(blocker) {
                desk.clock.advance(by: .seconds(30))
                desk.say("!u 1", by: "dana", in: "#care")
                inbox.put(.clock)
            }
            try await desk.hears("called back")
            desk.clock.advance(by: Lapse(milliseconds: 1))
            try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.clock.advance(by: .seconds(29))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(1))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `what does not get through is tried after 1, 2, 5 s under one key`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.approved()
            desk.connector.script(
                .outcome(.retry(after: nil, reason: "503")),
                .outcome(.unknown(reason: "no answer")),
                .outcome(.retry(after: nil, reason: "503")), .outcome(.sent(reference: "r-1")))
            desk.clock.advance(by: .seconds(30))
            var keys: Set<DeliveryID> = []
            for (number, pause) in [1, 2, 5, 0].enumerated() {
                let attempt = try await desk.connector.attempts.first(
                    from: number, "attempt \(number + 1)"
                ) { $0 }
                #expect(attempt.number == number + 1)
                keys.insert(attempt.key)
                try await desk.attemptEnds()
                guard pause > 0 else { break }
                desk.clock.advance(by: Lapse(milliseconds: Int64(pause) * 1000 - 1))
                try await desk.settle()
                #expect(desk.connector.attempts.count == number + 1)
                desk.clock.advance(by: Lapse(milliseconds: 1))
            }
            #expect(keys.count == 1)
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `at its deadline a reply has failed and needs a fresh approval`() async throws {
        try await DeskBench().live({ $0.settings.policy.replyDeadline = .seconds(2) }) { desk in
            _ = try await desk.approved()
            desk.connector.script(
                .outcome(.retry(after: nil, reason: "503")),
                .outcome(.retry(after: nil, reason: "503")))
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("attempt 1") { $0 }
            try await desk.attemptEnds()
            desk.clock.advance(by: .seconds(1))
            try await desk.hears("not delivered")
            #expect(try await desk.matter(1).liveDraft?.state == .failed)
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(desk.connector.attempts.count == 2)
        }
    }

    @Test(arguments: [true, false])
    func `an attempt that died with the process`(deduplicates: Bool) async throws {
        let bench = try DeskBench()
        let key = try await bench.live { desk in
            _ = try await desk.approved()
            desk.connector.script(.pending)
            desk.clock.advance(by: .seconds(30))
            return try await desk.connector.attempts.first("the reply") { $0.key }
        }
        try await bench.live({
            $0.connector = ScriptedConnector(deduplicates: deduplicates)
        }) { desk in
            guard deduplicates else {
                try await desk.hears("settle 1 sent")
                #expect(try await desk.matter(1).liveDraft?.state == .unknown)
                desk.clock.advance(by: .hours(1))
                try await desk.settle()
                #expect(desk.connector.attempts.count == 0)
                desk.connector.script(.outcome(.sent(reference: nil)))
                try await desk.ask("!settle 1 again", by: "sam", in: "#care")
                let again = try await desk.connector.attempts.first("the reply") { $0 }
                #expect(again.key == key)
                return
            }
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(1))
            let again = try await desk.connector.attempts.first("the reply") { $0 }
            #expect(again.key == key)
            #expect(again.number == 2)
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `the brake with an attempt under way: that one is past stopping`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.approved()
            desk.connector.script(.pending)
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            // However long it takes, and whatever the clock on the wall does.
            desk.clock.jump(to: desk.clock.now() + .hours(3))
            try await desk.ask("!hold wrong prices", by: "sam", in: "#care")
            #expect(try await desk.matter(1).liveDraft?.state == .sending)
            desk.connector.answer(.sent(reference: nil))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `the brake while it waits to be tried again stops it`() async throws {
        try await DeskBench().live { desk in
            let mark = try await desk.approved()
            desk.connector.script(.outcome(.retry(after: nil, reason: "503")))
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            try await desk.attemptEnds()
            try await desk.ask("!hold wrong prices", by: "sam", in: "#care")
            #expect(try await desk.matter(1).liveDraft?.state == .held)
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(desk.connector.attempts.count == 1)
            try await desk.ask("!unhold", by: "sam", in: "#care")
            desk.clock.advance(by: .seconds(1))
            try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.settle()
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("sent to @mara")
            let keys = Set(desk.connector.attempts.entries.map(\.key))
            #expect(keys.count == 1)
        }
    }

    @Test func `undo while it waits to be tried again stops it`() async throws {
        try await DeskBench().live { desk in
            let mark = try await desk.approved()
            desk.connector.script(.outcome(.retry(after: nil, reason: "503")))
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            try await desk.attemptEnds()
            try await desk.ask("!undo 1", by: "sam", in: "#care")
            try await desk.hears("called back by sam, nothing was sent")
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(desk.connector.attempts.count == 1)
            try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.settle()
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("sent to @mara")
            #expect(Set(desk.connector.attempts.entries.map(\.key)).count == 1)
        }
    }

    @Test func `the brake with an attempt that then asks to be tried again holds it`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.approved()
            desk.connector.script(.pending)
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            try await desk.ask("!hold wrong prices", by: "sam", in: "#care")
            desk.connector.answer(.retry(after: nil, reason: "503"))
            try await desk.until("it is held") {
                try await desk.matter(1).liveDraft?.state == .held
            }
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(desk.connector.attempts.count == 1)
        }
    }

    @Test func `the brake after an attempt of which nobody knows asks a person`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.approved()
            desk.connector.script(.outcome(.unknown(reason: "no answer")))
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            try await desk.attemptEnds()
            try await desk.ask("!hold wrong prices", by: "sam", in: "#care")
            #expect(try await desk.matter(1).liveDraft?.state == .unknown)
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(desk.connector.attempts.count == 1)
        }
    }

    @Test func `a success that cannot be recorded is recorded later, and not sent again`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.approved()
            desk.connector.script(.pending)
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            bench.probe.fail()
            desk.connector.answer(.sent(reference: "r-1"))
            try await desk.until("the failure is seen") {
                !desk.desk.status.status().storeIsWritable
            }
            desk.clock.advance(by: .seconds(5))
            bench.probe.work()
            desk.clock.advance(by: .seconds(5))
            try await desk.hears("sent to @mara")
            #expect(try await desk.matter(1).drafts.last?.reference == "r-1")
            #expect(desk.connector.attempts.count == 1)
        }
    }

    @Test func `a departure that cannot be written is made up for, once`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.approved()
            bench.probe.fail()
            desk.clock.advance(by: .seconds(30))
            try await desk.until("the failure is seen") {
                !desk.desk.status.status().storeIsWritable
            }
            #expect(desk.connector.attempts.count == 0)
            bench.probe.work()
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(2))
            try await desk.hears("sent to @mara")
            #expect(desk.connector.attempts.count == 1)
        }
    }

    @Test func `a snooze ends once, late rather than never`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!snooze 1 2h", by: "dana", in: "#care")
        }
        bench.clock.advance(by: .hours(9))
        try await bench.live { desk in
            try await desk.until("it is awake") { try await desk.matter(1).phase == .claimed }
            desk.clock.advance(by: .minutes(1))
            try await desk.settle()
            let events = try await desk.store.read {
                try $0.events(after: 0, of: CaseID(1), limit: 100)
            }
            #expect(events.filter { $0.fact == .woken }.count == 1)
        }
    }

    @Test func `a clock on the wall that jumps over a snooze is noticed`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!snooze 1 8h", by: "dana", in: "#care")
            desk.clock.jump(to: desk.clock.now() + .hours(9))
            try await desk.until("it is awake") {
                desk.clock.advance(by: .seconds(21))
                return try await desk.matter(1).phase == .claimed
            }
            #expect(desk.clock.uptime() < .hours(6))
        }
    }

    @Test func `a card that nobody may have read is shown to whoever approves, and counts then`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.answer(.outcome(.unknown), to: "by dana · PUBLIC")
            desk.link.answer(.silence, to: "by dana · PUBLIC")
            let mark = try await desk.drafted()
            let start = desk.link.posts.count
            desk.say("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.hears("may not have been shown", from: start, in: "#approvals")
            let card = try await desk.hears("draft: I can see", from: start)
            #expect(card.room == nil)
            #expect(card.text.contains("PUBLIC reply to @mara"))
            #expect(card.text.contains("they wrote: "))
            try await desk.settle()
            #expect(try await desk.matter(1).phase == .drafted)
            desk.say("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", from: start, in: "#approvals")
        }
    }

    @Test func `a card that waits in its link for its turn can be approved by nobody`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.answer(.queued, to: "by dana · PUBLIC")
            let mark = try await desk.drafted()
            let early = try await desk.ask("!ok \(mark)", by: "sam", in: "#care")
            #expect(early.contains("may not have been shown whole in any room yet"))
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            desk.clock.advance(by: .seconds(1))
            desk.link.begin()
            let behind = try await desk.ask("!ok \(mark)", by: "lee", in: "#approvals")
            #expect(behind.contains("approved by lee"))
        }
    }

    @Test func `a card whose receipt is only late can be approved by whoever has read it`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.answer(.silence, to: "by dana · PUBLIC")
            let mark = try await desk.drafted()
            let start = desk.link.posts.count
            desk.say("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", from: start, in: "#approvals")
        }
    }
}
