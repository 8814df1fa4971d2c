import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// Posts on their way to their links and back (invariant 7).
@Suite(.timeLimit(.minutes(1)))
struct IntakePrepareTests {
    @Test func `what is said while the link is away waits and is said once, in order`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.goDown()
            _ = try await desk.take(
                .said("no internet one"), .said("no internet two", id: "2", by: "@zed"),
                .said("no internet three", id: "3", by: "@kim"))
            let start = desk.link.posts.count
            desk.comeUp(desk.link)
            try await desk.hears("three", from: start)
            try await desk.settle()
            let cards = desk.link.posts.entries.dropFirst(start).filter { $0.room == "#care" }
            #expect(cards.map { $0.text.contains("internet one") } == [true, false, false])
            #expect(cards.count == 3)
            #expect(cards.allSatisfy { !$0.isRepeat })
        }
    }

    @Test func `a post that may have been seen is repeated once and marked, then left`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.answer(.outcome(.unknown), to: "Third day", times: 2)
            _ = try await desk.take(.said())
            let again = try await desk.link.posts.first("the repeat") {
                $0.text.contains("Third day") && $0.isRepeat ? $0 : nil
            }
            #expect(again.attempt == 2)
            try await desk.settle()
            desk.link.goDown()
            desk.comeUp(desk.link)
            try await desk.settle()
            desk.clock.advance(by: .hours(1))
            try await desk.settle()
            let cards = desk.link.posts.entries.filter { $0.text.contains("Third day") }
            #expect(cards.map(\.isRepeat) == [false, true])
        }
    }

    @Test func `a post whose process died before its receipt is repeated, marked`() async throws {
        let bench = try DeskBench()
        let first = try await bench.live { desk in
            desk.link.answer(.silence, to: "Third day")
            _ = try await desk.take(.said())
            return try await desk.hears("Third day")
        }
        try await bench.live { desk in
            let again = try await desk.hears("Third day")
            #expect(again.id == first.id)
            #expect(again.isRepeat && again.attempt == 2)
        }
        try await bench.live { desk in
            try await desk.settle()
            #expect(desk.link.posts.entries.allSatisfy { !$0.text.contains("Third day") })
        }
    }

    @Test func `a post that landed is not said again after a restart`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            try await desk.hears("Third day")
            try await desk.settle()
            desk.clock.advance(by: LateEnds.patience)
            while try await desk.store.read({ try $0.outboxFigures().pendingPosts }) > 0 {
                await Task.yield()
            }
        }
        try await bench.live { desk in
            try await desk.settle()
            #expect(desk.link.posts.entries.allSatisfy { !$0.text.contains("Third day") })
        }
    }

    @Test func `a jump of the clock makes nobody say anything twice`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(.silence, to: "Third day")
            _ = try await desk.take(.said())
            try await desk.hears("Third day")
            desk.clock.jump(to: desk.clock.now() + .hours(5))
            desk.clock.advance(by: .seconds(30))
            try await desk.settle()
            desk.link.release()
            try await desk.settle()
            desk.clock.jump(to: desk.clock.now() - .hours(20))
            desk.clock.advance(by: .seconds(30))
            try await desk.settle()
            let cards = desk.link.posts.entries.filter { $0.text.contains("Third day") }
            #expect(cards.count == 1)
        }
    }

    @Test func `what waits is said although the clock has jumped back`() async throws {
        try await DeskBench().live { desk in
            desk.link.goDown()
            _ = try await desk.take(.said())
            desk.clock.jump(to: desk.clock.now() - .hours(5))
            desk.comeUp(desk.link)
            try await desk.hears("Third day")
        }
    }

    @Test func `a room that is not to be had keeps no other waiting, and is tried again`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.answer(.outcome(.linkDown), to: "one", times: 2)
            desk.link.answer(.outcome(.retry(after: .seconds(60))), to: "two")
            _ = try await desk.take(
                .said("no internet one"), .said("no internet two", id: "2", by: "@zed"),
                .said("no internet three", id: "3", by: "@kim"))
            try await desk.hears("three")
            for _ in 0..<3 {
                desk.clock.advance(by: .seconds(1))
                try await desk.settle()
            }
            var said = desk.link.posts.entries.map(\.text)
            #expect(said.filter { $0.contains("internet one") }.count == 3)
            #expect(said.filter { $0.contains("internet two") }.count == 1)
            for _ in 0..<5 {
                desk.clock.advance(by: .seconds(20))
                try await desk.settle()
            }
            said = desk.link.posts.entries.map(\.text)
            #expect(said.filter { $0.contains("internet two") }.count == 2)
            #expect(desk.link.posts.entries.allSatisfy { !$0.isRepeat })
        }
    }

    @Test func `a look that its link lost is answered when it is back, unless that is long after`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.answer(.outcome(.linkDown), to: "nothing waits", times: 1)
            try await desk.ask("!waiting", by: "dana", in: "#care")
            desk.link.goDown()
            let start = desk.link.posts.count
            desk.comeUp(desk.link)
            try await desk.hears("nothing waits", from: start)

            desk.link.answer(.outcome(.linkDown), to: "nothing waits", times: 1)
            try await desk.ask("!waiting", by: "dana", in: "#care")
            desk.link.goDown()
            desk.clock.advance(by: .hours(2))
            let later = desk.link.posts.count
            desk.comeUp(desk.link)
            try await desk.settle()
            let said = desk.link.posts.entries.dropFirst(later)
            #expect(said.allSatisfy { !$0.text.contains("nothing waits") })
        }
    }

    @Test func `an answer does not overtake those that wait`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            desk.link.goDown()
            desk.say("!c 1", by: "dana", in: "#care")
            try await desk.until("it is decided") { try await desk.matter(1).holder != nil }
            let start = desk.link.posts.count
            try await desk.hold(Blocker()) {
                desk.comeUp(desk.link)
                desk.say("!c 1", by: "bo", in: "#care")
            }
            try await desk.hears("dana's since", from: start)
            let said = desk.link.posts.entries.dropFirst(start).map(\.text)
            let yours = try #require(said.firstIndex { $0.contains("is yours") })
            let theirs = try #require(said.firstIndex { $0.contains("dana's since") })
            #expect(yours < theirs)
        }
    }

    @Test func `a burst leaves no more with the link than it may hold, and loses nothing`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.link.answer(.silence, to: "wrote again", times: 1000)
            desk.link.answer(.silence, to: "│", times: 1000)
            let start = desk.link.posts.count
            let more = (0..<200).map {
                Mention.said("word \($0) of it", id: "x\($0)").joining("1138")
            }
            _ = try await desk.desk.mentions.take(more)
            try await desk.settle()
            let held = desk.link.posts.entries.dropFirst(start).filter { $0.text.contains("word") }
            #expect(held.count <= LoopState.inFlightMax)
            for _ in 0..<12 {
                desk.link.release()
                try await desk.settle()
            }
            let said = desk.link.posts.entries.dropFirst(start).map(\.text)
            for number in 0..<200 {
                #expect(said.filter { $0.contains("word \(number) of") }.count == 1)
            }
        }
    }

    @Test func `what a slow link still has in its queue is not said twice while it moves on`()
        async throws
    {
        try await DeskBench().live { desk in
            for number in 1...4 {
                desk.link.answer(.silence, to: "#\(number) P1", times: 2)
                let mention = Mention.said(id: "\(number)", by: "@c\(number)")
                _ = try await desk.take(mention)
                _ = try await desk.hears("#\(number) P1", in: "#care")
                desk.clock.advance(by: LoopState.ringPatience)
                try await desk.settle()
            }
            var cards: [Post] = []
            for number in 1...4 {
                cards.append(try await desk.hears("#\(number) P1", in: "#care"))
            }
            for card in cards.dropLast() {
                desk.clock.advance(by: .minutes(25))
                try await desk.settle()
                desk.link.give(.sent(reference: nil), for: card)
                try await desk.settle()
            }
            #expect(!desk.link.posts.entries.contains { $0.isRepeat })
        }
    }

    @Test func `of a link that gives no receipt at all, a post is said again after its lease`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.answer(.silence, to: "#1 P1")
            _ = try await desk.take(.said())
            try await desk.hears("#1 P1", in: "#care")
            desk.clock.advance(by: Turn.postLease)
            let again = try await desk.link.posts.first("the card again") { post in
                post.isRepeat ? post : nil
            }
            #expect(again.text.contains("#1 P1"))
        }
    }

    @Test func `cards wait until it is known who can read along, but not for long`() async throws {
        try await DeskBench().live({ $0.comesUp = false }) { desk in
            _ = try await desk.take(.said())
            desk.link.comeUp(["#care", "#approvals"])
            for room in ["#care", "#approvals"] {
                desk.link.tell(
                    .privacy(RoomAddress(room), .closed(occupants: ["dana"], strangers: [])))
            }
            #expect(try await desk.hears("#1 P1").text.contains("Third day"))
            desk.link.goDown()
            _ = try await desk.take(.said("no internet here", id: "2", by: "@zed"))
            let start = desk.link.posts.count
            desk.link.comeUp(["#care", "#approvals"])
            // On a crowded machine the link may not be known to be up when time begins to pass.
            for _ in 0..<3 {
                try await desk.settle()
                desk.clock.advance(by: .seconds(20))
            }
            let card = try await desk.hears("#2 P1", from: start)
            #expect(!card.text.contains("no internet"))
            #expect(card.text.contains("kept back"))
        }
    }
}

