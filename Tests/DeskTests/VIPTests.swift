import CaseStore
import Casework
import Rehearsal
import Testing

@testable import Desk

/// Who goes first because a supervisor said so: at once, later, until their time is over.
@Suite(.timeLimit(.minutes(1)))
struct VIPTests {
    private static let crowded: @Sendable (inout DeskPlan) -> Void = { plan in
        plan.settings.priority = PrioritySettings(
            p1: 50, p2: 20,
            rules: [
                PriorityRule(when: Condition(words: ["line"]), points: 20, because: "outage"),
                PriorityRule(when: Condition(vip: true), points: 30, because: "VIP"),
            ])
    }

    private func events(_ desk: DeskLife) async throws -> [StoredEvent] {
        try await desk.store.read { try $0.events(after: 0, of: nil, limit: 10_000) }
            .filter { $0.type == "customer.vip" }
    }

    @Test func `open cases ring at once, and later ones when they come`() async throws {
        try await DeskBench().live(Self.crowded) { desk in
            _ = try await desk.take(.said("my line is slow", id: "1", by: "@Mara@social.example"))
            _ = try await desk.take(.said("my line is slow", id: "2", by: "@zed"))
            let start = desk.link.posts.count
            let answer = try await desk.ask(
                "!vip mara@social.example on waits for the board", by: "sam", in: "#approvals")
            #expect(
                answer.hasPrefix(
                    "@mara@social.example goes first from now on, says sam: \"waits for the board\"."
                ))
            #expect(answer.hasSuffix("1 open case, now P1: #1."))
            try await desk.hears("#1 P1", from: start, in: "#care")
            let seen = desk.link.posts.count
            _ = try await desk.take(.said("my line again", id: "3", by: "@mara@social.example"))
            try await desk.hears("#3 P1", from: seen, in: "#care")
            #expect(try await desk.matter(2).priority == .p2)
            #expect(
                try await desk.ask("!why 1", by: "dana")
                    .contains("VIP: waits for the board (sam"))
            #expect(try await events(desk).map(\.matter) == [nil, CaseID(1), CaseID(3)])
            #expect(try await desk.store.verifyReplay().holds)
        }
    }

    @Test func `the list is told to a supervisor alone, and changed by one`() async throws {
        try await DeskBench().live(Self.crowded) { desk in
            #expect(
                try await desk.ask("!vip mara on my friend", by: "dana", in: "#care")
                    .contains("takes a supervisor"))
            #expect(try await desk.ask("!vip", by: "sam").contains("nobody is on the list"))
            try await desk.ask("!vip crm:@mara on a journalist", by: "sam", in: "#approvals")
            desk.sees("sam", "sam")
            let start = desk.link.posts.count
            desk.say("!vip", by: "sam", in: "#approvals")
            try await desk.hears("@mara at crm · a journalist", from: start)
            let told = desk.link.posts.entries.dropFirst(start).filter {
                $0.text.contains("journalist")
            }
            #expect(told.allSatisfy { $0.room == nil })
            #expect(try await desk.ask("!vip", by: "dana").contains("takes a supervisor"))
            #expect(
                try await desk.ask("!vip @mara off", by: "sam").contains("is not on the list"))
            #expect(
                try await desk.ask("!vip crm:@mara off", by: "sam").contains("goes first no more"))
            #expect(try await desk.store.read { try $0.vips() } == [])
        }
    }

    @Test func `whoever is taken from the list may be spelt otherwise than they stand there`()
        async throws
    {
        try await DeskBench().live(Self.crowded) { desk in
            try await desk.ask("!vip @ren\u{E9} on a journalist", by: "sam", in: "#approvals")
            #expect(
                try await desk.ask("!vip @rene\u{301} off", by: "sam", in: "#approvals")
                    .contains("goes first no more"))
            #expect(try await desk.store.read { try $0.vips() } == [])
            #expect(try await desk.store.verifyReplay().holds)
        }
    }

    @Test func `it ends once, also while nobody runs, and supervisors are told`() async throws {
        let bench = try DeskBench()
        try await bench.live(Self.crowded) { desk in
            _ = try await desk.take(.said("my line is slow", id: "1", by: "@mara"))
            try await desk.ask("!vip @mara on a promise for 2h", by: "sam", in: "#approvals")
            #expect(try await desk.matter(1).priority == .p1)
            desk.clock.advance(by: .minutes(119))
            try await desk.settle()
            #expect(try await desk.matter(1).customer.vip)
        }
        bench.clock.advance(by: .minutes(30))
        try await bench.live(Self.crowded) { desk in
            try await desk.hears("the time that sam set", in: "#approvals")
            try await desk.settle()
            #expect(try await desk.matter(1).priority == .p2)
            #expect(try await desk.store.read { try $0.vips() } == [])
            desk.clock.advance(by: .minutes(1))
            try await desk.settle()
            let ends = try await events(desk).filter { $0.matter == nil }
            #expect(ends.map(\.by) == ["sam", nil])
            #expect(
                desk.link.posts.entries.count {
                    $0.room == "#approvals" && $0.text.contains("that sam set")
                } == 1)
            #expect(try await desk.store.verifyReplay().holds)
        }
    }

    @Test func `it ends on time while the desk runs, with no other thing to do`() async throws {
        try await DeskBench().live(Self.crowded) { desk in
            _ = try await desk.take(.said("my line is slow", id: "1", by: "@mara"))
            try await desk.ask("!vip @mara on a promise for 2h", by: "sam", in: "#approvals")
            #expect(try await desk.store.write { try $0.nextTimerDue() } != nil)
            desk.clock.advance(by: .hours(2))
            try await desk.until("the time is over") {
                try await desk.store.read { try $0.vips() } == []
            }
            #expect(try await desk.matter(1).priority == .p2)
        }
    }
}
