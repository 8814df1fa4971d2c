import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Rota
import Testing

@testable import Desk

/// Continuity plans on a desk that goes on: from one command to the next, over a restart, to an end.
@Suite(.timeLimit(.minutes(2)))
struct PlansTests {
    private static var outage: ContinuityPlan {
        var plan = ContinuityPlan(name: "outage", purpose: "a fault of our network")
        plan.p1 = 70
        plan.holding = HoldingReply(canned: "fault", tellsWaiting: true)
        return plan
    }

    /// More is urgent, and what speaks of invoices is another queue's.
    private static var storm: ContinuityPlan {
        var plan = ContinuityPlan(name: "storm", endsAfter: .hours(2))
        plan.p1 = 15
        plan.p2 = 10
        plan.rules = [
            PriorityRule(when: Condition(words: ["invoice"]), points: 15, because: "invoice")
        ]
        plan.routing = [RoutingRule(when: Condition(words: ["invoice"]), queue: "billing")]
        return plan
    }

    private static var quiet: ContinuityPlan {
        var plan = ContinuityPlan(name: "quiet")
        var care = ContinuityPlan.QueueChanges(name: "care")
        care.rooms = ["approvals"]
        care.approval = .never
        plan.queues = [care]
        return plan
    }

    private static func lay(_ plan: inout DeskPlan) {
        plan.settings.plans = [outage, storm, quiet]
        plan.settings.queues.append(
            Queue(name: "billing", rooms: ["approvals"], firstResponse: .minutes(30)))
        plan.settings.policy.crisisWords = WordList(["want to die"])
        let variant = (try? CannedText("Hi {name}, we are on it.")).map {
            CannedResponse.Variant(language: nil, text: $0)
        }
        plan.settings.canned = [
            CannedResponse(name: "fault", variants: variant.map { [$0] } ?? [])
        ]
    }

    private func live<Value: Sendable>(
        _ bench: DeskBench, _ configure: (inout DeskPlan) -> Void = { _ in },
        _ body: (DeskLife) async throws -> Value
    ) async throws -> Value {
        try await bench.live(
            { plan in
                Self.lay(&plan)
                configure(&plan)
            }, body)
    }

    private func running(_ desk: DeskLife) async throws -> [String] {
        try await desk.store.read { try $0.plans() }.map(\.name)
    }

