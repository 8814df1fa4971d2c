import CaseStore
import Casework
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// Who may be tried when, lane by lane.
struct ReplyLanesTests {
    /// As many attempts are under way to `slow` as may be.
    private func full() -> ReplyLanes {
        var lanes = ReplyLanes(relays: 2)
        for number in 1...ReplyLanes.widthMax {
            lanes.begin(DeliveryID("slow-\(number)"), to: "slow")
        }
        return lanes
    }

    @Test func `a lane that is full leaves the others their room`() {
        let openings = full().openings
        #expect(!openings.hasRoom(for: "next", to: "slow"))
        #expect(openings.hasRoom(for: "next", to: "crm"))
    }

    @Test func `what is let begin in one transaction counts in it`() {
        var openings = full().openings
        for number in 1...ReplyLanes.widthMax {
            let key = DeliveryID("crm-\(number)")
            #expect(openings.hasRoom(for: key, to: "crm"))
            openings.take(key, to: "crm")
        }
        #expect(!openings.hasRoom(for: "next", to: "crm"))
    }

    @Test func `in line replies go before acknowledgements, each in the order of coming`() {
        var lanes = full()
        lanes.wait("told-1", for: "slow", isAcknowledgement: true)
        lanes.wait("reply-2", for: "slow", isAcknowledgement: false)
        lanes.wait("told-0", for: "slow", isAcknowledgement: true)
        lanes.wait("reply-1", for: "slow", isAcknowledgement: false)
        #expect(!lanes.hasTurn)
        #expect(lanes.call() == [])
        for number in 1...3 { lanes.end(DeliveryID("slow-\(number)")) }
        #expect(lanes.hasTurn)
        #expect(lanes.call() == ["reply-2", "reply-1", "told-1"])
        #expect(!lanes.hasTurn)
    }

    @Test func `the place of whoever was called is theirs until it is decided`() {
        var lanes = full()
        lanes.wait("first", for: "slow", isAcknowledgement: false)
        lanes.wait("second", for: "slow", isAcknowledgement: false)
        lanes.end("slow-1")
        #expect(lanes.call() == ["first"])
        #expect(lanes.call() == [])
        #expect(lanes.openings.hasRoom(for: "first", to: "slow"))
        #expect(!lanes.openings.hasRoom(for: "newcomer", to: "slow"))
        // Back in line it has its old place; gone from it, the next one's turn has come.
        lanes.wait("first", for: "slow", isAcknowledgement: false)
        #expect(lanes.call() == ["first"])
        lanes.leave("first")
        #expect(lanes.hasTurn)
        #expect(lanes.call() == ["second"])
        lanes.begin("second", to: "slow")
        #expect(!lanes.openings.hasRoom(for: "second", to: "slow"))
        lanes.end("second")
        #expect(lanes.openings.hasRoom(for: "newcomer", to: "slow"))
    }

    @Test(arguments: [(0, 16), (1, 16), (8, 16), (9, 14), (64, 2), (1000, 1)])
    func `many lanes are narrower`(relays: Int, width: Int) {
        #expect(ReplyLanes(relays: relays).width == width)
    }
}

/// The same on a desk: whose customers wait for a receiver that is slow.
@Suite(.timeLimit(.minutes(1)))
struct FullLaneTests {
    private static let width = ReplyLanes.widthMax

    /// Replies leave when they are written, those to customers of `slow` by a relay of its own.
    private func configure(_ plan: inout DeskPlan, _ slow: ScriptedConnector) {
        plan.settings.policy.approval = .never
        plan.settings.policy.undoWindow = .zero
        plan.settings.destinations.append(
            Destination(name: "slow", sources: ["slow"], maxLength: 500))
        plan.others = [slow]
    }

    private func answer(_ number: Int, of source: SourceName, _ desk: DeskLife) async throws {
        _ = try await desk.take(
            .said("hello", id: "\(number)", source: source, by: "@c\(number)"))
        try await desk.ask("!c \(number)", by: "dana", in: "#care")
        try await desk.ask("!r \(number) Hello there", by: "dana", in: "#care")
        try await desk.settle()
    }

