import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1))) struct IntakeRefusalsTests {
    private func withAdmin(_ plan: inout DeskPlan) {
        plan.staff.append(DeskPlan.member("ada", [.admin]))
    }

    private func sawAda(_ desk: DeskLife) {
        desk.link.tell(.presence(Presence(from: "ada", account: "ada", isHere: true)))
    }

    private func said(_ desk: DeskLife, _ words: String) -> Int {
        desk.link.posts.entries.count { $0.text.contains(words) }
    }

    /// Time passes until it holds, and a little beyond. The desk's timers run beside the test, so
    /// that a number of steps would prove nothing.
    private func pass(
        _ desk: DeskLife, _ step: Lapse, until holds: () -> Bool
    ) async throws {
        var left = 3
        for _ in 0..<300 where left > 0 {
            desk.clock.advance(by: step)
            try await desk.settle()
            if holds() { left -= 1 }
        }
    }

    private let closed = Receipt.Outcome.refused(reason: "404 Cannot send to channel (+m)")

    @Test func `a card that its room refuses is told to the administrators and tried again`()
        async throws
    {
        try await DeskBench().live(withAdmin) { desk in
            sawAda(desk)
            desk.link.answer(.outcome(closed), to: "Third day", times: 2)
            _ = try await desk.take(.said())
            try await desk.hears("does not take our lines")
            let told = desk.link.posts.entries.filter { $0.text.contains("does not take") }
            #expect(told.count == 1)
            #expect(told.first?.destination == .person("ada"))
            #expect(told.first?.text.contains("#1: #care does not take our lines") ?? false)
            #expect(told.first?.text.contains("404 Cannot send to channel (+m)") ?? false)
            try await pass(desk, .seconds(20)) { said(desk, "Third day") == 3 }
            let entries = desk.link.posts.entries
            #expect(entries.filter { $0.text.contains("Third day") }.count == 3)
            #expect(entries.allSatisfy { !$0.isRepeat })
            #expect(entries.filter { $0.text.contains("does not take") }.count == 1)
        }
    }

    @Test func `while a room refuses, one post at a time finds out`() async throws {
        try await DeskBench().live(withAdmin) { desk in
            sawAda(desk)
            desk.link.answer(.outcome(closed), to: "internet", times: 1000)
            for number in 1...20 {
                _ = try await desk.take(
                    .said("no internet", id: "x\(number)", by: "@c\(number)"))
                try await desk.settle()
            }
            let before = desk.link.posts.entries.filter { $0.text.contains("no internet") }.count
            #expect(before <= 2)
            try await pass(desk, .seconds(20)) { said(desk, "no internet") > before }
            let after = desk.link.posts.entries.filter { $0.text.contains("no internet") }.count
            #expect(after > before && after <= before + 6)
        }
    }

    @Test func `words that a room does not take do not keep it from what comes after them`()
        async throws
    {
        try await DeskBench().live(withAdmin) { desk in
            sawAda(desk)
            desk.link.answer(.outcome(closed), to: "Third day", times: 1000)
            _ = try await desk.take(.said())
            try await desk.hears("does not take our lines")
            _ = try await desk.take(.said("no internet", id: "x2", by: "@c2"))
            try await pass(desk, .seconds(10)) { said(desk, "no internet") > 0 }
            try await desk.hears("no internet", in: "#care")
            try await pass(desk, .seconds(10)) { said(desk, "takes other lines of ours") > 0 }
            let entries = desk.link.posts.entries
            #expect(entries.count { $0.text.contains("Third day") } == 2)
            let told = entries.filter { $0.text.contains("takes other lines of ours") }
            #expect(told.count == 1)
            #expect(told.first?.text.contains("#1: #care takes other lines") ?? false)
            let start = desk.link.posts.count
            _ = try await desk.take(.said("internet gone", id: "x3", by: "@c3"))
            try await desk.hears("internet gone", from: start, in: "#care")
        }
    }

    @Test func `a room that is not to be had is not tried for ever`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(
                .outcome(.retry(after: .minutes(10))), to: "Third day", times: 1000)
            _ = try await desk.take(.said())
            let start = desk.clock.now()
            var pending = 1
            for _ in 0..<200 where pending > 0 {
                desk.clock.advance(by: .minutes(10))
                try await desk.settle()
                pending = try await desk.store.read { try $0.outboxFigures().pendingPosts }
            }
            #expect(pending == 0)
            #expect(desk.clock.now() - start >= ClosedRooms.keptFor)
            let last = said(desk, "Third day")
            #expect(last > 5)
            for _ in 0..<6 {
                desk.clock.advance(by: .minutes(10))
                try await desk.settle()
            }
            #expect(said(desk, "Third day") == last)
        }
    }

    @Test func `an answer whose receipt broke off is repeated on a quiet desk`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(.outcome(.unknown), to: "nothing waits")
            desk.say("!waiting", by: "dana", in: "#care")
            try await desk.hears("nothing waits")
            let start = desk.link.posts.count
            try await desk.settle()
            desk.clock.advance(by: .seconds(2))
            try await desk.settle()
            #expect(try await desk.hears("nothing waits", from: start).isRepeat)
        }
    }

    @Test func `an answer that the room refuses reaches the asker alone`() async throws {
        try await DeskBench().live { desk in
            desk.link.tell(.presence(Presence(from: "dana", account: "dana", isHere: true)))
            _ = try await desk.take(.said())
            try await desk.hears("Third day")
            desk.link.answer(.outcome(closed), to: "#1 is yours")
            try await desk.ask("!claim 1", by: "dana", in: "#care")
            try await desk.hears("so I answer here")
            let said = desk.link.posts.entries.last { $0.text.contains("so I answer here") }
            #expect(said?.destination == .person("dana"))
            #expect(said?.text.contains("#1 is yours") ?? false)
        }
    }

    @Test func `a look that the room refuses reaches the asker alone`() async throws {
        try await DeskBench().live { desk in
            desk.link.tell(.presence(Presence(from: "dana", account: "dana", isHere: true)))
            try await desk.settle()
            desk.link.answer(.outcome(closed), to: "nothing waits", times: 1)
            try await desk.ask("!waiting", by: "dana", in: "#care")
            try await desk.hears("so I answer here")
            let said = desk.link.posts.entries.last { $0.text.contains("so I answer here") }
            #expect(said?.destination == .person("dana"))
        }
    }
}
