import CaseStore
import Casework
import Chat
import Rehearsal
import Rota
import Testing

@testable import Desk

/// Steps of chains become pages, gathered for each person.
@Suite(.timeLimit(.minutes(1)))
struct TurnPagesTests {
    /// lee is on call, always; sam comes after five minutes. Mail goes to lee.
    private func night(_ plan: inout DeskPlan) {
        let turns = Turns(people: ["lee"], hours: 24, start: WallTime(seconds: 0), zone: .utc)
        let layer = Layer(name: "first", zone: .utc, parts: [.init(.turns(turns), zone: .utc)])
        plan.rota = RotaBook(
            Rota(rotations: [Rotation(name: "care", zone: .utc, queues: [], layers: [layer])]))
        plan.settings.chains = [
            Chain(
                name: "night", during: .always,
                steps: [
                    Chain.Step(targets: [.onCall(rotation: nil, layer: nil)]),
                    Chain.Step(targets: [.person("sam")]),
                ], again: .minutes(15))
        ]
        plan.staff[3].page = PageWays(email: "lee@example.org", webhook: true)
    }

    /// The same while care is closed: it opens at these hours of the day.
    private func night(_ plan: inout DeskPlan, open hours: ClosedRange<Int>) -> RotaBook {
        night(&plan)
        plan.settings.chains[0].during = .closed
        plan.rota.replace(rota(plan.rota, open: hours))
        return plan.rota
    }

    private func rota(_ book: RotaBook, open hours: ClosedRange<Int>) -> Rota {
        var rota = book.standing.written
        let week = [WeekHours(from: hours.lowerBound * 60, to: hours.upperBound * 60)]
        rota.hours = [
            Rota.QueueHours(queues: ["care"], hours: BusinessHours(zone: .utc, week: week))
        ]
        return rota
    }

    @Test func `what waits is paged for when its hours turn out to be other ones`() async throws {
        let bench = try DeskBench()
        var book = RotaBook()
        try await bench.live {
            book = night(&$0, open: 8...20)
        } _: { desk in
            desk.sees("lee", "lee")
            _ = try await desk.take(.said("no internet", id: "1", by: "@mara"))
            desk.clock.advance(by: .minutes(20))
            try await desk.settle()
            #expect(desk.saidAlone(to: "lee").allSatisfy { !$0.contains("PAGE") })
            // It is a holiday, and nobody had said so.
            book.replace(rota(book, open: 12...13))
            try await desk.settle()
            desk.clock.advance(by: .minutes(16))
            try await desk.hears("PAGE #1")
        }
    }

