import CaseStore
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

    @Test func `what two processes died over is named by the third`() async throws {
        let bench = try DeskBench()
        for _ in 0..<2 {
            try await bench.live({ plan in
                plan.links[0].answer(.silence, to: "Third day", times: 9)
            }) { desk in
                if try await desk.store.read({ try $0.outboxFigures().pendingPosts }) == 0 {
                    _ = try await desk.take(.said())
                }
                try await desk.hears("Third day", in: "#care")
            }
        }
        try await bench.live { desk in
            let told = try await desk.hears("may not have reached this room", in: "#care")
            #expect(told.text.contains("#1"))
            #expect(!desk.link.posts.entries.contains { $0.text.contains("Third day") })
        }
    }

    @Test func `a room that refuses the line is told later`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(.outcome(.unknown), to: "Third day", times: 2)
            desk.link.answer(.outcome(.refused(reason: "404 (+m)")), to: "may not have reached")
            _ = try await desk.take(.said())
            try await desk.hears("Third day", in: "#care")
            breakOff(desk)
            try await passTime(desk)
            try await desk.hears("may not have reached", in: "#care")
            let count = desk.link.posts.count
            desk.clock.advance(by: .minutes(1))
            try await desk.hears("may not have reached", from: count, in: "#care")
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
            try await desk.hears("may not have reached", in: "#care")
            breakOff(desk)
            try await passTime(desk)
            let told = desk.link.posts.entries.filter { $0.text.contains("may not have reached") }
            #expect(told.map(\.isRepeat) == [false, true])
            #expect(Set(told.map(\.id)).count == 1)
        }
    }
}
