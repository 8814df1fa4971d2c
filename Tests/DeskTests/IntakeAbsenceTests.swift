import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

/// What was said while nobody listened: read, asked about, or said to be lost.
@Suite(.timeLimit(.minutes(1)))
struct IntakeAbsenceTests {
    private static let care = RoomAddress("#care")

    @Test func `each room is told once from when to when nobody listened`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            let start = desk.clock.now()
            desk.link.tell(.listening(rooms: [Self.care], at: start))
            desk.link.goDown()
            desk.clock.advance(by: .minutes(3))
            desk.link.tell(
                .absence(rooms: [Self.care], from: start, to: desk.clock.now()))
            desk.comeUp(desk.link)
            let post = try await desk.hears("I was away", in: "#care")
            #expect(
                post.text.hasSuffix(
                    "(3m) and could not read what was said here: repeat your command if it was "
                        + "not answered."))
            // What rings goes before it.
            #expect(post.lane > .urgent)
            try await desk.settle()
            desk.clock.advance(by: .minutes(1))
            try await desk.settle()
            #expect(desk.link.posts.entries.count { $0.text.contains("I was away") } == 1)
        }
    }

    @Test func `a room that everybody was thrown out of is told when the first is back`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            let start = desk.clock.now()
            let dana = Presence(from: DirectAddress("dana"), account: "dana", isHere: true)
            desk.link.tell(.presence(dana))
            desk.link.goDown()
            desk.clock.advance(by: .minutes(1))
            desk.link.tell(
                .absence(rooms: [Self.care], from: start, to: desk.clock.now()))
            desk.comeUp(desk.link)
            desk.clock.advance(by: .minutes(1))
            _ = try await desk.take(.said())
            try await desk.hears("#1 P1", in: "#care")
            #expect(!desk.link.posts.entries.contains { $0.text.contains("I was away") })
            let posts = desk.link.posts.count
            desk.link.tell(.presence(dana))
            try await desk.settle()
            desk.clock.advance(by: Intake.returnSettling)
            try await desk.hears("I was away", in: "#care")
            try await desk.hears("while nobody was here, #1 rang", from: posts, in: "#care")
        }
    }

    @Test func `what rings while a server is split from ours is told when the first is back`()
        async throws
    {
        try await DeskBench().live { desk in
            // Before anybody was seen nobody can be missed.
            _ = try await desk.take(.said("no internet", id: "1", by: "@c1"))
            try await desk.hears("#1 P1", in: "#care")
            try await desk.settle()
            for nick in ["dana", "bo"] { desk.sees(nick, nick) }
            try await desk.settle()
            _ = try await desk.take(.said("no internet", id: "2", by: "@c2"))
            try await desk.hears("#2 P1", in: "#care")
            try await desk.settle()
            for nick in ["dana", "bo"] { desk.sees(nick, nick, isHere: false) }
            _ = try await desk.take(.said("no internet", id: "3", by: "@c3"))
            try await desk.hears("#3 P1", in: "#care")
            try await desk.settle()
            desk.sees("bo", "bo")
            try await desk.settle()
            desk.clock.advance(by: Intake.returnSettling)
            try await desk.hears("while nobody was here, #3 rang", in: "#care")
            try await desk.settle()
            #expect(desk.link.posts.entries.count { $0.text.contains("while nobody") } == 1)
        }
    }

    @Test func `gaps that could not be told become one`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            let start = desk.clock.now()
            desk.link.answer(.outcome(.linkDown), to: "I was away")
            desk.link.tell(.absence(rooms: [Self.care], from: start, to: start + .seconds(5)))
            try await desk.hears("I was away", in: "#care")
            let posts = desk.link.posts.count
            desk.link.goDown()
            desk.link.tell(
                .absence(rooms: [Self.care], from: start + .seconds(60), to: start + .minutes(9)))
            desk.comeUp(desk.link)
            try await desk.hears("(9m)", from: posts, in: "#care")
            try await desk.settle()
            #expect(
                desk.link.posts.entries.dropFirst(posts).count { $0.text.contains("I was away") }
                    == 1)
        }
    }

    @Test func `a news of it whose receipt was cut off is repeated as a repeat`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            let start = desk.clock.now()
            desk.link.answer(.outcome(.unknown), to: "I was away")
            desk.link.tell(.absence(rooms: [Self.care], from: start, to: start + .seconds(5)))
            let first = try await desk.hears("I was away", in: "#care")
            let posts = desk.link.posts.count
            desk.link.goDown()
            desk.comeUp(desk.link)
            let second = try await desk.hears("I was away", from: posts, in: "#care")
            #expect(!first.isRepeat)
            #expect(second.isRepeat)
            #expect(second.id == first.id)
        }
    }

    @Test func `the next process knows how far each room was heard`() async throws {
        let bench = try DeskBench()
        let (start, said) = try await bench.live { desk in
            let start = desk.clock.now()
            #expect(desk.link.recalled == [])
            desk.link.tell(.listening(rooms: [Self.care], at: start))
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.clock.advance(by: .seconds(10))
            try await desk.settle()
            // What that tick wrote is a while ago.
            desk.clock.advance(by: .seconds(2))
            desk.link.tell(.listening(rooms: [Self.care], at: desk.clock.now()))
            let id = desk.say("!n 1 engineer booked", by: "dana", in: "#care")
            try await desk.settle()
            return (desk.clock.now(), id)
        }
        bench.clock.advance(by: .minutes(5))
        try await bench.live { desk in
            let marks = desk.link.recalled
            #expect(marks.map(\.room) == [nil, Self.care])
            #expect(marks.last?.messageID == said)
            #expect(marks.last?.heardAt == start)
        }
    }

    @Test func `an absence that a crash kept from being told begins where it began`()
        async throws
    {
        let bench = try DeskBench()
        let start = try await bench.live { desk in
            let start = desk.clock.now()
            desk.link.tell(.listening(rooms: [Self.care], at: start))
            desk.clock.advance(by: .minutes(2))
            desk.link.answer(.silence, to: "I was away", times: 9)
            desk.link.tell(.absence(rooms: [Self.care], from: start, to: desk.clock.now()))
            try await desk.hears("I was away", in: "#care")
            desk.link.tell(.listening(rooms: [Self.care], at: desk.clock.now()))
            _ = try await desk.take(.said())
            try await desk.settle()
            return start
        }
        try await bench.live { desk in
            #expect(desk.link.recalled.last?.heardAt == start)
        }
    }

    @Test func `on a quiet desk it is repeated although the connection held`() async throws {
        try await DeskBench().live { desk in
            let start = desk.clock.now()
            desk.link.answer(.outcome(.unknown), to: "I was away")
            desk.link.tell(.absence(rooms: [Self.care], from: start, to: start + .seconds(5)))
            try await desk.hears("I was away", in: "#care")
            let posts = desk.link.posts.count
            try await desk.settle()
            desk.clock.advance(by: .seconds(2))
            try await desk.hears("I was away", from: posts, in: "#care")
        }
    }

    @Test(arguments: [(2, 3), (100, 5)])
    func `a room that refuses the news is told later, and not for ever`(
        refusals: Int, tries: Int
    ) async throws {
        try await DeskBench().live { desk in
            let start = desk.clock.now()
            desk.link.answer(
                .outcome(.refused(reason: "404 Cannot send to channel (+m)")), to: "I was away",
                times: refusals)
            desk.link.tell(.absence(rooms: [Self.care], from: start, to: start + .seconds(5)))
            try await desk.hears("I was away", in: "#care")
            for _ in 0..<24 {
                desk.clock.advance(by: .seconds(30))
                try await desk.settle()
            }
            #expect(desk.link.posts.entries.count { $0.text.contains("I was away") } == tries)
        }
    }

    @Test func `what a room was told is not told again by the next process`() async throws {
        let bench = try DeskBench()
        let end = try await bench.live { desk in
            let start = desk.clock.now()
            desk.link.tell(.listening(rooms: [Self.care], at: start))
            desk.clock.advance(by: .minutes(2))
            let end = desk.clock.now()
            desk.link.answer(.silence, to: "I was away")
            desk.link.tell(.absence(rooms: [Self.care], from: start, to: end))
            try await desk.hears("I was away", in: "#care")
            desk.link.tell(.listening(rooms: [Self.care], at: end))
            try await desk.settle()
            desk.link.release()
            try await desk.settle()
            return end
        }
        try await bench.live { desk in
            #expect(desk.link.recalled.last?.heardAt == end)
        }
    }

    @Test func `a command from history runs while fresh, is asked about later, and counts once`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said(), .said("word", id: "2", by: "@zed"))
            let now = desk.clock.now()
            desk.link.say(
                "!c 1", by: "dana", account: "dana", in: "#care", id: "h1",
                saidAt: now - .seconds(20), fromHistory: true)
            desk.link.say(
                "!c 2", by: "dana", account: "dana", in: "#care", id: "h2",
                saidAt: now - .hours(3), fromHistory: true)
            desk.link.say(
                "!c 1", by: "dana", account: "dana", in: "#care", id: "h1",
                saidAt: now - .seconds(20), fromHistory: true)
            desk.link.say("!c 1", by: "dana", account: "dana", in: "#care", id: "h1")
            desk.link.say(
                "!c 2", by: "bo", account: nil, in: "#care", id: "h3", saidAt: now,
                fromHistory: true)
            try await desk.settle()
            #expect(try await desk.matter(1).holder == "dana")
            #expect(try await desk.matter(2).holder == nil)
            #expect(desk.link.posts.entries.count { $0.answers == "h1" } == 1)
            let asked = desk.link.posts.entries.filter { $0.answers == "h2" }
            #expect(asked.count == 1)
            #expect(asked.allSatisfy { $0.text.contains("say it again if it still holds") })
        }
    }
}
