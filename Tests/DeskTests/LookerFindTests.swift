import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1)))
struct LookerFindTests {
    private func indexed(_ desk: DeskLife) async throws {
        try await StoreContract.index(desk.store)
    }

    @Test func `a case is found by the words of the customer and of the desk`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(
                .said("All lights of my router are red"), .said("hello", id: "2", by: "@zed"))
            try await desk.ask("!note 2 the router was shipped", by: "dana", in: "#care")
            try await desk.ask("!tag 2 delivery", by: "dana", in: "#care")
            try await indexed(desk)
            let both = try await desk.ask("!find ROUTER", by: "dana", in: "#care")
            #expect(both.contains("2 cases with \"ROUTER\":"))
            #expect(both.contains("dana noted: the router was shipped"))
            #expect(both.contains("All lights of my router are red"))
            let one = try await desk.ask("find router @zed #delivery", by: "sam")
            #expect(one.contains("1 case") && one.contains("#2") && !one.contains("#1"))
            let none = try await desk.ask("!find zebra router", by: "dana")
            #expect(none.contains("\"zebra\" stands nowhere"))
            #expect(try await desk.ask("!find", by: "dana").contains("!find router lights"))
        }
    }

    @Test(arguments: [RoomPrivacy.open, .closed(occupants: ["dana"], strangers: ["guest"])])
    func `where outsiders may read, what was found is not shown`(
        privacy: RoomPrivacy
    ) async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said("All lights of my router are red"))
            try await desk.ask("!note 1 the router was shipped", by: "dana", in: "#care")
            try await indexed(desk)
            desk.link.tell(.privacy("#care", privacy))
            try await desk.settle()
            let lights = try await desk.ask("!find lights", by: "dana", in: "#care")
            #expect(lights.contains("#1") && !lights.contains("router are red"))
            #expect(lights.contains(Mention.keptBack))
            let note = try await desk.ask("!find shipped", by: "dana", in: "#care")
            #expect(note.contains("the router was shipped"))
            #expect(try await desk.ask("!find lights", by: "dana").contains("router are red"))
        }
    }

    @Test func `what was changed a moment ago is not found by its old words`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said("my old zebra"))
            try await indexed(desk)
            var edited = Mention.said("my new okapi")
            edited.editedAt = desk.clock.now() + .seconds(1)
            desk.clock.advance(by: .seconds(2))
            _ = try await desk.take(edited)
            // The index does not know it yet.
            let stale = try await desk.store.read { try $0.find(try FindQuery("zebra"), limit: 9) }
            #expect(stale.cases == [CaseID(1)])
            let answer = try await desk.ask("!find zebra", by: "dana")
            #expect(answer.contains("nothing with") && !answer.contains("okapi"))
            let early = try await desk.ask("!find okapi", by: "dana")
            #expect(early.contains("nothing with") && early.contains("still reading what happened"))
            try await indexed(desk)
            let late = try await desk.ask("!find okapi", by: "dana")
            #expect(late.contains("1 case") && !late.contains("still reading"))
            #expect(!(try await desk.ask("!find zebra", by: "dana")).contains("still reading"))
        }
    }

    @Test func `a list of many goes to whoever asked, and says how many there are`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.desk.mentions.take(
                (0..<230).map { .said("needle \($0)", id: "\($0)", by: "@c\($0)") })
            try await indexed(desk)
            let id = desk.say("!find needle", by: "dana", in: "#care")
            let post = try await desk.link.posts.first("the list") { $0.answers == id ? $0 : nil }
            #expect(post.room == nil)
            #expect(post.text.contains("more than 200 cases with \"needle\", the newest 20:"))
            #expect(post.text.contains("#230") && post.text.contains("#211"))
            #expect(!post.text.contains("#210"))
        }
    }

    @Test func `strangers find nothing`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said("needle"))
            try await indexed(desk)
            let answer = try await desk.ask("!find needle", by: "mallory")
            #expect(!answer.contains("#1"))
        }
    }

    @Test func `the desk takes what happens into the index by itself`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said("All lights of my router are red"))
            try await desk.settle()
            try await desk.until("it is found") {
                desk.clock.advance(by: Librarian.beginning)
                return try await desk.ask("!find lights", by: "dana").contains("1 case")
            }
        }
    }

    @Test func `a long backlog says how far it has come`() async throws {
        let bench = try DeskBench()
        try await bench.live({ $0.isIntakeOnly = true }) { desk in
            for batch in 0..<3 {
                _ = try await desk.desk.mentions.take(
                    (0..<200).map { .said("needle", id: "\(batch).\($0)", by: "@c\($0)") })
            }
        }
        try await bench.live { desk in
            for _ in 0..<2 { _ = try await desk.store.indexNext() }
            let answer = try await desk.ask("!find needle", by: "dana")
            #expect(answer.contains("still reading older cases: back to 10:30 so far"))
        }
    }
}
