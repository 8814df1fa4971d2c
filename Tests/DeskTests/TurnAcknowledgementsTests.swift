import CaseStore
import Casework
import Connectors
import Rehearsal
import Rota
import Testing

@testable import Desk

/// What customers are told while nobody answers: once, under one key, whatever happens to the desk.
@Suite(.timeLimit(.minutes(1)))
struct TurnAcknowledgementsTests {
    /// It is half past ten on a Saturday; people answer from noon on.
    private static func closed(_ plan: inout DeskPlan) {
        plan.rota = RotaBook(
            Rota(hours: [
                Rota.QueueHours(
                    queues: ["care"],
                    hours: BusinessHours(zone: .utc, week: [WeekHours(from: 720, to: 780)]))
            ]))
        plan.settings.queues[0].acknowledge = AcknowledgeRule(canned: "night")
        plan.settings.queues[0].oncall = ["approvals"]
        plan.settings.policy.crisisWords = WordList(["want to die"])
        plan.settings.canned = [
            response("night", "Hi {name}, a person answers {opens}."), response("hello", "Hi!"),
        ].compactMap(\.self)
    }

    private static func response(_ name: String, _ text: String) -> CannedResponse? {
        (try? CannedText(text)).map {
            CannedResponse(
                name: name, variants: [CannedResponse.Variant(language: nil, text: $0)])
        }
    }

    private func live<Value: Sendable>(
        _ bench: DeskBench, _ configure: (inout DeskPlan) -> Void = { _ in },
        _ body: (DeskLife) async throws -> Value
    ) async throws -> Value {
        try await bench.live(
            { plan in
                Self.closed(&plan)
                configure(&plan)
            }, body)
    }

    private func told(_ desk: DeskLife, _ number: Int64 = 1) async throws -> Acknowledgement? {
        try await desk.matter(number).acknowledgements.last
    }

    @Test func `an urgent mention while the queue is closed is answered once`() async throws {
        try await live(DeskBench()) { desk in
            desk.connector.script(.outcome(.sent(reference: "r-1")))
            _ = try await desk.take(.said("No internet"))
            let attempt = try await desk.connector.attempts.first("what is told") { $0 }
            #expect(attempt.reply.text == "Hi mara, a person answers today at 12:00.")
            #expect(attempt.reply.inReplyTo == "1138")
            #expect(attempt.reply.draft == nil)
            #expect(attempt.reply.author == nil)
            try await desk.hears("was told when people answer", in: "#care")
            let matter = try await desk.matter(1)
            #expect(matter.phase == .new)
            #expect(matter.firstResponseAt == nil)
            #expect(matter.clock?.dueAt == .halfPastTen + .minutes(30))
            #expect(matter.acknowledgements.map(\.state) == [.sent])
            // The same post again, another one, another case, and an answer to what was told.
            _ = try await desk.take(.said("No internet"), .said("internet?", id: "2", in: "c"))
            var answer = Mention.said("internet!", id: "3")
            answer.inReplyTo = "r-1"
            let accepted = try await desk.take(answer)
            #expect(accepted.map(\.matter.number) == [1])
            try await desk.settle()
            #expect(desk.connector.attempts.count == 1)
        }
    }

    @Test func `two cases of one customer in one batch are told once`() async throws {
        try await live(DeskBench()) { desk in
            desk.connector.script(.outcome(.sent(reference: nil)))
            let accepted = try await desk.take(
                .said("No internet", id: "1", in: "a"), .said("no internet", id: "2", in: "b"),
                .said("no INTERNET", id: "3", by: "Mara@social.example", in: "c"))
            #expect(accepted.map(\.matter.number) == [1, 2, 3])
            try await desk.hears("was told when people answer")
            try await desk.settle()
            #expect(desk.connector.attempts.count == 1)
        }
    }

    @Test func `what waits for a desk that sends is sent by it`() async throws {
        let bench = try DeskBench()
        try await live(
            bench,
            {
                $0.isIntakeOnly = true; $0.links = []
            }
        ) { desk in
            _ = try await desk.take(.said("No internet"))
            #expect(try await self.told(desk)?.state == .due)
            #expect(desk.connector.attempts.count == 0)
        }
        try await live(bench, { $0.connector.script(.outcome(.sent(reference: nil))) }) { desk in
            try await desk.hears("was told when people answer")
            #expect(desk.connector.attempts.count == 1)
        }
    }