/// What ails a network is told to the administrators, wherever they are.
@Suite(.timeLimit(.minutes(1)))
struct IntakeTroubleTests {
    @Test func `an administrator is told on the network that works, once`() async throws {
        let matrix = { (plan: inout DeskPlan) in
            plan.staff.append(DeskPlan.member("ada", [.admin]))
            plan.links.append(ScriptedLink("matrix", clock: plan.clock))
        }
        try await DeskBench().live(matrix) { desk in
            desk.links[1].tell(.presence(Presence(from: "@ada:x", account: "@ada:x", isHere: true)))
            desk.link.goDown()
            desk.link.tell(.trouble("banned from the server"))
            desk.link.tell(.trouble("banned from the server"))
            let told = try await desk.links[1].posts.first("the news") {
                $0.destination == .person("@ada:x") ? $0.text : nil
            }
            #expect(told == "office: banned from the server")
            desk.comeUp(desk.link)
            try await desk.settle()
            #expect(desk.links[1].posts.entries.count == 1)
        }
    }

    @Test func `one who is away is told on coming, and nobody else`() async throws {
        try await DeskBench().live({ $0.staff.append(DeskPlan.member("ada", [.admin])) }) { desk in
            desk.sees("dana", "dana")
            desk.link.tell(.trouble("#ops does not let casebell in: it is invite-only"))
            try await desk.settle()
            #expect(!desk.link.posts.entries.contains { $0.text.contains("#ops") })
            desk.sees("ada", "ada")
            try await desk.hears("office: #ops does not let casebell in")
            #expect(desk.saidAlone(to: "dana").isEmpty)
        }
    }
}
