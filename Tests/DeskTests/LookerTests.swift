import CaseStore
import Casework
import Chat
import Connectors
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

    @Test func `in such a room nothing shows what a receiver quotes of a customer`() async throws {
        try await DeskBench().live { desk in
            for room in ["#care", "#approvals"] {
                desk.link.tell(.privacy(RoomAddress(room), .open))
            }
            try await desk.settle()
            _ = try await desk.approved()
            let words = "the receiver answered 422: not accepted: My secret diagnosis"
            desk.connector.script(.outcome(.refused(reason: words)))
            desk.clock.advance(by: .seconds(31))
            try await desk.hears("was not delivered", in: "#care")
            for look in ["!history 1", "!waiting", "!show 1"] {
                try await desk.ask(look, by: "dana", in: "#care")
            }
            let leaks = desk.link.posts.entries.filter { post in
                (post.room != nil || post.answers != nil) && post.text.contains("diagnosis")
            }
            #expect(leaks.map(\.text) == [])
            #expect(
                try await desk.ask("!waiting", by: "dana", in: "#care")
                    .contains("the receiver answered 422"))
            // Where nobody else can read it, it is all there.
            #expect(try await desk.ask("!history 1", by: "dana").contains("My secret diagnosis"))
            #expect(try await desk.ask("!waiting", by: "dana").contains("My secret diagnosis"))
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

    @Test func `a stranger is named, once, and so is the end of it`() async throws {
        try await DeskBench().live { desk in
            let stranger = RoomPrivacy.closed(occupants: ["dana", "mallory"], strangers: ["guest"])
            let mended = RoomPrivacy.closed(occupants: ["dana"], strangers: [])
            for privacy in [stranger, stranger, mended, .open] {
                desk.link.tell(.privacy("#care", privacy))
                try await desk.settle()
                desk.clock.advance(by: Intake.privacySettling)
                try await desk.settle()
            }
            let said = desk.link.posts.entries.filter { $0.text.contains("customers' words are") }
            #expect(said.map(\.room) == ["#care", "#care", "#care"])
            #expect(said[0].text.contains("guest, mallory are here and not in people.yaml"))
            #expect(said[1].text.contains("shown here again"))
            #expect(said[2].text.contains("not closed to outsiders"))
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

    /// Who has the nick when the link is back; nobody that can be seen.
    @Test(arguments: ["dana", "bo", nil])
    func `what went to a nick waits for its owner, and nobody else who has it is told`(
        account: String?
    ) async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            try await desk.settle()
            desk.link.answer(.outcome(.linkDown), to: "is yours")
            desk.say("!c 1", by: "dana")
            try await desk.hears("is yours")
            desk.link.answer(.outcome(.linkDown), to: "Third day")
            desk.say("!show 1", by: "dana")
            try await desk.settle()
            desk.link.goDown()
            let start = desk.link.posts.count
            if let account { desk.sees("dana", account) }
            desk.comeUp(desk.link)
            for _ in 0..<3 {
                desk.clock.advance(by: .seconds(20))
                try await desk.settle()
            }
            if account == nil {
                #expect(desk.saidAlone(to: "dana", from: start) == [])
                desk.sees("dana", "dana")
                desk.clock.advance(by: .seconds(20))
                try await desk.hears("is yours", from: start)
                desk.clock.advance(by: .seconds(20))
                try await desk.settle()
            }
            let said = desk.saidAlone(to: "dana", from: start)
            #expect(said.filter { $0.contains("is yours") }.count == (account == "bo" ? 0 : 1))
            #expect(said.contains { $0.contains("Third day") } == (account != "bo"))
        }
    }

    @Test func `what waits for somebody follows them to another nick, and goes to nobody else`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            desk.sees("dana", "dana")
            try await desk.settle()
            desk.link.answer(.outcome(.linkDown), to: "is yours")
            desk.say("!c 1", by: "dana")
            try await desk.hears("is yours")
            desk.link.answer(.outcome(.linkDown), to: "Third day")
            desk.say("!show 1", by: "dana")
            try await desk.settle()
            let start = desk.link.posts.count
            desk.sees("dana", "dana", isHere: false)
            desk.sees("dana_", "dana")
            // Somebody else of the desk is quick.
            desk.sees("dana", "bo")
            for _ in 0..<3 {
                desk.clock.advance(by: .seconds(20))
                try await desk.settle()
            }
            #expect(desk.saidAlone(to: "dana", from: start) == [])
            let said = desk.saidAlone(to: "dana_", from: start)
            #expect(said.count { $0.contains("is yours") } == 1)
            #expect(said.contains { $0.contains("Third day") && !$0.contains("is yours") })
        }
    }

    @Test func `a server that does not know a nick any more is told the new one`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            desk.sees("dana", "dana")
            try await desk.settle()
            desk.link.answer(.outcome(.refused(reason: "401 No such nick")), to: "is yours")
            desk.say("!c 1", by: "dana")
            try await desk.hears("is yours")
            let start = desk.link.posts.count
            desk.sees("dana", "dana", isHere: false)
            desk.sees("dana_", "dana")
            try await desk.settle()
            desk.clock.advance(by: Intake.ownerPause + .seconds(1))
            let post = try await desk.hears("is yours", from: start)
            #expect(post.destination == .person("dana_"))
        }
    }

    @Test func `an answer that was lost is not said again in a room that has been opened`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            try await desk.settle()
            for look in ["#care", "#approvals"] {
                desk.link.answer(.outcome(.linkDown), to: "Third day")
                try await desk.ask("!queue", by: "dana", in: look)
            }
            desk.link.goDown()
            let start = desk.link.posts.count
            desk.link.tell(.privacy("#approvals", .closed(occupants: [], strangers: [])))
            desk.link.tell(.privacy("#care", .open))
            desk.link.comeUp(["#care", "#approvals"])
            try await desk.hears("Third day", from: start, in: "#approvals")
            try await desk.settle()
            let said = desk.link.posts.entries.dropFirst(start).filter { $0.room == "#care" }
            #expect(!said.contains { $0.text.contains("Third day") })
        }
    }

    @Test func `by which words a post is angry is told only among people of the desk`()
        async throws
    {
        let bench = try DeskBench()
        let angry = PriorityRule(
            when: Condition(mood: .negative), points: 20, because: "sounds angry")
        try await bench.live({ $0.settings.priority.rules = [angry] }) { desk in
            _ = try await desk.take(.said("the worst service ever"))
            desk.link.tell(.privacy("#approvals", .closed(occupants: [], strangers: [])))
            desk.link.tell(.privacy("#care", .open))
            try await desk.settle()
            let open = try await desk.ask("!why 1", by: "dana", in: "#care")
            #expect(open.contains("sounds angry") && !open.contains("worst"))
            let closed = try await desk.ask("!why 1", by: "dana", in: "#approvals")
            #expect(closed.contains("sounds angry") && closed.contains("worst"))
        }
    }

    @Test func `of a long history the newest is shown, and how much there is`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            _ = try await desk.desk.mentions.take(
                (0..<450).map { Mention.said("word \($0).", id: "x\($0)").joining("1138") })
            let history = try await desk.ask("!history 1", by: "dana")
            #expect(history.contains("452 events, the newest 100"))
            #expect(history.contains("word 449.") && !history.contains("word 50."))
            #expect(try await desk.ask("!why 1", by: "dana").contains("care"))
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
            #expect(!post.text.contains("dana"))
        }
    }

    @Test func `a long look lets everything else go first, and a short one does not wait`()
        async throws
    {
        try await DeskBench().live { desk in
            for number in 0..<9 {
                _ = try await desk.take(.said("word", id: "\(number)", by: "@c\(number)"))
            }
            func lane(of look: String) async throws -> Lane {
                let id = desk.say(look, by: "dana", in: "#care")
                return try await desk.link.posts.first("an answer to \(look)") {
                    $0.answers == id ? $0.lane : nil
                }
            }
            #expect(try await lane(of: "!queue") == .bulk)
            #expect(try await lane(of: "!waiting") == .answer)
        }
    }
}