    @Test func `and not once it is too late`() async throws {
        let bench = try DeskBench()
        try await live(
            bench,
            {
                $0.isIntakeOnly = true; $0.links = []
            }
        ) { desk in
            _ = try await desk.take(.said("No internet"))
        }
        bench.clock.advance(by: .minutes(16))
        try await live(bench) { desk in
            try await desk.until("it is kept back") {
                try await self.told(desk)?.state == .withdrawn
            }
            #expect(desk.connector.attempts.count == 0)
        }
    }

    @Test(arguments: [true, false])
    func `an attempt that died with the process`(deduplicates: Bool) async throws {
        let bench = try DeskBench()
        let key = try await live(bench) { desk in
            desk.connector.script(.pending)
            _ = try await desk.take(.said("No internet"))
            return try await desk.connector.attempts.first("what is told") { $0.key }
        }
        try await live(
            bench, { $0.connector = ScriptedConnector(deduplicates: deduplicates) }
        ) { desk in
            if deduplicates {
                desk.connector.script(.outcome(.sent(reference: nil)))
                desk.clock.advance(by: .seconds(1))
                let again = try await desk.connector.attempts.first("what is told") { $0 }
                #expect(again.key == key)
                #expect(again.number == 2)
                try await desk.hears("was told when people answer")
            } else {
                try await desk.hears("may or may not have been told", in: "#approvals")
                #expect(try await self.told(desk)?.state == .unknown)
            }
            _ = try await desk.take(.said("internet?", id: "2", in: "c"))
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(desk.connector.attempts.count == (deduplicates ? 1 : 0))
        }
    }

