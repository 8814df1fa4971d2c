import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

/// A room of a chat that keeps messages is another one: nothing of before stands there.
@Suite(.timeLimit(.minutes(1)))
struct MovedRoomsTests {
    private func live(_ body: (DeskLife) async throws -> Void) async throws {
        let bench = try DeskBench()
        try await bench.live({ plan in
            plan.links = [ScriptedLink("office", clock: bench.clock, keepsMessages: true)]
        }) { try await body($0) }
    }

    /// The message that has these words, and its id, once it is known to be there.
    private func message(
        _ words: String, from start: Int = 0, in room: String = "#care", _ desk: DeskLife
    ) async throws -> (post: Post, id: String) {
        let post = try await desk.hears(words, from: start, in: room)
        try await desk.settle()
        return (post, try #require(desk.link.reference(of: post)))
    }

    @Test func `what is urgent, or somebody has, is put up there, and the rest when it moves`()
        async throws
    {
        try await live { desk in
            _ = try await desk.take(.said())
            let before = try await message("Third day", desk)
            _ = try await desk.take(.said("Where is my parcel?", id: "2"))
            _ = try await desk.take(.said("And my invoice?", id: "3"))
            try await desk.ask("!c 2", by: "dana", in: "#care")
            try await desk.ask("!c 3", by: "dana", in: "#care")
            try await desk.ask("!release 3", by: "dana", in: "#care")
            _ = try await message("invoice", desk)

            let start = desk.link.posts.count
            desk.link.tell(.moved("#care"))
            let urgent = try await message("Third day", from: start, desk)
            let held = try await message("parcel", from: start, desk)
            for card in [urgent.post, held.post] {
                #expect(card.shape.signs.contains(MessagesTests.eyes))
                #expect(!card.shape.rings && card.shape.replaces == nil)
            }
            #expect(!desk.link.posts.entries[start...].contains { $0.text.contains("invoice") })
            desk.link.react(MessagesTests.eyes, on: before.id, by: "bo", in: "#care")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
            desk.link.react(MessagesTests.eyes, on: urgent.id, by: "bo", in: "#care")
            try await desk.until("it is held") { try await desk.matter(1).holder == "bo" }
            desk.link.say(
                "!n she called", by: "dana", account: "dana", in: "#care", thread: held.id)
            let noted = try await desk.hears("#2 noted", from: start, in: "#care")
            #expect(noted.shape.under == .message(held.id))
            try await desk.ask("!c 3", by: "dana", in: "#care")
            let free = try await message("invoice", from: start, desk)
            #expect(free.post.shape.signs.contains(MessagesTests.eyes))
        }
    }

    @Test func `a draft that waits is put up there, and approved there`() async throws {
        try await live { desk in
            _ = try await desk.drafted()
            let before = try await message("draft: I can see", in: "#approvals", desk)
            let start = desk.link.posts.count
            desk.link.tell(.moved("#approvals"))
            let again = try await message(
                "draft: I can see", from: start, in: "#approvals", desk)
            #expect(again.post.shape.signs == [MessagesTests.tick, MessagesTests.cross])
            #expect(!again.post.shape.rings)
            desk.link.react(MessagesTests.tick, on: before.id, by: "sam", in: "#approvals")
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            desk.link.react(MessagesTests.tick, on: again.id, by: "sam", in: "#approvals")
            let told = try await desk.hears("approved by sam", in: "#approvals")
            #expect(told.shape.under == .message(again.id))
            // What waits for nobody is not put up.
            let later = desk.link.posts.count
            desk.link.tell(.moved("#approvals"))
            try await desk.settle()
            #expect(
                !desk.link.posts.entries[later...].contains { $0.text.contains("draft: I can") })
        }
    }

    @Test func `a room that is none of the desk's moves nothing`() async throws {
        try await live { desk in
            _ = try await desk.take(.said())
            _ = try await message("Third day", desk)
            let start = desk.link.posts.count
            desk.link.tell(.moved("#lounge"))
            try await desk.settle()
            #expect(!desk.link.posts.entries[start...].contains { $0.text.contains("Third day") })
        }
    }
}
