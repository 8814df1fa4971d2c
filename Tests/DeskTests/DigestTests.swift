import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

/// What does not ring is told in digests.
@Suite(.timeLimit(.minutes(1)))
struct DigestTests {
    private static let setting: @Sendable (inout DeskPlan) -> Void = { plan in
        plan.settings.queues[0].digest = .minutes(5)
        plan.settings.priority = PrioritySettings(
            p1: 50, p2: 20,
            rules: [
                PriorityRule(when: Condition(words: ["slow"]), points: 25, because: "slow"),
                PriorityRule(when: Condition(words: ["down"]), points: 60, because: "down"),
            ])
    }

    private func say(_ desk: DeskLife, _ texts: [String], from first: Int = 1) async throws {
        let mentions = texts.enumerated().map { index, text in
            Mention.said(text, id: "\(first + index)", by: "@c\(first + index)")
        }
        _ = try await desk.desk.mentions.take(mentions)
    }

    private func digests(_ desk: DeskLife) -> [String] {
        desk.link.posts.entries.filter { $0.text.contains(" new in care ") }.map(\.text)
    }

    @Test func `what waits is told once, with what stands out`() async throws {
        try await DeskBench().live(Self.setting) { desk in
            try await say(
                desk, ["router slow", "the router blinks", "all is down", "my router", "hello"])
            desk.clock.advance(by: .minutes(4))
            try await desk.settle()
            #expect(digests(desk).isEmpty)
            desk.clock.advance(by: .minutes(1))
            let told = try await desk.hears("4 new in care", in: "#care")
            #expect(
                told.text
                    == "4 new in care in the last 5m, 1 of them P2, 3 say \"router\": !queue care")
            desk.clock.advance(by: .minutes(30))
            try await desk.settle()
            #expect(digests(desk).count == 1)
        }
    }

    @Test func `a few that are not urgent wait until they are many`() async throws {
        try await DeskBench().live(Self.setting) { desk in
            try await say(desk, (1...9).map { "hello \($0)" })
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            #expect(digests(desk).isEmpty)
            try await say(desk, ["hello again"], from: 10)
            let told = try await desk.hears("10 new in care", in: "#care")
            #expect(told.text.contains("in the last 1h"))
        }
    }

    @Test func `customers' words are kept back where others read along`() async throws {
        try await DeskBench().live(Self.setting) { desk in
            desk.link.tell(.privacy("#care", .open))
            try await say(desk, ["router slow", "router slow", "router slow"])
            try await desk.settle()
            desk.clock.advance(by: .minutes(5))
            let told = try await desk.hears("3 new in care", in: "#care")
            #expect(told.text == "3 new in care in the last 5m, all P2: !queue care")
        }
    }

    @Test func `a digest that nobody can be told goes on gathering until the link is back`()
        async throws
    {
        try await DeskBench().live(Self.setting) { desk in
            try await say(desk, ["router slow"])
            try await desk.settle()
            desk.link.goDown()
            desk.clock.advance(by: .minutes(6))
            try await desk.settle()
            #expect(digests(desk).isEmpty)
            try await say(desk, ["all is slow"], from: 2)
            try await desk.settle()
            desk.comeUp(desk.link)
            let told = try await desk.hears("2 new in care", in: "#care")
            #expect(told.text.contains("in the last 6m"))
        }
    }

    @Test func `a network that is away is told once it is back, and keeps no room silent`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live({ plan in
            Self.setting(&plan)
            plan.links.append(ScriptedLink("matrix", clock: bench.clock))
            plan.rooms.append(
                RoomPlace(
                    name: "care", network: "matrix", address: "!care:x", isVouchedPrivate: true))
        }) { desk in
            desk.links[1].goDown()
            try await say(desk, ["router slow"])
            try await desk.settle()
            desk.clock.advance(by: .minutes(5))
            try await desk.hears("1 new in care", in: "#care")
            let start = desk.links[1].posts.count
            desk.comeUp(desk.links[1])
            _ = try await desk.links[1].posts.first(from: start, "the digest") {
                $0.text.contains("1 new in care") ? $0 : nil
            }
        }
    }

    @Test func `what was not told before a restart is told after it`() async throws {
        let bench = try DeskBench()
        try await bench.live(Self.setting) { try await say($0, ["router slow"]) }
        try await bench.live(Self.setting) { desk in
            desk.clock.advance(by: .minutes(5))
            _ = try await desk.hears("1 new in care", in: "#care")
        }
    }
}