    /// Whoever sits in the room all night is not at work.
    @Test func `while it is closed a case goes back to nobody, and pages`() async throws {
        let bench = try DeskBench()
        try await bench.live {
            _ = night(&$0, open: 12...13)
        } _: { desk in
            desk.sees("lee", "lee")
            desk.sees("dana", "dana")
            _ = try await desk.take(.said("no internet", id: "1", by: "@mara", in: "c"))
            try await desk.hears("PAGE #1")
            try await desk.ask("!claim 1", by: "dana", in: "#care")
            try await desk.ask("!resolve 1 rebooted", by: "dana", in: "#care")
            _ = try await desk.take(.said("still no internet", id: "2", by: "@mara", in: "c"))
            // What comes together is paged together.
            desk.clock.advance(by: .minutes(2))
            try await desk.until("lee is paged again") {
                desk.saidAlone(to: "lee").count { $0.contains("PAGE #1") } == 2
            }
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    /// sam is next.
    private func callsLee(_ desk: DeskLife) async throws {
        desk.sees("lee", "lee")
        desk.sees("sam", "sam")
        _ = try await desk.take(.said("no internet", id: "1", by: "@mara"))
        try await desk.hears("PAGE #1")
    }

    @Test func `a page goes by every way, and names what came together`() async throws {
        let bench = try DeskBench()
        try await bench.live(night) { desk in
            desk.sees("lee", "lee")
            _ = try await desk.desk.mentions.take([
                .said("no internet", id: "1", by: "@mara"),
                .said("no internet", id: "2", by: "@zed"),
            ])
            let paged = try await desk.hears("PAGE 2 cases: #1 P1 @mara")
            #expect(paged.destination == .person("lee"))
            #expect(paged.text.contains("ack all"))
            try await desk.hears("paged lee (night, step 1) for #1 P1 · #2 P1", in: "#approvals")
            let last = try await desk.store.read {
                try $0.lastPage(of: "night", until: .distantFuture)
            }
            #expect(last != nil)
            try await desk.hears(
                "the page to lee for #1 #2 did not get there by e-mail", in: "#approvals")
        }
    }

    @Test func `whoever is paged acknowledges all of it, and nobody else is called`() async throws {
        let bench = try DeskBench()
        try await bench.live(night) { desk in
            desk.sees("lee", "lee")
            desk.sees("sam", "sam")
            try await desk.ask("ack all", by: "sam")
            _ = try await desk.desk.mentions.take([
                .said("no internet", id: "1", by: "@mara"),
                .said("no internet", id: "2", by: "@zed"),
            ])
            try await desk.hears("PAGE 2 cases")
            #expect(try await desk.ask("ack all", by: "sam").contains("no page to you"))
            let told = try await desk.ask("ack all", by: "lee")
            #expect(told.contains("#1 acknowledged by lee"))
            try await desk.hears("#2 acknowledged by lee")
            desk.clock.advance(by: .minutes(6))
            try await desk.settle()
            #expect(desk.saidAlone(to: "sam").allSatisfy { !$0.contains("PAGE") })
            #expect(try await desk.matter(2).paging?.acknowledged?.by == "lee")
        }
    }

    @Test func `what was said before a page does not acknowledge it`() async throws {
        let bench = try DeskBench()
        try await bench.live(night) { desk in
            desk.sees("lee", "lee")
            _ = try await desk.desk.mentions.take([.said("no internet", id: "1", by: "@mara")])
            try await desk.hears("PAGE #1")
            desk.clock.advance(by: .seconds(10))
            let saidAt = desk.clock.now()
            desk.clock.advance(by: .minutes(1))
            _ = try await desk.desk.mentions.take([.said("no internet", id: "2", by: "@zed")])
            try await desk.hears("PAGE #2")
            // The line comes late, out of the history of a network that was down.
            let start = desk.link.posts.count
            desk.link.say("ack all", by: "lee", account: "lee", saidAt: saidAt, fromHistory: true)
            try await desk.hears("#1 acknowledged by lee", from: start)
            try await desk.settle()
            #expect(try await desk.matter(2).paging?.acknowledged == nil)
            #expect(try await desk.ask("ack all", by: "lee").contains("#2 acknowledged by lee"))
        }
    }

    @Test func `who acknowledges after the end is not passed by when the customer writes again`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live(night) { desk in
            desk.sees("lee", "lee")
            desk.sees("sam", "sam")
            try await desk.settle()
            _ = try await desk.take(.said("no internet", id: "1", by: "@mara", in: "c"))
            try await desk.hears("PAGE #1")
            for _ in 0..<2 {
                desk.clock.advance(by: .minutes(5))
                try await desk.settle()
            }
            try await desk.hears("#1 P1 care: nobody has acknowledged")
            try await desk.ask("ack 1", by: "sam")
            let start = desk.link.posts.count
            _ = try await desk.take(.said("still no internet", id: "2", by: "@mara", in: "c"))
            desk.clock.advance(by: .minutes(6))
            try await desk.settle()
            try await desk.settle()
            for name in ["lee", "sam"] {
                #expect(
                    desk.saidAlone(to: name, from: start).allSatisfy { !$0.contains("PAGE") })
            }
        }
    }