    @Test func `it is on with the answer, tells the rooms, and ends of itself`() async throws {
        try await live(DeskBench()) { desk in
            let refused = try await desk.ask("!plan use outage", by: "dana", in: "#care")
            #expect(refused.contains("takes a supervisor"))
            let on = try await desk.ask("!plan use Outage for 2h", by: "sam", in: "#approvals")
            #expect(
                on.contains(
                    "The plan outage is on until 12:30 (2h), by sam (a fault of our network)."))
            try await desk.hears("The plan outage is on", in: "#care")
            try await desk.hears("priority.p1: 50 → 70", in: "#care")
            // It did ring for less.
            let start = desk.link.posts.count
            _ = try await desk.take(.said("no internet"))
            try await desk.settle()
            #expect(try await desk.matter(1).priority == .p2)
            #expect(desk.count("#1 P1", in: "#care") == 0)
            desk.clock.advance(by: .hours(2))
            try await desk.hears("The plan outage, on since", from: start, in: "#care")
            #expect(try await running(desk) == [])
            _ = try await desk.take(.said("no internet", id: "2", by: "@zed"))
            try await desk.hears("#2 P1", in: "#care")
            #expect(try await desk.store.verifyReplay().holds)
        }
    }

    @Test func `what waits is held against it, both ways, and what is nobody's moves`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(
                .said("about my invoice", id: "1", by: "@a"),
                .said("my invoice again", id: "2", by: "@b"),
                .said("no internet", id: "3", by: "@c"))
            try await desk.hears("#3 P1", in: "#care")
            try await desk.ask("!c 2", by: "dana", in: "#care")
            _ = try await desk.ask("!plan use storm", by: "sam", in: "#care")
            desk.clock.advance(by: Turn.planTakes)
            try await desk.hears("#1 P1 billing", in: "#approvals")
            try await desk.until("dana's is urgent") {
                try await desk.matter(2).priority == .p1
            }
            #expect(try await desk.matter(1).queue == "billing")
            // Somebody's stays where it is.
            #expect(try await desk.matter(2).queue == "care")
            _ = try await desk.ask("!plan end", by: "sam", in: "#care")
            desk.clock.advance(by: Turn.planTakes)
            try await desk.until("it is not urgent any more") {
                try await desk.matter(2).priority == .p3
            }
            #expect(try await desk.matter(1).queue == "billing")
            #expect(try await desk.store.verifyReplay().holds)
        }
    }

    @Test func `it outlives the process, and whoever speaks to the desk hears of it once`()
        async throws
    {
        let bench = try DeskBench()
        try await live(bench) { desk in
            _ = try await desk.ask("!plan use storm until 14:00", by: "sam")
        }
        try await live(bench) { desk in
            #expect(try await desk.ask("!plan", by: "dana").contains("1 plan on"))
            desk.sees("bo", "bo")
            for _ in 0..<2 { _ = try await desk.ask("!queue", by: "bo", in: "#care") }
            try await desk.settle()
            let told = desk.saidAlone(to: "bo").filter { $0.contains("The plan storm is on") }
            #expect(told.count == 1)
            _ = try await desk.take(.said("about my invoice"))
            try await desk.hears("#1 P1 billing")
            let longer = try await desk.ask("!plan use storm for 5h", by: "lee", in: "#care")
            #expect(longer.contains("is on until 15:30 (5h) now, says lee"))
            #expect(try await running(desk) == ["storm"])
        }
        bench.clock.advance(by: .hours(6))
        try await live(bench) { desk in
            try await desk.hears("The plan storm, on since", in: "#care")
            #expect(try await running(desk) == [])
        }
    }

    @Test func `two that differ in one key are not on at once, others lie on each other`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.ask("!plan use outage", by: "sam")
            let no = try await desk.ask("!plan use storm", by: "sam")
            #expect(no.contains("the plan outage is on and sets priority.p1 to 70, this one to 15"))
            let also = try await desk.ask("!plan use quiet", by: "sam", in: "#care")
            #expect(also.contains("The plan quiet is on"))
            #expect(try await running(desk) == ["outage", "quiet"])
            #expect(try await desk.ask("!plan end", by: "sam").contains("several plans are on"))
            let start = desk.link.posts.count
            _ = try await desk.ask("!plan end outage", by: "sam", in: "#care")
            try await desk.hears("Still on: quiet until", from: start)
            // The room that came on top hears what rings.
            _ = try await desk.take(.said("no internet"))
            try await desk.hears("#1 P1 care", in: "#approvals")
        }
    }

    @Test func `customers are told what it says, once, also those who wait already`() async throws {
        let bench = try DeskBench()
        try await live(bench) { desk in
            for _ in 0..<3 { desk.connector.script(.outcome(.sent(reference: nil))) }
            _ = try await desk.take(
                .said("no internet", id: "1", by: "@a"),
                .said("no internet, I want to die", id: "2", by: "@b"))
            try await desk.settle()
            #expect(desk.connector.attempts.count == 0)
            var sharp = Self.outage
            sharp.p1 = nil
            _ = await desk.desk.reconfigure(
                change(bench) { $0.settings.plans = [sharp, Self.storm] })
            _ = try await desk.ask("!plan use outage", by: "sam", in: "#care")
            desk.clock.advance(by: Turn.planTakes)
            let first = try await desk.connector.attempts.first("who waited") { $0 }
            #expect(first.reply.text == "Hi a, we are on it.")
            _ = try await desk.take(
                .said("no internet", id: "3", by: "@c"),
                .said("still no internet", id: "4", by: "@a"))
            let second = try await desk.connector.attempts.first("who came") {
                $0.reply.text == "Hi c, we are on it." ? $0 : nil
            }
            #expect(second.reply.inReplyTo == "3")
            try await desk.settle()
            #expect(desk.connector.attempts.count == 2)
            #expect(try await desk.matter(1).phase == .new)
            // Nobody reads a line for each of them.
            #expect(try await desk.ask("!plan", by: "sam").contains("2 customers were told"))
            _ = try await desk.ask("!plan end", by: "sam", in: "#care")
            try await desk.hears("is over, says sam. 2 customers were told.", in: "#care")
            // Off and on again tells them nothing anew.
            _ = try await desk.ask("!plan use outage", by: "sam", in: "#care")
            desk.clock.advance(by: Turn.planTakes)
            try await desk.settle()
            #expect(desk.connector.attempts.count == 2)
        }
    }

    @Test func `a text that has not left stays when the plan is over`() async throws {
        let bench = try DeskBench()
        try await live(bench) { desk in
            desk.connector.script(.outcome(.retry(after: .minutes(5), reason: "busy")))
            var sharp = Self.outage
            sharp.p1 = nil
            _ = await desk.desk.reconfigure(change(bench) { $0.settings.plans = [sharp] })
            _ = try await desk.ask("!plan use outage", by: "sam", in: "#care")
            _ = try await desk.take(.said("no internet", id: "1", by: "@a"))
            _ = try await desk.connector.attempts.first("an attempt") { $0 }
            _ = try await desk.ask("!plan end", by: "sam", in: "#care")
            desk.clock.advance(by: .minutes(6))
            try await desk.until("it is kept back") {
                try await desk.matter(1).acknowledgements.map(\.state) == [.withdrawn]
            }
            #expect(desk.connector.attempts.count == 1)
        }
    }

    @Test func `one that the files do not have any more is over with them`() async throws {
        let bench = try DeskBench()
        try await live(bench) { desk in
            _ = try await desk.ask("!plan use storm", by: "sam", in: "#care")
            #expect(await desk.desk.reconfigure(change(bench) { $0.settings.plans = [] }))
            try await desk.hears("plans.yaml does not have it any more", in: "#care")
            #expect(try await running(desk) == [])
            #expect(try await desk.ask("!plan use storm", by: "sam").contains("names none"))
        }
    }

    @Test func `test says what would change and changes nothing`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(
                .said("about my invoice", id: "1", by: "@a"),
                .said("hello there", id: "2", by: "@b"),
                .said("no internet", id: "3", by: "@c"))
            let lines = try await desk.ask("!plan test storm", by: "sam")
            #expect(lines.contains("Nothing has changed"))
            try await desk.hears(
                "Of the last day's 3 cases 2 would have been P1, not 1, up #1; other queues: 1 to "
                    + "billing.")
            try await desk.hears(
                "Of 3 cases that wait now 2 would be P1, 1 changes queues, within two minutes.")
            #expect(try await running(desk) == [])
            #expect(try await desk.matter(1).priority == .p3)
            #expect(
                try await desk.ask("!plan test storm", by: "dana").contains("takes a supervisor"))
            #expect(
                try await desk.ask("!plan test strom", by: "sam").contains("no plan is called"))
        }
    }

    @Test func `test knows who is on the list`() async throws {
        try await live(
            DeskBench(),
            { plan in
                plan.settings.priority = PrioritySettings(rules: [
                    PriorityRule(when: Condition(vip: true), points: 60, because: "VIP")
                ])
            }
        ) { desk in
            _ = try await desk.ask("!vip @a on waits for the board", by: "sam", in: "#approvals")
            _ = try await desk.take(
                .said("hello there", id: "1", by: "@a"), .said("hello there", id: "2", by: "@b"))
            #expect(try await desk.matter(1).priority == .p1)
            #expect(try await desk.matter(2).priority == .p3)
            _ = try await desk.ask("!plan test storm", by: "sam")
            try await desk.hears("Of the last day's 2 cases 1 would have been P1, not 1")
        }
    }

    @Test func `what it pages goes before other chains, and only while it is on`() async throws {
        var chained = ContinuityPlan(name: "fault")
        chained.chain = "fault"
        let plans = [chained]
        try await live(
            DeskBench(),
            { plan in
                plan.settings.plans = plans
                plan.settings.chains = [
                    Chain(
                        name: "day", during: .always, words: WordList(["invoice"]),
                        steps: [Chain.Step(targets: [.person("lee")])]),
                    Chain(
                        name: "fault", during: .plan,
                        steps: [Chain.Step(targets: [.person("sam")])]),
                ]
            }
        ) { desk in
            for nick in ["sam", "lee"] { desk.sees(nick, nick) }
            _ = try await desk.take(.said("no internet", id: "1", by: "@a"))
            try await desk.until("day pages") { try await desk.matter(1).paging?.chain == "day" }
            _ = try await desk.ask("!plan use fault", by: "lee", in: "#care")
            _ = try await desk.take(.said("no internet", id: "2", by: "@b"))
            desk.clock.advance(by: .seconds(1))
            try await desk.until("fault pages") {
                try await desk.matter(2).paging?.chain == "fault"
            }
        }
    }

    private func change(_ bench: DeskBench, _ edit: (inout DeskPlan) -> Void) -> DeskChange {
        var plan = DeskPlan(clock: bench.clock)
        Self.lay(&plan)
        edit(&plan)
        return DeskChange(setup: plan.setup(), keys: ["plans"])
    }
}