    @Test func `a pause that a receiver asked for goes on after a restart`() async throws {
        let bench = try DeskBench()
        try await live(bench) { desk in
            desk.connector.script(.outcome(.retry(after: .seconds(60), reason: "429")))
            _ = try await desk.take(.said("No internet"))
            let key = try await desk.connector.attempts.first("attempt 1") { $0.key }
            try await desk.until("the attempt's outcome is recorded") {
                try await desk.store.read { try $0.acknowledgement(key)?.leasedUntil } == nil
            }
        }
        bench.clock.jump(to: bench.clock.now() + .seconds(20))
        try await live(bench) { desk in
            desk.clock.advance(by: Lapse(milliseconds: 39_999))
            try await desk.settle()
            #expect(desk.connector.attempts.count == 0)
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: Lapse(milliseconds: 1))
            try await desk.hears("was told when people answer")
        }
    }

    @Test func `it is tried again after 1, 2, 5, 10, 10, then every 30 s under one key`()
        async throws
    {
        try await live(DeskBench()) { desk in
            let pauses: [Int64] = [1, 2, 5, 10, 10, 30, 30]
            for _ in pauses { desk.connector.script(.outcome(.retry(after: nil, reason: "503"))) }
            desk.connector.script(.outcome(.sent(reference: nil)))
            _ = try await desk.take(.said("No internet"))
            var keys: Set<DeliveryID> = []
            for (number, pause) in (pauses + [0]).enumerated() {
                let attempt = try await desk.connector.attempts.first(
                    from: number, "attempt \(number + 1)"
                ) { $0 }
                #expect(attempt.number == number + 1)
                keys.insert(attempt.key)
                guard pause > 0 else { break }
                try await desk.until("the attempt's outcome is recorded") {
                    let key = attempt.key
                    return try await desk.store.read { try $0.acknowledgement(key)?.leasedUntil }
                        == nil
                }
                try await desk.settle()
                desk.clock.advance(by: Lapse(milliseconds: pause * 1000 - 1))
                try await desk.settle()
                #expect(desk.connector.attempts.count == number + 1)
                desk.clock.advance(by: Lapse(milliseconds: 1))
            }
            #expect(keys.count == 1)
            try await desk.hears("was told when people answer")
        }
    }

    /// What keeps it back between two attempts.
    enum Turn: CaseIterable { case deleted, braked, deadline }

    @Test(arguments: Turn.allCases)
    func `between two attempts it is kept back`(by turn: Turn) async throws {
        try await live(DeskBench()) { desk in
            desk.connector.script(.outcome(.retry(after: nil, reason: "503")))
            _ = try await desk.take(.said("No internet"))
            let key = try await desk.connector.attempts.first("attempt 1") { $0.key }
            try await desk.until("the attempt's outcome is recorded") {
                try await desk.store.read { try $0.acknowledgement(key)?.leasedUntil } == nil
            }
            try await desk.settle()
            switch turn {
            case .deleted:
                var gone = Mention.said("No internet")
                gone.deletedAt = .halfPastTen
                _ = try await desk.take(gone)
                desk.clock.advance(by: .seconds(1))
            case .braked:
                try await desk.ask("!hold wrong prices", by: "sam", in: "#care")
                desk.clock.advance(by: .seconds(1))
            case .deadline:
                desk.clock.jump(to: desk.clock.now() + .minutes(16))
                desk.clock.advance(by: .seconds(1))
            }
            try await desk.until("it has ended") {
                try await self.told(desk)?.state.isPending == false
            }
            #expect(
                try await self.told(desk)?.state == (turn == .deadline ? .failed : .withdrawn))
            try await desk.settle()
            #expect(desk.connector.attempts.count == 1)
        }
    }

    /// What keeps it back in line behind others to the same relay.
    enum Objection: CaseIterable { case deleted, noise, answered, deadline }

    @Test(arguments: Objection.allCases)
    func `in line it is kept back`(by objection: Objection) async throws {
        let width = ReplyLanes.widthMax
        let last = Int64(width + 1)
        try await live(DeskBench(), { $0.settings.policy.approval = .never }) { desk in
            for number in 1...width {
                desk.connector.script(.pending)
                _ = try await desk.take(.said("No internet", id: "\(number)", by: "@c\(number)"))
                _ = try await desk.connector.attempts.first(from: number - 1, "it") { $0 }
            }
            _ = try await desk.take(.said("No internet", id: "last", by: "@last"))
            try await desk.settle()
            #expect(try await self.told(desk, last)?.state == .due)
            switch objection {
            case .deleted:
                var gone = Mention.said("No internet", id: "last", by: "@last")
                gone.deletedAt = .halfPastTen
                _ = try await desk.take(gone)
            case .noise:
                try await desk.ask("!noise \(last)", by: "dana", in: "#care")
            case .answered:
                try await desk.ask("!c \(last)", by: "dana", in: "#care")
                try await desk.ask("!r \(last) I am on it.", by: "dana", in: "#care")
            case .deadline:
                desk.clock.advance(by: Policy().replyDeadline + .seconds(1))
            }
            try await desk.settle()
            desk.connector.answer(.sent(reference: nil))
            try await desk.until("it is withdrawn") {
                try await self.told(desk, last)?.state == .withdrawn
            }
            try await desk.settle()
            #expect(desk.connector.attempts.count == width)
        }
    }

    @Test func `words of crisis ring the supervisors, and nothing is sent`() async throws {
        try await live(DeskBench()) { desk in
            desk.sees("lee", "lee")
            desk.sees("sam", "sam")
            try await desk.settle()
            _ = try await desk.take(.said("No internet, I want to die"))
            try await desk.hears("words of crisis (want to die)", in: "#approvals")
            try await desk.settle()
            for name in ["lee", "sam"] {
                #expect(
                    desk.saidAlone(to: name).contains { $0.contains("words of crisis") })
            }
            #expect(desk.connector.attempts.count == 0)
        }
    }

    @Test func `at night a canned text needs nobody, and the answer says so`() async throws {
        try await live(DeskBench(), { $0.settings.policy.outOfHours = .canned }) { desk in
            _ = try await desk.take(.said("Hello"))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!canned hello 1", by: "dana", in: "#care")
            let answer = try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(answer.contains("needs no approval out of hours (out_of_hours: canned)"))
            try await desk.hears("out_of_hours: canned", in: "#approvals")
            let draft = try #require(try await desk.matter(1).drafts.last)
            #expect(draft.outOfHours == .canned)
            #expect(draft.state == .approved)
            #expect(draft.approver == nil)
            let events = try await desk.store.read {
                try $0.events(after: 0, of: CaseID(1), limit: 100)
            }
            #expect(events.contains { $0.data.contains("\"outOfHours\":\"canned\"") })
        }
    }
}
