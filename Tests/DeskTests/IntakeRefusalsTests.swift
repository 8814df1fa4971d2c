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
            for _ in 0..<8 {
                desk.clock.advance(by: .seconds(20))
                try await desk.settle()
            }
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
            for _ in 0..<9 {
                desk.clock.advance(by: .seconds(20))
                try await desk.settle()
            }
            let after = desk.link.posts.entries.filter { $0.text.contains("no internet") }.count
            #expect(after > before && after <= before + 6)
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
