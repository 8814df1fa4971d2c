import CaseStore
import Casework
import Chat
import Connectors
import Logging
import Rehearsal
import ServiceLifecycle
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1)))
struct DeskTests {
    @Test func `a day: rung, claimed, drafted, approved by somebody else, relayed`() async throws {
        try await DeskBench().live { desk in
            let accepted = try await desk.take(.said())
            #expect(accepted.map(\.matter) == [CaseID(1)])
            let card = try await desk.hears("Third day without internet", in: "#care")
            #expect(card.text.contains("#1 P1 care"))
            #expect(try await desk.ask("!c 1", by: "dana", in: "#care").contains("yours"))
            #expect(try await desk.ask("!claim 1", by: "bo", in: "#care").contains("dana's since"))
            let drafted = try await desk.ask(
                "!r 1 An engineer comes at 4.", by: "dana", in: "#care")
            #expect(drafted.contains("Waits for approval"))
            let shown = try await desk.hears("draft: An engineer comes at 4.", in: "#approvals")
            #expect(shown.text.contains("they wrote: Third day"))
            let mark = try await desk.mark()
            #expect(try await desk.ask("!ok \(mark)", by: "dana").contains("you wrote"))
            let start = desk.link.posts.count
            #expect(
                try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
                    .contains("approved by sam"))
            try await desk.settle()
            desk.connector.script(.outcome(.sent(reference: "r-9")))
            desk.clock.advance(by: .seconds(30))
            let attempt = try await desk.connector.attempts.first("the reply") { $0 }
            #expect(attempt.reply.text == "An engineer comes at 4.")
            #expect(attempt.number == 1)
            let sent = try await desk.hears("sent to @mara", from: start, in: "#care")
            #expect(sent.text.contains("first response"))
            let matter = try await desk.matter(1)
            #expect(matter.phase == .answered)
            #expect(matter.drafts.last?.reference == "r-9")
            #expect(matter.drafts.last?.key == attempt.key)
        }
    }
}

/// How a desk ends.
@Suite(.timeLimit(.minutes(1)))
struct DeskEndTests {
    /// A desk in a service group, as the daemon runs it, until the body has made it end.
    private func serve(
        _ bench: DeskBench, _ configure: (inout DeskPlan) -> Void = { _ in },
        _ body: @escaping @Sendable (DeskLife, ServiceGroup) async throws -> Void
    ) async throws {
        var plan = DeskPlan(clock: bench.clock)
        configure(&plan)
        let store = try SQLiteStore.open(
            path: bench.path, now: bench.clock.now(), probe: bench.probe.probe)
        let life = DeskLife(plan, store: store)
        let group = ServiceGroup(
            services: [life.desk], logger: Logger(label: "x") { _ in SwiftLogNoOpLogHandler() })
        do {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                try await life.start()
                try await body(life, group)
                try await tasks.waitForAll()
            }
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
    }

