import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1))) struct TopicKeeperTests {
    private func withTopics(_ plan: inout DeskPlan) {
        plan.links = [ScriptedLink("office", clock: plan.clock, showsTopics: true)]
    }

    private func topic(_ desk: DeskLife, says words: String) async throws {
        for _ in 0..<40 where desk.link.topics["#care"]?.contains(words) != true {
            desk.clock.advance(by: TopicKeeper.every)
            try await desk.settle()
        }
        #expect(desk.link.topics["#care"]?.contains(words) == true)
    }

    @Test func `a work room's topic says how many cases are open and free`() async throws {
        try await DeskBench().live(withTopics) { desk in
            try await topic(desk, says: "plan: normal · nothing open")
            _ = try await desk.take(.said("no internet"), .said("hello", id: "2", by: "@b"))
            try await topic(desk, says: "2 open, 2 free")
            try await desk.ask("!claim 1", by: "dana")
            try await topic(desk, says: "2 open, 1 free")
            #expect(desk.link.topics["#approvals"] == nil)
        }
    }

    @Test func `a topic holds still for a while, however much happens`() async throws {
        try await DeskBench().live(withTopics) { desk in
            try await topic(desk, says: "nothing open")
            _ = try await desk.take(.said("no internet"))
            desk.clock.advance(by: TopicKeeper.every)
            try await desk.settle()
            #expect(desk.link.topics["#care"]?.contains("nothing open") == true)
        }
    }

    @Test func `where nobody wishes it, no topic is shown`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said("no internet"))
            desk.clock.advance(by: TopicKeeper.pause)
            try await desk.settle()
            #expect(desk.link.topics.isEmpty)
        }
    }
}