    @Test func `a step that names the room of those on call is told there once`() async throws {
        let bench = try DeskBench()
        try await bench.live({ plan in
            night(&plan)
            plan.settings.chains[0].steps[0].targets.append(.room("approvals"))
        }) { desk in
            desk.sees("lee", "lee")
            _ = try await desk.take(.said("no internet", id: "1", by: "@mara"))
            try await desk.hears("paged lee (night, step 1) for #1 P1", in: "#approvals")
            try await desk.hears("PAGE #1")
            try await desk.settle()
            #expect(
                desk.link.posts.entries.count {
                    $0.destination == .room("#approvals") && $0.text.hasPrefix("paged ")
                } == 1)
        }
    }

    @Test func `a restart forgets no step`() async throws {
        let bench = try DeskBench()
        try await bench.live(night) { desk in
            desk.sees("lee", "lee")
            _ = try await desk.take(.said("no internet", id: "1", by: "@mara"))
            try await desk.hears("PAGE #1")
        }
        bench.clock.advance(by: .minutes(7))
        try await bench.live(night) { desk in
            desk.sees("sam", "sam")
            let paged = try await desk.hears("PAGE #1")
            #expect(paged.destination == .person("sam"))
        }
    }

    @Test func `a clock that is set back keeps no page waiting until it is there again`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live(night) { desk in
            try await callsLee(desk)
            desk.clock.advance(by: .minutes(1))
            try await desk.settle()
            desk.clock.jump(to: desk.clock.now() - .hours(5))
            _ = try await desk.take(.said("no internet", id: "2", by: "@zed"))
            let first = try await desk.hears("PAGE #2")
            #expect(first.destination == .person("lee"))
            #expect(desk.saidAlone(to: "sam").allSatisfy { !$0.contains("PAGE") })
            desk.clock.advance(by: .minutes(4))
            try await desk.settle()
            #expect(desk.saidAlone(to: "sam").count { $0.contains("PAGE #1") } == 1)
            // Whoever has acknowledged is asked again in the same way.
            try await desk.ask("ack 2", by: "lee")
            desk.clock.advance(by: .minutes(10))
            try await desk.settle()
            desk.clock.jump(to: desk.clock.now() - .minutes(20))
            let start = desk.link.posts.count
            desk.clock.advance(by: .minutes(5))
            try await desk.settle()
            #expect(desk.saidAlone(to: "lee", from: start).contains { $0.contains("PAGE #2") })
        }
    }

    @Test func `a clock that is set back while the desk is down keeps no step waiting`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live(night) { desk in
            desk.sees("lee", "lee")
            _ = try await desk.take(.said("no internet", id: "1", by: "@mara"))
            try await desk.hears("PAGE #1")
        }
        bench.clock.jump(to: bench.clock.now() - .hours(5))
        try await bench.live(night) { desk in
            desk.sees("sam", "sam")
            try await desk.settle()
            #expect(desk.saidAlone(to: "sam").allSatisfy { !$0.contains("PAGE") })
        }
        // Nothing has happened since: what was heeded is not heeded again.
        try await bench.live(night) { desk in
            desk.sees("sam", "sam")
            desk.clock.advance(by: .minutes(4))
            try await desk.settle()
            #expect(desk.saidAlone(to: "sam").allSatisfy { !$0.contains("PAGE") })
            desk.clock.advance(by: .minutes(1))
            try await desk.hears("PAGE #1")
        }
    }

    @Test func `a clock that is set forward brings no step early`() async throws {
        let bench = try DeskBench()
        try await bench.live(night) { desk in
            try await callsLee(desk)
            desk.clock.jump(to: desk.clock.now() + .hours(2))
            desk.clock.advance(by: .minutes(4))
            try await desk.settle()
            #expect(desk.saidAlone(to: "sam").allSatisfy { !$0.contains("PAGE") })
            desk.clock.advance(by: .minutes(1))
            try await desk.settle()
            #expect(desk.saidAlone(to: "sam").count { $0.contains("PAGE #1") } == 1)
        }
    }

    @Test func `a page for practice goes by every way, and names them`() async throws {
        let bench = try DeskBench()
        try await bench.live(night) { desk in
            desk.sees("dana", "dana")
            desk.sees("lee", "lee")
            let told = try await desk.ask("!oncall test", by: "lee", in: "#care")
            #expect(told.contains("by direct message, e-mail, webhook"))
            // Nothing carries them here.
            let failed = try await desk.hears("for practice did not get to you by webhook")
            #expect(failed.destination == .person("lee"))
            #expect(try await desk.ask("oncall test", by: "dana").contains("by direct message."))
        }
    }

    @Test func `escalating pages the next one, and is answered with who that is`() async throws {
        let bench = try DeskBench()
        try await bench.live(night) { desk in
            desk.sees("lee", "lee")
            _ = try await desk.take(.said("hello", id: "1", by: "@mara"))
            let told = try await desk.ask("!esc 1 threatens to sue", by: "dana", in: "#care")
            #expect(told.contains("escalated to chain night (lee) by dana"))
            try await desk.hears("PAGE #1")
        }
    }
}
