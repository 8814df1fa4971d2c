import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// What a desk takes up when it begins, and what it leaves alone.
@Suite(.timeLimit(.minutes(1)))
struct IntakeStartTests {
    @Test func `a desk that only takes mentions in leaves replies and posts as they are`()
        async throws
    {
        let bench = try DeskBench()
        let before = try await bench.live { desk in
            _ = try await desk.approved()
            _ = try await desk.take(.said("word", id: "2", by: "@zed"))
            try await desk.ask("!c 2", by: "dana", in: "#care")
            try await desk.ask("!r 2 Sent already.", by: "dana", in: "#care")
            let second = try await desk.mark(2)
            desk.clock.advance(by: .seconds(1))
            desk.connector.script(.pending)
            desk.clock.advance(by: .seconds(40))
            _ = try await desk.connector.attempts.first("the first reply") { $0 }
            desk.link.answer(.silence, to: "approved by sam", times: 9)
            desk.say("!ok \(second)", by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#care")
            try await desk.settle()
            return try await desk.standing()
        }
        bench.clock.advance(by: .hours(30))
        let after = try await bench.live({ plan in
            plan.isIntakeOnly = true
            plan.links = []
        }) { desk in
            _ = try await desk.take(.said("new", id: "3", by: "@lou"))
            desk.intake.inbox.put(.clock)
            _ = try await desk.take(.said("new", id: "4", by: "@kim"))
            #expect(desk.connector.attempts.count == 0)
            return try await desk.standing()
        }
        #expect(before == after)
        #expect(before.replies.map(\.state) == [.sending, .scheduled])
    }

    @Test func `each start in practice mode logs that nothing reaches customers`() async throws {
        let bench = try DeskBench()
        let paper = LogPaper()
        let words = "notice Mode practice: nothing reaches customers"
        func start(practice: Bool) async throws -> [String] {
            try await bench.live({ plan in
                plan.paper = paper
                plan.settings.policy.practice = practice
            }) { _ in }
            return paper.lines(with: "customers")
        }
        #expect(try await start(practice: false) == [])
        #expect(try await start(practice: true) == [words])
        #expect(try await start(practice: true) == [words, words])
    }

    @Test func `what waits is looked at by the settings of a new start, whatever has changed`()
        async throws
    {
        let bench = try DeskBench()
        let rules = [
            PriorityRule(when: Condition(words: ["internet"]), points: 60, because: "outage")
        ]
        try await bench.live({ plan in
            plan.settings.queues[0].firstResponse = nil
            plan.settings.priority = PrioritySettings(p1: 90, rules: rules)
        }) { desk in
            _ = try await desk.take(.said("no internet"))
            #expect(try await desk.matter(1).priority == .p2)
        }
        try await bench.live({ plan in
            plan.settings.queues[0].firstResponse = nil
            plan.settings.priority = PrioritySettings(p1: 50, rules: rules)
            plan.settings.chains = [
                Chain(
                    name: "day", during: .always,
                    steps: [Chain.Step(targets: [.person("lee")])])
            ]
        }) { desk in
            desk.sees("lee", "lee")
            desk.clock.advance(by: Intake.reassessingTakes)
            try await desk.hears("#1 P1", in: "#care")
            try await desk.hears("PAGE #1")
        }
    }

    @Test func `what a change of mode holds is told in one line, where it is much`()
        async throws
    {
        let bench = try DeskBench()
        let marks = try await bench.live { desk in
            var marks: [Mark] = []
            for number in 1...7 as ClosedRange<Int64> {
                _ = try await desk.take(.said("hello", id: "\(number)", by: "@c\(number)"))
                try await desk.ask("!c \(number)", by: "dana", in: "#care")
                let start = desk.link.posts.count
                try await desk.ask("!r \(number) Hello.", by: "dana", in: "#care")
                try await desk.hears("draft: ", from: start, in: "#approvals")
                marks.append(try await desk.mark(number))
            }
            try await desk.settle()
            desk.clock.advance(by: .seconds(1))
            try await desk.settle()
            return marks
        }
        bench.clock.advance(by: .seconds(1))
        try await bench.live({ $0.settings.policy.practice = true }) { desk in
            try await desk.hears("7 drafts are held", in: "#care")
            let line = try await desk.hears("7 drafts are held", in: "#approvals").text
            #expect(line.contains("#5 \(marks[4])") && !line.contains("\(marks[5])"))
            #expect(line.contains("2 more"))
            try await desk.settle()
            let told = desk.link.posts.entries.count { $0.text.contains(" held, ") }
            #expect(told == 2)
            for number in 1...7 as ClosedRange<Int64> {
                let draft = try #require(try await desk.matter(number).liveDraft)
                #expect(draft.state == .held && draft.hold == .mode(practice: true))
            }
            desk.clock.advance(by: .seconds(1))
            let named = try await desk.ask("!ok \(marks[0])", by: "sam", in: "#approvals")
            #expect(named.contains("approved by sam"))
            let other = try await desk.ask("!ok \(marks[6])", by: "sam", in: "#approvals")
            #expect(other.contains("is held, the desk began for practice"))
            try await desk.settle()
            desk.clock.advance(by: .seconds(1))
            let again = try await desk.ask("!ok \(marks[6])", by: "sam", in: "#approvals")
            #expect(again.contains("approved by sam"))
        }
    }

    @Test func `a few holds by a change of mode are told one by one`() async throws {
        let bench = try DeskBench()
        let mark = try await bench.live { desk in try await desk.drafted() }
        try await bench.live({ $0.settings.policy.practice = true }) { desk in
            try await desk.hears("#1 \(mark) of dana is held, the desk began", in: "#care")
            try await desk.hears("#1 \(mark) of dana is held, the desk began", in: "#approvals")
        }
    }

    @Test func `what was being tried live is not tried again for practice`() async throws {
        let bench = try DeskBench()
        _ = try await bench.live { desk in try await desk.interrupted() }
        try await bench.live({ $0.settings.policy.practice = true }) { desk in
            try await desk.hears("may or may not", in: "#approvals")
            let answer = try await desk.ask("!settle 1 again", by: "lee", in: "#approvals")
            #expect(answer.contains("may have left live"))
            #expect(try await desk.matter(1).liveDraft?.state == .unknown)
            #expect(desk.connector.attempts.count == 0)
        }
        try await bench.live { desk in
            desk.connector.script(.outcome(.sent(reference: nil)))
            try await desk.ask("!settle 1 again", by: "lee", in: "#approvals")
            try await desk.hears("sent to @mara")
        }
    }

    @Test func `what was being tried for practice is let go anew before it leaves live`()
        async throws
    {
        let bench = try DeskBench()
        let mark = try await bench.live({ $0.settings.policy.practice = true }) { desk in
            try await desk.interrupted()
        }
        try await bench.live { desk in
            try await desk.hears("#1 \(mark) of dana is held, the desk went live", in: "#approvals")
            try await desk.settle()
            desk.clock.advance(by: .seconds(1))
            let answer = try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            #expect(answer.contains("approved by sam"))
            #expect(desk.connector.attempts.count == 0)
            try await desk.settle()
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("sent to @mara")
        }
    }

    @Test(arguments: [true, false])
    func `after a long time away a reply that was being tried fails, or is in doubt`(
        uncertain: Bool
    ) async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.approved()
            desk.connector.script(
                .outcome(
                    uncertain
                        ? .unknown(reason: "no answer") : .retry(after: nil, reason: "503")))
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            try await desk.attemptEnds()
        }
        bench.clock.advance(by: .hours(3))
        try await bench.live { desk in
            let told = try await desk.hears("come late", in: "#approvals")
            #expect(told.text.contains(uncertain ? "may or may not" : "was not delivered"))
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == (uncertain ? .unknown : .failed))
            #expect(desk.connector.attempts.count == 0)
        }
    }

    /// By the clock on the wall, which may have been set back meanwhile.
    @Test(arguments: [
        (Lapse.seconds(20), Lapse.seconds(40)), (.minutes(2), .zero), (.hours(-5), .minutes(15)),
    ])
    func `what is left of a pause that a receiver asked for is waited for`(
        away: Lapse, left: Lapse
    ) async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.approved()
            desk.connector.script(.outcome(.retry(after: .seconds(60), reason: "429")))
            desk.clock.advance(by: .seconds(30))
            _ = try await desk.connector.attempts.first("the reply") { $0 }
            try await desk.attemptEnds()
        }
        bench.clock.jump(to: bench.clock.now() + away)
        let connector = ScriptedConnector()
        if left == .zero { connector.script(.outcome(.sent(reference: nil))) }
        try await bench.live({ $0.connector = connector }) { desk in
            if left > .zero {
                desk.clock.advance(by: Lapse(milliseconds: left.milliseconds - 1))
                try await desk.settle()
                #expect(desk.connector.attempts.count == 0)
                desk.connector.script(.outcome(.sent(reference: nil)))
                desk.clock.advance(by: Lapse(milliseconds: 1))
            }
            try await desk.hears("sent to @mara")
            #expect(desk.connector.attempts.entries.map(\.number) == [2])
        }
    }

    @Test func `approved long before the desk is back, a reply asks for a fresh approval`()
        async throws
    {
        let bench = try DeskBench()
        let mark = try await bench.live { desk in try await desk.approved() }
        bench.clock.advance(by: .minutes(16))
        try await bench.live { desk in
            try await desk.hears("come late", in: "#approvals")
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .failed)
            #expect(desk.connector.attempts.count == 0)
            try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.settle()
            desk.connector.script(.outcome(.sent(reference: nil)))
            desk.clock.advance(by: .seconds(30))
            try await desk.hears("sent to @mara")
        }
    }
}

extension DeskLife {
    /// A reply whose attempt ends with this life.
    fileprivate func interrupted() async throws -> Mark {
        let mark = try await approved()
        connector.script(.pending)
        clock.advance(by: .seconds(40))
        _ = try await connector.attempts.first("the reply") { $0 }
        return mark
    }

    /// The rows that only a desk with links and connectors may touch.
    struct Standing: Equatable, Sendable {
        var replies: [ReplyRow]
        var pendingPosts: Int
    }

    func standing() async throws -> Standing {
        try await store.read { store in
            let keys = try [1, 2].compactMap { try store.matter(CaseID($0))?.liveDraft?.key }
            return Standing(
                replies: try keys.compactMap { try store.reply($0) },
                pendingPosts: try store.outboxFigures().pendingPosts)
        }
    }
}
