import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// A new configuration for a desk that goes on.
@Suite(.timeLimit(.minutes(1)))
struct IntakeChangeTests {
    /// A desk of which kim, who can be seen, is the administrator.
    private func live(
        _ body: (DeskBench, DeskLife) async throws -> Void
    ) async throws {
        let bench = try DeskBench()
        try await bench.live({ $0.staff.append(DeskPlan.member("kim", [.admin])) }) { desk in
            desk.sees("kim", "kim")
            try await body(bench, desk)
        }
    }

    private func change(
        _ bench: DeskBench, _ keys: [String] = ["policy"], _ edit: (inout DeskPlan) -> Void
    ) -> DeskChange {
        var plan = DeskPlan(clock: bench.clock)
        plan.staff.append(DeskPlan.member("kim", [.admin]))
        edit(&plan)
        return DeskChange(setup: plan.setup(), keys: keys)
    }

    private func changes(_ desk: DeskLife) async throws -> [[String]] {
        let events = try await desk.store.read { try $0.events(after: 0, of: nil, limit: 1000) }
        return events.compactMap { event in
            if case .configChanged(let keys) = event.fact { keys } else { nil }
        }
    }

    @Test func `what is said after it counts under it, and the audit names the keys`()
        async throws
    {
        try await live { bench, desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            let taken = await desk.desk.reconfigure(
                change(bench, ["policy.blocked_words", "queues.billing"]) { plan in
                    plan.settings.policy.blockedWords = ["sorry"]
                    plan.settings.queues.append(Queue(name: "billing", rooms: ["care"]))
                })
            #expect(taken)
            let answer = try await desk.ask("!r 1 Sorry, Mara.", by: "dana", in: "#care")
            #expect(answer.contains("blocked"))
            let queue = try await desk.ask("!queue billing", by: "dana")
            #expect(!queue.contains("no queue"))
            #expect(try await changes(desk) == [["policy.blocked_words", "queues.billing"]])
            #expect(
                desk.saidAlone(to: "kim")
                    == ["configuration taken over: policy.blocked_words, queues.billing"])
        }
    }

    @Test func `it comes between what was said before it and what was said after it`()
        async throws
    {
        try await live { bench, desk in
            _ = try await desk.take(
                .said(), .said("no internet", id: "2", by: "@zed"),
                .said("no internet", id: "3", by: "@lou"))
            let start = desk.link.posts.count
            let goes = change(bench, ["people.dana"]) { $0.staff.removeFirst() }
            try await desk.hold(Blocker()) {
                desk.say("!c 1", by: "dana", in: "#care")
                desk.intake.inbox.put(.change(goes))
                desk.say("!c 2", by: "dana", in: "#care")
                desk.say("!c 3", by: "bo", in: "#care")
            }
            try await desk.hears("#3 is yours", from: start)
            try await desk.settle()
            // Held, and given back by the change.
            #expect(try await desk.matter(1).holder == nil)
            #expect(try await desk.matter(2).holder == nil)
            #expect(try await desk.matter(3).holder == "bo")
            let types = try await desk.store.read {
                try $0.events(after: 0, of: nil, limit: 1000).map(\.type)
            }
            #expect(
                types.filter {
                    ["case.claimed", "case.released", "config.changed"].contains($0)
                } == ["case.claimed", "config.changed", "case.released", "case.claimed"])
        }
    }

    @Test func `whoever leaves is nobody at once; what has no draft is free, and the room is told`()
        async throws
    {
        try await live { bench, desk in
            desk.sees("dana", "dana")
            _ = try await desk.take(.said(), .said("no internet", id: "2", by: "@zed"))
            try await desk.ask("!c 1 2", by: "dana", in: "#care")
            try await desk.ask("!r 1 Hello Mara.", by: "dana", in: "#care")
            let start = desk.link.posts.count
            #expect(
                await desk.desk.reconfigure(
                    change(bench, ["people.dana"]) { $0.staff.removeFirst() }))
            let told = try await desk.hears("no longer of the desk", from: start, in: "#care")
            #expect(told.text.contains("Free again: #2."))
            #expect(told.text.contains("Still theirs: #1."))
            #expect(try await desk.matter(2).holder == nil)
            #expect(!desk.intake.directory.isHere("dana"))
            let answer = try await desk.ask("!release 1", by: "dana", in: "#care")
            #expect(answer.contains("people.yaml"))
            // Their draft is still there to be judged.
            try await desk.ask("!no \(try await desk.mark(1)) too short", by: "lee")
            try await desk.ask("!take 1", by: "lee", in: "#care")
            #expect(try await desk.matter(1).holder == "lee")
        }
    }

    @Test func `what somebody who leaves has answered is nobody's any more`() async throws {
        try await live { bench, desk in
            _ = try await desk.approved()
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("sent to @mara")
            let start = desk.link.posts.count
            #expect(
                await desk.desk.reconfigure(
                    change(bench, ["people.dana"]) { $0.staff.removeFirst() }))
            let told = try await desk.hears("no longer of the desk", from: start, in: "#care")
            #expect(told.text.contains("Free again: #1."))
            let matter = try await desk.matter(1)
            #expect(matter.holder == nil && matter.phase == .answered)
        }
    }

    @Test func `whoever is new and was seen already is here, and answered`() async throws {
        try await live { bench, desk in
            desk.sees("eve_", "eve")
            try await desk.settle()
            #expect(
                await desk.desk.reconfigure(
                    change(bench, ["people.eve"]) { plan in
                        plan.staff.append(DeskPlan.member("eve", [.agent]))
                    }))
            #expect(desk.intake.directory.isHere("eve"))
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "eve", in: "#care")
            #expect(try await desk.matter(1).holder == "eve")
        }
    }

    @Test func `whoever administered it until then is told, and whoever does from then on`()
        async throws
    {
        try await live { bench, desk in
            desk.sees("eve_", "eve")
            let taken = await desk.desk.reconfigure(
                change(bench, ["people.eve", "people.kim"]) { plan in
                    plan.staff.removeLast()
                    plan.staff.append(DeskPlan.member("eve", [.admin]))
                })
            #expect(taken)
            try await desk.settle()
            let told = ["configuration taken over: people.eve, people.kim"]
            #expect(desk.saidAlone(to: "kim") == told)
            #expect(desk.saidAlone(to: "eve_") == told)
            desk.desk.tellAdministrators(["a word"])
            try await desk.settle()
            #expect(desk.saidAlone(to: "kim") == told)
            #expect(desk.saidAlone(to: "eve_") == told + ["a word"])
        }
    }

    @Test func `the log has what is told of it, also where no administrator is`() async throws {
        let bench = try DeskBench()
        let paper = LogPaper()
        try await bench.live({ $0.paper = paper }) { desk in
            let setup = DeskPlan(clock: bench.clock).setup()
            let remarks = ["a restart takes over: mode", "check has 1 warning for it: …"]
            #expect(await desk.desk.reconfigure(DeskChange(setup: setup, keys: ["policy"])))
            #expect(
                await desk.desk.reconfigure(
                    DeskChange(setup: setup, keys: ["policy"], remarks: remarks)))
            #expect(
                paper.lines(with: "taken over") == [
                    "notice The configuration was taken over keys=policy",
                    "notice The configuration was taken over keys=policy "
                        + "remarks=a restart takes over: mode; check has 1 warning for it: …",
                ])
        }
    }

    @Test func `a queue with open cases does not disappear; once they are done it does`()
        async throws
    {
        let bench = try DeskBench()
        func plan(_ plan: inout DeskPlan) {
            plan.staff.append(DeskPlan.member("kim", [.admin]))
            plan.settings.queues.append(Queue(name: "billing", rooms: ["care"]))
            plan.settings.routing = [
                RoutingRule(when: Condition(words: ["invoice"]), queue: "billing")
            ]
        }
        try await bench.live(plan) { desk in
            desk.sees("kim", "kim")
            _ = try await desk.take(.said("my invoice"))
            let without = change(bench, ["queues.billing"]) {
                $0.settings.policy.undoWindow = .zero
            }
            #expect(await !desk.desk.reconfigure(without))
            #expect(desk.intake.setup.settings.queues.map(\.name) == ["care", "billing"])
            #expect(desk.intake.setup.settings.policy.undoWindow == .seconds(30))
            #expect(try await changes(desk) == [])
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!resolve 1", by: "dana", in: "#care")
            #expect(await desk.desk.reconfigure(without))
            #expect(desk.intake.setup.settings.queues.map(\.name) == ["care"])
            try await desk.settle()
            let told = desk.saidAlone(to: "kim")
            #expect(told.count == 2)
            #expect(told[0].contains("cases are open in billing"))
            // It may be open again: then it is spoken of in the first queue's room.
            let start = desk.link.posts.count
            try await desk.ask("!reopen 1", by: "sam")
            try await desk.hears("#1 open again", from: start, in: "#care")
        }
    }

    @Test func `an undo window that runs goes on, the next one is the new one`() async throws {
        try await live { bench, desk in
            _ = try await desk.approved()
            #expect(
                await desk.desk.reconfigure(
                    change(bench) { $0.settings.policy.undoWindow = .minutes(10) }))
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(31))
            try await desk.hears("sent to @mara")
            try await desk.settle()
            _ = try await desk.take(.said("no internet", id: "2", by: "@zed"))
            try await desk.ask("!c 2", by: "dana", in: "#care")
            try await desk.ask("!r 2 Hello Zed.", by: "dana", in: "#care")
            try await desk.settle()
            let mark = try await desk.mark(2)
            desk.clock.advance(by: .seconds(1))
            let start = desk.link.posts.count
            desk.say("!ok \(mark)", by: "sam", in: "#approvals")
            let told = try await desk.hears("approved by sam", from: start)
            #expect(told.text.contains("(10m)"))
        }
    }

    @Test func `a window keeps the length that its notice names, whenever that is seen`()
        async throws
    {
        try await live { bench, desk in
            let mark = try await desk.drafted()
            desk.link.answer(.silence, to: "approved by sam", times: 9)
            desk.say("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#approvals")
            try await desk.settle()
            #expect(
                await desk.desk.reconfigure(
                    change(bench) { $0.settings.policy.undoWindow = .seconds(1) }))
            desk.link.release()
            try await desk.settle()
            desk.clock.advance(by: .seconds(29))
            try await desk.settle()
            #expect(desk.connector.attempts.count == 0)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(1))
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `open cases are held against new rules within a quarter of an hour`() async throws {
        try await live { bench, desk in
            _ = try await desk.take(.said("my line is dead"))
            #expect(try await desk.matter(1).priority == .p3)
            #expect(
                await desk.desk.reconfigure(
                    change(bench, ["priority.rules"]) { plan in
                        plan.settings.priority.rules = [
                            PriorityRule(
                                when: Condition(words: ["dead"]), points: 60, because: "outage")
                        ]
                    }))
            let start = desk.link.posts.count
            desk.clock.advance(by: .minutes(15))
            try await desk.hears("#1 P1", from: start, in: "#care")
            #expect(try await desk.matter(1).priority == .p1)
        }
    }

    @Test func `what cannot be recorded is not taken`() async throws {
        try await live { bench, desk in
            bench.probe.fail()
            let next = change(bench) { $0.settings.policy.blockedWords = ["sorry"] }
            #expect(await !desk.desk.reconfigure(next))
            bench.probe.work()
            try await desk.settle()
            #expect(desk.intake.setup.settings.policy.blockedWords == ["idiots"])
            #expect(desk.saidAlone(to: "kim").last?.contains("could not be recorded") == true)
            #expect(await desk.desk.reconfigure(next))
            #expect(desk.intake.setup.settings.policy.blockedWords == ["sorry"])
        }
    }

    @Test func `an administrator who asks again is told again, and one who comes later too`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live({ $0.staff.append(DeskPlan.member("kim", [.admin])) }) { desk in
            desk.desk.tellAdministrators(["desk.yaml:1:1: error: a: wrong."])
            try await desk.settle()
            #expect(desk.saidAlone(to: "kim") == [])
            desk.sees("kim", "kim")
            try await desk.settle()
            desk.desk.tellAdministrators(["desk.yaml:1:1: error: a: wrong."])
            try await desk.settle()
            #expect(
                desk.saidAlone(to: "kim") == [
                    "desk.yaml:1:1: error: a: wrong.", "desk.yaml:1:1: error: a: wrong.",
                ])
        }
    }
}
