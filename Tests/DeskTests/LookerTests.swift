import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

/// Customers' words are for rooms of which it is certain who reads along.
@Suite(.timeLimit(.minutes(1)))
struct LookerTests {
    @Test(arguments: [
        RoomPrivacy.open, .unknown,
        .closed(occupants: ["dana", "mallory"], strangers: []),
        .closed(occupants: ["dana"], strangers: ["guest"]),
    ])
    func `in a room that outsiders may read, nothing shows a customer's words`(
        privacy: RoomPrivacy
    ) async throws {
        try await DeskBench().live { desk in
            for room in ["#care", "#approvals"] {
                desk.link.tell(.privacy(RoomAddress(room), privacy))
            }
            try await desk.settle()
            let mark = try await desk.drafted("An engineer comes.")
            _ = try await desk.take(.said("Third day, I say again", id: "2").joining("1138"))
            var edited = Mention.said("Third day, I insist")
            edited.editedAt = desk.clock.now() + .seconds(1)
            _ = try await desk.take(edited)
            try await desk.hears("held")
            for look in ["!queue", "!show 1", "!history 1", "!why 1", "!waiting", "!who"] {
                try await desk.ask(look, by: "dana", in: "#care")
            }
            try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            try await desk.ask("!c 1", by: "bo", in: "#care")
            let leaks = desk.link.posts.entries.filter { post in
                (post.room != nil || post.answers != nil)
                    && (post.text.contains("Third day") || post.text.contains("I say again"))
            }
            #expect(leaks.map(\.text) == [])
            // Where nobody else can read it, it is all there.
            #expect(try await desk.ask("!show 1", by: "dana").contains("Third day"))
        }
    }

    @Test func `after a reconnection it is not taken for granted who reads along`() async throws {
        try await DeskBench().live { desk in
            desk.link.goDown()
            _ = try await desk.take(.said())
            let start = desk.link.posts.count
            desk.link.comeUp(["#care", "#approvals"])
            desk.link.tell(.privacy("#approvals", .closed(occupants: [], strangers: [])))
            desk.link.tell(.privacy("#care", .open))
            let card = try await desk.hears("#1 P1", from: start)
            #expect(!card.text.contains("Third day"))
        }
    }

    @Test func `a room the administrator vouches for is shown them`() async throws {
        try await DeskBench().live({ plan in
            for index in plan.rooms.indices { plan.rooms[index].isVouchedPrivate = true }
        }) { desk in
            desk.link.tell(.privacy("#care", .open))
            _ = try await desk.take(.said())
            try await desk.hears("Third day", in: "#care")
        }
    }

    @Test func `what went to a nick waits for its owner: whoever has it by then is not told more`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            try await desk.settle()
            desk.link.answer(.outcome(.linkDown), to: "is yours")
            desk.say("!c 1", by: "dana")
            try await desk.settle()
            desk.link.goDown()
            let start = desk.link.posts.count
            desk.comeUp(desk.link)
            desk.clock.advance(by: .seconds(1))
            let again = try await desk.link.posts.first(from: start, "the answer") { post in
                post.room == nil && post.text.contains("is yours") ? post : nil
            }
            #expect(!again.text.contains("Third day"))
        }
    }

    @Test func `a long look goes to whoever asked, not to the room`() async throws {
        try await DeskBench().live { desk in
            for number in 0..<9 {
                _ = try await desk.take(.said("word", id: "\(number)", by: "@c\(number)"))
            }
            let id = desk.say("!queue", by: "dana", in: "#care")
            let post = try await desk.link.posts.first("the list") { $0.answers == id ? $0 : nil }
            #expect(post.room == nil)
            #expect(post.text.contains("9 cases"))
        }
    }
}
