import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

/// What broke off twice is not said a third time, but the room hears of it.
@Suite(.timeLimit(.minutes(1)))
struct IntakeDoubtsTests {
    private func breakOff(_ desk: DeskLife) {
        desk.link.goDown()
        desk.comeUp(desk.link)
    }

    /// The desk looks around now and then.
    private func passTime(_ desk: DeskLife) async throws {
        for _ in 0..<4 {
            try await desk.settle()
            desk.clock.advance(by: .seconds(5))
        }
        try await desk.settle()
    }

    @Test func `a card that broke off twice is named to its room once`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(.outcome(.unknown), to: "Third day", times: 2)
            _ = try await desk.take(.said())
            try await desk.hears("Third day", in: "#care")
            breakOff(desk)
            try await passTime(desk)
            try await desk.hears("may not have reached this room", in: "#care")
            let told = desk.link.posts.entries.filter { $0.text.contains("may not have reached") }
            #expect(told.first?.text.contains("#1") == true)
            #expect(told.first?.text.contains("!show 1") == true)
            try await passTime(desk)
            #expect(
                desk.link.posts.entries.count { $0.text.contains("may not have reached") } == 1)
            #expect(desk.link.posts.entries.count { $0.text.contains("Third day") } == 2)
        }
    }

    @Test func `a card that landed the second time is no doubt`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(.outcome(.unknown), to: "Third day")
            _ = try await desk.take(.said())
            try await desk.hears("Third day", in: "#care")
            breakOff(desk)
            try await passTime(desk)
            #expect(
                !desk.link.posts.entries.contains { $0.text.contains("may not have reached") })
        }
    }

    @Test func `the line itself comes again until it has landed`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(.outcome(.unknown), to: "Third day", times: 2)
            desk.link.answer(.outcome(.unknown), to: "may not have reached")
            _ = try await desk.take(.said())
            try await desk.hears("Third day", in: "#care")
            breakOff(desk)
            try await passTime(desk)
            let first = try await desk.hears("may not have reached", in: "#care")
            let count = desk.link.posts.count
            breakOff(desk)
            try await passTime(desk)
            let second = try await desk.hears("may not have reached", from: count, in: "#care")
            #expect(second.id == first.id)
            #expect(second.isRepeat)
        }
    }
}