    @Test func `a graceful stop waits for receipts and for attempts under way`() async throws {
        let bench = try DeskBench()
        try await serve(bench, { $0.links = [ScriptedLink(clock: bench.clock, lingers: true)] }) {
            desk, group in
            _ = try await desk.approved()
            desk.connector.script(.pending)
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            desk.link.answer(.silence, to: "is yours", times: 9)
            _ = try await desk.take(.said(id: "2", by: "@zed"))
            desk.say("!c 2", by: "bo", in: "#care")
            try await desk.hears("#2 is yours")
            try await desk.settle()
            await group.triggerGracefulShutdown()
            try await desk.until("mentions are turned away") {
                do { _ = try await desk.take(.said(id: "3")) } catch DeskUnavailable.stopping {
                    return true
                }
                return false
            }
            desk.link.release()
            desk.connector.answer(.sent(reference: "r-1"))
            desk.link.end()
        }
        try await bench.live { desk in
            try await desk.settle()
            #expect(try await desk.matter(1).drafts.last?.reference == "r-1")
            #expect(desk.link.posts.entries.allSatisfy { !$0.isRepeat })
            // Decided after the request to stop, it was kept and is said now.
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `a look that comes while it stops is left to the next process`() async throws {
        let bench = try DeskBench()
        let heardAt = bench.clock.now()
        try await serve(bench, { $0.links = [ScriptedLink(clock: bench.clock, lingers: true)] }) {
            desk, group in
            _ = try await desk.take(.said())
            desk.link.tell(.listening(rooms: ["#care"], at: heardAt))
            desk.link.say(
                "!c 1", by: "dana", account: "dana", in: "#care", id: "claim",
                saidAt: desk.clock.now())
            try await desk.hears("#1 is yours")
            try await desk.settle()
            desk.clock.advance(by: .minutes(1))
            await group.triggerGracefulShutdown()
            try await desk.until("mentions are turned away") {
                do { _ = try await desk.take(.said(id: "3")) } catch DeskUnavailable.stopping {
                    return true
                }
                return false
            }
            desk.link.say(
                "!show 1", by: "dana", account: "dana", in: "#care", id: "show",
                saidAt: desk.clock.now())
            desk.say("!release 1", by: "dana", in: "#care")
            try await desk.until("it is free") { try await desk.matter(1).holder == nil }
            desk.link.tell(.listening(rooms: ["#care"], at: desk.clock.now()))
            desk.link.end()
        }
        try await bench.live { desk in
            #expect(desk.link.recalled.first { $0.room == "#care" }?.heardAt == heardAt)
            #expect(desk.link.posts.entries.allSatisfy { !$0.text.contains("no internet") })
        }
    }

    @Test func `what is decided while it stops is attempted after the next start, once`()
        async throws
    {
        let bench = try DeskBench()
        try await serve(
            bench,
            {
                $0.links = [ScriptedLink(clock: bench.clock, lingers: true)]
                $0.connector = ScriptedConnector(deduplicates: false)
            }
        ) { desk, group in
            _ = try await desk.approved()
            desk.connector.script(.outcome(.unknown(reason: "no answer")))
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("settle 1 sent")
            await group.triggerGracefulShutdown()
            try await desk.until("it stops") {
                do { _ = try await desk.take(.said(id: "3")) } catch DeskUnavailable.stopping {
                    return true
                }
                return false
            }
            desk.say("!settle 1 again", by: "sam", in: "#care")
            try await desk.until("it is decided") {
                try await desk.matter(1).liveDraft?.state == .sending
            }
            desk.link.end()
        }
        let connector = ScriptedConnector(deduplicates: false)
        connector.script(.outcome(.sent(reference: nil)))
        try await bench.live({ $0.connector = connector }) { desk in
            desk.clock.advance(by: .seconds(1))
            let attempt = try await desk.connector.attempts.first("the reply") { $0 }
            #expect(attempt.number == 2)
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `a graceful stop does not wait for ever`() async throws {
        let bench = try DeskBench()
        try await serve(bench, { $0.links = [ScriptedLink(clock: bench.clock, lingers: true)] }) {
            desk, group in
            _ = try await desk.approved()
            desk.connector.script(.pending)
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            await group.triggerGracefulShutdown()
            try await desk.until("nothing is taken any more") {
                do { _ = try await desk.take(.said(id: "3")) } catch DeskUnavailable.stopping {
                    return true
                }
                return false
            }
            // The farewell is timed by the clock that others sleep by too.
            try await desk.until("the farewell is over") {
                desk.clock.advance(by: .seconds(2))
                return !desk.link.isListening
            }
        }
        try await bench.live { desk in
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(1))
            let again = try await desk.connector.attempts.first("the reply") { $0 }
            #expect(again.number == 2)
        }
    }

    @Test func `whoever waits with a mention when the task is cancelled is told`() async throws {
        let bench = try DeskBench()
        var plan = DeskPlan(clock: bench.clock)
        plan.comesUp = false
        let store = try SQLiteStore.open(path: bench.path, now: bench.clock.now())
        let desk = DeskLife(plan, store: store)
        let blocker = Blocker()
        try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                do { try await desk.desk.run() } catch is CancellationError {}
                return 0
            }
            try await desk.start()
            try await withThrowingTaskGroup(of: Int.self) { callers in
                callers.addTask {
                    try await store.write { _ in blocker.hold() }
                    return 0
                }
                defer { blocker.release() }
                try await desk.until("the writer is held") { blocker.holds }
                for number in 0..<50 {
                    callers.addTask {
                        do {
                            _ = try await desk.take(.said(id: "\(number)"))
                            return 0
                        } catch DeskUnavailable.stopping {
                            return 1
                        }
                    }
                }
                try await desk.until("they wait") { desk.intake.inbox.waiting == 50 }
                group.cancelAll()
                try await desk.until("they are told") { desk.intake.inbox.waiting <= 1 }
                blocker.release()
                var told = 0
                for try await count in callers { told += count }
                #expect(told == 50)
            }
            try await group.waitForAll()
        }
        await #expect(throws: DeskUnavailable.stopping) { _ = try await desk.take(.said()) }
        try await store.close()
    }

    @Test func `a link that returns or is given up leaves the others at work`() async throws {
        let bench = try DeskBench()
        try await bench.live({ plan in
            plan.links += ["matrix", "third"].map { ScriptedLink($0, clock: bench.clock) }
        }) { desk in
            desk.links[1].end()
            desk.links[2].end(ScriptedLink.Failure())
            _ = try await desk.take(.said())
            #expect(try await desk.ask("!c 1", by: "dana", in: "#care").contains("is yours"))
        }
    }

    @Test func `the only network given up ends the desk, with the reason`() async throws {
        let bench = try DeskBench()
        do {
            try await serve(bench) { desk, _ in
                _ = try await desk.take(.said())
                desk.link.end(ScriptedLink.Failure())
                desk.clock.advance(by: .seconds(2))
            }
            Issue.record("it ended without a word")
        } catch {
            #expect("\(error)".contains("wrong password"))
        }
    }
}