    /// Replies that nobody answers, and one behind them in line.
    private func fill(_ slow: ScriptedConnector, _ desk: DeskLife) async throws {
        for number in 1...Self.width {
            slow.script(.pending)
            try await answer(number, of: "slow", desk)
        }
        try await answer(Self.width + 1, of: "slow", desk)
        #expect(slow.attempts.count == Self.width)
        #expect(try await row(Self.width + 1, desk).state == .sending)
    }

    private func row(_ number: Int, _ desk: DeskLife) async throws -> ReplyRow {
        let key = try #require(try await desk.matter(Int64(number)).drafts.last?.key)
        return try #require(try await desk.store.read { try $0.reply(key) })
    }

    @Test func `a receiver that is slow holds up no other`() async throws {
        let slow = ScriptedConnector("slow")
        try await DeskBench().live({ configure(&$0, slow) }) { desk in
            try await fill(slow, desk)
            desk.connector.script(.outcome(.sent(reference: nil)))
            let next = Self.width + 2
            try await answer(next, of: "crm", desk)
            try await desk.hears("sent to @c\(next)")
            // As soon as one has an answer the next one leaves.
            slow.script(.outcome(.sent(reference: nil)))
            slow.answer(.sent(reference: nil))
            try await desk.hears("sent to @c\(Self.width + 1)")
        }
    }

    @Test func `what stands in line can be called back`() async throws {
        let slow = ScriptedConnector("slow")
        try await DeskBench().live({ configure(&$0, slow) }) { desk in
            try await fill(slow, desk)
            let last = Self.width + 1
            let answer = try await desk.ask("!undo \(last)", by: "dana", in: "#care")
            #expect(answer.contains("nothing was sent"))
            slow.answer(.sent(reference: nil))
            try await desk.hears("sent to @c\(Self.width)")
            try await desk.settle()
            #expect(slow.attempts.count == Self.width)
        }
    }

    @Test func `what stood in line when the process died was not tried`() async throws {
        let bench = try DeskBench()
        let last = Self.width + 1
        let before = ScriptedConnector("slow")
        let key = try await bench.live({ configure(&$0, before) }) { desk in
            try await fill(before, desk)
            return try await row(last, desk).key
        }
        let slow = ScriptedConnector("slow")
        slow.script(.outcome(.sent(reference: nil)))
        try await bench.live({ configure(&$0, slow) }) { desk in
            let attempt = try await slow.attempts.first("the one that stood in line") { $0 }
            #expect(attempt.key == key)
            #expect(attempt.number == 1)
            try await desk.hears("sent to @c\(last)")
            #expect(try await !row(last, desk).uncertain)
            #expect(try await row(1, desk).uncertain)
        }
    }

    @Test func `what may have arrived and stands in line too long becomes unknown`() async throws {
        let slow = ScriptedConnector("slow")
        try await DeskBench().live({ configure(&$0, slow) }) { desk in
            slow.script(.outcome(.unknown(reason: "no answer")))
            try await answer(1, of: "slow", desk)
            _ = try await slow.attempts.first("the first") { $0 }
            try await desk.attemptEnds()
            for number in 2...Self.width + 1 {
                slow.script(.pending)
                try await answer(number, of: "slow", desk)
            }
            desk.clock.advance(by: .seconds(1))
            try await desk.settle()
            #expect(try await row(1, desk).leasedUntil == nil)
            desk.clock.advance(by: Policy().replyDeadline)
            try await desk.hears("may or may not")
            #expect(try await desk.matter(1).liveDraft?.state == .unknown)
            slow.answer(.sent(reference: nil))
            try await desk.hears("sent to @c2")
            try await desk.settle()
            #expect(slow.attempts.count == Self.width + 1)
        }
    }
}
