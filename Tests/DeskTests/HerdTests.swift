import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

/// A burst never floods a room: while one ring is on its way, those after it gather.
@Suite(.timeLimit(.minutes(1)))
struct HerdTests {
    private static func urgent(_ numbers: ClosedRange<Int>) -> [Mention] {
        numbers.map { Mention.said("no internet, number \($0)", id: "\($0)", by: "@c\($0)") }
    }

    private func rings(_ desk: DeskLife) -> [String] {
        desk.link.posts.entries.filter { $0.room == "#care" && $0.answers == nil }.map(\.text)
    }

    @Test func `what rings while a ring is on its way shares lines, and each is named`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.answer(.silence, to: "number 1")
            _ = try await desk.desk.mentions.take(Self.urgent(1...1))
            _ = try await desk.hears("number 1", in: "#care")
            _ = try await desk.desk.mentions.take(Self.urgent(2...14))
            try await desk.settle()
            #expect(rings(desk).count == 1)
            desk.link.release()
            let herd = try await desk.hears("P1 #2 @c2", in: "#care")
            #expect(herd.lines.count == 2)
            for number in 2...14 { #expect(herd.text.contains("#\(number) @c\(number) ")) }
            #expect(rings(desk).count == 2)
            // Their receipt is that of all of them.
            desk.clock.advance(by: .seconds(1))
            try await desk.settle()
            for number in 1...14 {
                let landed = try await desk.store.read {
                    try $0.landings(of: CaseID(Int64(number))).map(\.purpose)
                }
                #expect(landed == [.ring], "#\(number)")
            }
        }
    }

    @Test func `a few share lines where each message takes long, and one that is late says so`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.answer(.silence, to: "number 1")
            _ = try await desk.desk.mentions.take(Self.urgent(1...1))
            _ = try await desk.hears("number 1", in: "#care")
            try await desk.settle()
            desk.clock.advance(by: .seconds(3))
            desk.link.answer(.silence, to: "number 2")
            _ = try await desk.desk.mentions.take(Self.urgent(2...3))
            desk.link.release()
            try await desk.hears("P1 #2 @c2", in: "#care")
            _ = try await desk.desk.mentions.take(Self.urgent(4...4))
            try await desk.settle()
            // Longer than rings are waited for elsewhere.
            desk.clock.advance(by: .seconds(16))
            try await desk.settle()
            #expect(rings(desk).count == 2)
            desk.link.release()
            let late = try await desk.hears("number 4", in: "#care")
            #expect(late.text.split(separator: "\n").first?.hasSuffix("16s late") == true)
        }
    }

    @Test func `a few are shown in full`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(.silence, to: "number 1")
            _ = try await desk.desk.mentions.take(Self.urgent(1...4))
            _ = try await desk.hears("number 1", in: "#care")
            try await desk.settle()
            desk.link.release()
            _ = try await desk.hears("number 4", in: "#care")
            #expect(rings(desk).count == 4)
            #expect(rings(desk).allSatisfy { $0.contains("points") })
        }
    }

    @Test func `a receipt that does not come holds nobody up for long`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(.silence, to: "number 1")
            _ = try await desk.desk.mentions.take(Self.urgent(1...1))
            _ = try await desk.hears("number 1", in: "#care")
            _ = try await desk.desk.mentions.take(Self.urgent(2...2))
            try await desk.settle()
            #expect(rings(desk).count == 1)
            desk.clock.advance(by: LoopState.ringPatience)
            _ = try await desk.hears("number 2", in: "#care")
        }
    }

    @Test func `answers do not wait for rings`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(.silence, to: "number 1")
            _ = try await desk.desk.mentions.take(Self.urgent(1...20))
            _ = try await desk.hears("number 1", in: "#care")
            let answer = try await desk.ask("!c 20", by: "dana", in: "#care")
            #expect(answer.contains("#20 is yours"))
            #expect(rings(desk).filter { $0.contains("number") }.count == 1)
        }
    }

    @Test func `an answer that had to wait goes out while a ring is on its way, and no other ring`()
        async throws
    {
        try await DeskBench().live { desk in
            desk.link.answer(.silence, to: "number 1")
            desk.link.answer(.outcome(.retry(after: Lapse(milliseconds: 200))), to: "is yours")
            _ = try await desk.desk.mentions.take(Self.urgent(1...1))
            _ = try await desk.hears("number 1", in: "#care")
            _ = try await desk.desk.mentions.take(Self.urgent(2...3))
            _ = try await desk.ask("!c 1", by: "dana", in: "#care")
            let start = desk.link.posts.count
            desk.clock.advance(by: .seconds(1))
            _ = try await desk.hears("is yours", from: start, in: "#care")
            #expect(rings(desk).filter { $0.contains("number") }.count == 1)
            // What waits for the ring is not forgotten over that.
            desk.link.release()
            _ = try await desk.hears("number 3", from: start, in: "#care")
        }
    }

    @Test func `rings that come late say so, and a lost herd is said again`() async throws {
        try await DeskBench().live { desk in
            desk.link.goDown()
            _ = try await desk.desk.mentions.take(Self.urgent(1...6))
            desk.clock.advance(by: .seconds(40))
            desk.link.answer(.outcome(.linkDown), to: "P1 #1")
            desk.comeUp(desk.link)
            _ = try await desk.hears("40s late: P1 #1 @c1", in: "#care")
            let start = desk.link.posts.count
            desk.clock.advance(by: .seconds(5))
            let again = try await desk.hears("late: P1 #1 @c1", from: start, in: "#care")
            #expect(again.text.contains("#6 @c6"))
            #expect(!again.isRepeat)
        }
    }

    @Test func `where customers' words are kept back, only the customers are named`() async throws {
        try await DeskBench().live { desk in
            desk.link.tell(.privacy("#care", .open))
            desk.link.answer(.silence, to: "@c1 ")
            _ = try await desk.desk.mentions.take(Self.urgent(1...6))
            _ = try await desk.hears("@c1 ", in: "#care")
            try await desk.settle()
            desk.link.release()
            let herd = try await desk.hears("P1 #2 @c2", in: "#care")
            #expect(!herd.text.contains("number"))
        }
    }

    @Test func `herds are told apart, and one that is refused is said one by one`() async throws {
        try await DeskBench().live { desk in
            desk.link.answer(.silence, to: "number 1")
            desk.link.answer(.outcome(.refused(reason: "filtered")), to: "P1 #2 @c2")
            _ = try await desk.desk.mentions.take(Self.urgent(1...1))
            _ = try await desk.hears("number 1", in: "#care")
            _ = try await desk.desk.mentions.take(Self.urgent(2...7))
            try await desk.settle()
            desk.clock.advance(by: LoopState.ringPatience)
            _ = try await desk.hears("P1 #2 @c2", in: "#care")
            desk.clock.advance(by: .seconds(2))
            for number in 2...7 {
                _ = try await desk.hears("#\(number) P1 care", in: "#care")
            }
        }
    }

    @Test func `a herd's id is that of all who are in it`() {
        func post(_ id: DeliveryID) -> LeasedPost {
            LeasedPost(
                post: NewPost(
                    id: id, network: "office", address: .room("#care"), room: "care",
                    lane: .urgent, purpose: .ring, matter: nil, revision: nil,
                    notice: .back("dana"), createdAt: .halfPastTen, leasedUntil: nil),
                attempt: 1, isRepeat: false)
        }
        let one = Herd(first: post("a"), others: [post("b"), post("c")])
        let other = Herd(first: post("a"), others: [post("b"), post("d")])
        #expect(one.id != other.id)
        #expect(one.id == Herd(first: post("a"), others: [post("b"), post("c")]).id)
        #expect(Herd(first: post("a")).id == "a")
    }
}
