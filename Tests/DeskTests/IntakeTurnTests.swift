import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Synchronization
import Testing

@testable import Desk

/// What happens when the store cannot write, and in which order things are answered.
@Suite(.timeLimit(.minutes(1)))
struct IntakeTurnTests {
    @Test func `nothing is taken while nothing can be written, and everybody is told`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            bench.probe.fail()
            let answer = try await desk.ask("!c 1", by: "dana", in: "#care")
            #expect(answer.contains("not recorded"))
            await #expect(throws: DeskUnavailable.self) {
                _ = try await desk.take(.said(id: "1139"))
            }
            #expect(!desk.desk.status.status().storeIsWritable)
            // Looking needs no writing.
            #expect(try await desk.ask("!show 1", by: "dana", in: "#care").contains("Third day"))
            bench.probe.work()
            #expect(try await desk.ask("!c 1", by: "dana", in: "#care").contains("is yours"))
            #expect(try await desk.take(.said(id: "1139")).map(\.isDuplicate) == [false])
            #expect(desk.desk.status.status().storeIsWritable)
        }
    }

    @Test func `an answer that was lost waits until it is known who can read it in its room`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            desk.link.answer(.outcome(.linkDown), to: "Third day")
            let start = desk.link.posts.count
            let said = desk.say("!show 1", by: "dana", in: "#approvals")
            _ = try await desk.link.posts.first(from: start, "the answer that is lost") {
                $0.answers == said ? $0.id : nil
            }
            desk.link.goDown()
            let then = desk.link.posts.count
            // The other room is joined first.
            let closed = RoomPrivacy.closed(occupants: [], strangers: [])
            desk.link.tell(.privacy("#care", closed))
            desk.link.comeUp(["#care"])
            try await desk.settle()
            desk.link.comeUp(["#care", "#approvals"])
            desk.link.tell(.privacy("#approvals", closed))
            try await desk.settle()
            desk.clock.advance(by: .seconds(21))
            _ = try await desk.link.posts.first(from: then, "the same answer") {
                $0.answers == said && $0.text.contains("Third day") ? $0.id : nil
            }
        }
    }

    @Test func `what is put off is said in time though the clock on the wall went back`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            try await desk.settle()
            desk.clock.jump(to: desk.clock.now() - .hours(20))
            try await desk.settle()
            desk.link.answer(.outcome(.retry(after: .seconds(5))), to: "noted")
            let start = desk.link.posts.count
            let said = desk.say("!n 1 line fault known", by: "dana", in: "#care")
            _ = try await desk.link.posts.first(from: start, "the answer that is put off") {
                $0.answers == said ? $0.id : nil
            }
            try await desk.settle()
            let then = desk.link.posts.count
            desk.clock.advance(by: .seconds(6))
            _ = try await desk.link.posts.first(from: then, "the same answer") {
                $0.answers == said ? $0.id : nil
            }
        }
    }

    /// Every single statement that writes fails once, the savepoints and the commit among them.
    @Test func `whichever write fails, a command is answered and nothing is half done`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            var hasSucceeded = false
            for nth in 1...60 where !hasSucceeded {
                let count = Mutex(0)
                bench.probe.fail {
                    count.withLock { count in
                        count += 1
                        return count == nth
                    }
                }
                let answer = try await desk.ask("!c 1", by: "dana", in: "#care")
                bench.probe.work()
                hasSucceeded = answer.contains("is yours")
                if !hasSucceeded { #expect(answer.contains("not recorded")) }
                let holder = try await desk.matter(1).holder
                #expect(holder == (hasSucceeded ? "dana" : nil), "write \(nth)")
                desk.clock.advance(by: .seconds(2))
                try await desk.settle()
            }
            #expect(hasSucceeded)
        }
    }

    @Test(arguments: [true, false])
    func `what was not recorded is not done by the next process, unless nobody knows that`(
        isTold: Bool
    ) async throws {
        let bench = try DeskBench()
        let note = "!note 1 rang them"
        let saidAt = bench.clock.now()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            desk.link.tell(.listening(rooms: ["#care"], at: saidAt, bookmark: nil))
            try await desk.settle()
            if !isTold { desk.link.answer(.silence, to: "not recorded") }
            bench.probe.fail()
            desk.link.say(note, by: "dana", account: "dana", in: "#care", id: "first")
            try await desk.hears("not recorded", in: "#care")
            bench.probe.work()
            desk.clock.advance(by: .seconds(2))
            try await desk.settle()
            // Whatever is written now, how far the room was heard included.
            desk.clock.advance(by: .seconds(2))
            try await desk.ask("!c 1", by: "dana", in: "#care")
        }
        try await bench.live { desk in
            let mark = try await desk.store.read { try $0.heardMarks(on: "office") }
                .first { $0.room == "#care" }
            #expect((try #require(mark).heardAt <= saidAt) != isTold)
            desk.link.say(
                note, by: "dana", account: "dana", in: "#care", id: "first", saidAt: saidAt,
                fromHistory: true)
            try await desk.settle()
            let notes = try await desk.store.read {
                try $0.events(after: 0, of: CaseID(1), limit: 100)
            }
            .count { if case .noted = $0.fact { true } else { false } }
            #expect(notes == (isTold ? 0 : 1))
        }
    }

    @Test func `that something was not recorded is told, whatever becomes of the first try`()
        async throws
    {
        let bench = try DeskBench()
        let saidAt = bench.clock.now()
        let note = { (desk: DeskLife) in
            _ = desk.link.say(
                "!note 1 rang them", by: "dana", account: "dana", in: "#care", id: "first",
                saidAt: saidAt, fromHistory: true)
        }
        try await bench.live { desk in
            _ = try await desk.take(.said())
            desk.link.answer(.outcome(.linkDown), to: "not recorded", times: 1)
            bench.probe.fail()
            note(desk)
            let first = try await desk.hears("not recorded", in: "#care")
            bench.probe.work()
            desk.clock.advance(by: .seconds(2))
            let start = desk.link.posts.entries.firstIndex { $0.id == first.id } ?? 0
            let again = try await desk.hears("not recorded", from: start + 1, in: "#care")
            #expect(again.answers == "first" && again.id != first.id)
            #expect(!again.shape.isDeclining)
            try await desk.settle()
        }
        try await bench.live { desk in
            note(desk)
            try await desk.settle()
            #expect(!desk.link.posts.entries.contains { $0.text.contains("noted") })
        }
    }

    @Test func `what is declined is bounded, and goes when its answer has ended`() {
        var declined = Declined()
        func origin(_ number: Int) -> Origin {
            Origin(
                Saying(
                    network: "office", room: "#care", from: "dana", account: "dana", text: "!c 1",
                    addressed: false, messageID: "\(number)", saidAt: .halfPastTen,
                    heardAt: .halfPastTen), room: nil, person: "dana")
        }
        func written() -> [(Int?, Bool)] {
            guard case .declined(let found) = declined.errand() else { return [] }
            return found.map { (Int($0.origin.messageID), $0.isTold) }
        }
        for number in 0...Declined.max { declined.decline(origin(number)) }
        declined.decline(origin(1))
        // The oldest counts as lost.
        #expect(written().elementsEqual([(0, false)], by: ==))
        #expect(!declined.isDue)
        for number in 1...2 {
            declined.ended(origin(number).reference, isTold: number == 1)
            declined.ended(origin(number).reference, isTold: true)
        }
        declined.ended("chat:office:other", isTold: true)
        #expect(written().elementsEqual([(1, true), (2, false)], by: ==))
        declined.put((0..<Declined.max + 5).map { Declined.Entry(origin: origin($0)) })
        #expect(written().count == Declined.max)
    }

    @Test func `receipts that cannot be recorded are recorded when the store works again`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            desk.link.answer(.silence, to: "Third day")
            _ = try await desk.take(.said())
            try await desk.hears("Third day")
            bench.probe.fail()
            desk.link.release()
            try await desk.until("the failure is seen") {
                desk.clock.advance(by: LateEnds.patience)
                return !desk.desk.status.status().storeIsWritable
            }
            bench.probe.work()
            desk.clock.advance(by: .seconds(2))
            try await desk.until("the landing is recorded") {
                try await !desk.store.read { try $0.landings(of: CaseID(1)) }.isEmpty
            }
        }
    }

    @Test func `a store that fails for long is asked once a second, not all the time`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!snooze 1 1h", by: "dana", in: "#care")
            let asked = Mutex(0)
            bench.probe.fail {
                asked.withLock { $0 += 1 }
                return true
            }
            desk.clock.advance(by: .hours(1))
            try await desk.until("the failure is seen") { asked.withLock { $0 } > 0 }
            for _ in 0..<20 { try await desk.settle() }
            try await Task.sleep(for: .milliseconds(200))
            #expect(asked.withLock { $0 } < 25)
            bench.probe.work()
            desk.clock.advance(by: .seconds(2))
            try await desk.until("it is awake") { try await desk.matter(1).phase == .claimed }
        }
    }

    @Test func `in one batch the first claim wins, each is answered, in order`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said(), .said(id: "2", by: "@zed"))
            let start = desk.link.posts.count
            let ids = try await desk.piledUp {
                [
                    desk.say("!c 1", by: "dana", in: "#care"),
                    desk.say("!c 1", by: "bo", in: "#care"),
                    desk.say("!who", by: "bo", in: "#care"),
                    desk.say("!c 1 2 9", by: "sam", in: "#care"),
                    desk.say("!nonsense", by: "bo", in: "#care"),
                ]
            }
            try await desk.settle()
            let answers = desk.link.posts.entries.dropFirst(start).compactMap { post in
                post.answers.flatMap { ids.contains($0) ? ($0, post.text) : nil }
            }
            #expect(answers.map(\.0) == [ids[0], ids[1], ids[2], ids[3], ids[3], ids[3], ids[4]])
            #expect(answers[0].1.contains("is yours"))
            #expect(answers[1].1.contains("dana's since"))
            #expect(answers[3].1.contains("#1 is dana's"))
            #expect(answers[4].1.contains("#2 is yours"))
        }
    }

    @Test func `an answer decided with a look at the clock waits for nothing else to happen`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            // Everything takes a moment, so that what is decided is younger than the turn.
            desk.clock.runs(Lapse(milliseconds: 3))
            _ = try await desk.piledUp {
                desk.clock.advance(by: Timekeeper.glanceMax)
                try await desk.until("the clock has rung") { desk.intake.inbox.waiting > 0 }
                return [desk.say("!c 1", by: "dana", in: "#care")]
            }
            try await desk.hears("is yours")
        }
    }

    /// Whose nick it is cannot be looked up where they share no room with the desk.
    @Test func `an answer in private that is decided with a look at the clock comes at once`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            desk.clock.runs(Lapse(milliseconds: 3))
            let start = desk.link.posts.count
            let said = try await desk.piledUp {
                desk.clock.advance(by: Timekeeper.glanceMax)
                try await desk.until("the clock has rung") { desk.intake.inbox.waiting > 0 }
                return [desk.say("!c 99", by: "dana")]
            }
            try await desk.settle()
            let answers = desk.link.posts.entries.dropFirst(start).filter {
                $0.answers == said.first
            }
            #expect(answers.map(\.text).count == 1)
        }
    }

    @Test func `a command that comes again is not done again, nor a refused one later`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.link.say("!c 1", by: "bo", account: "bo", in: "#care", id: "twice")
            try await desk.hears("dana's since")
            try await desk.ask("!release 1", by: "dana", in: "#care")
            desk.link.say("!c 1", by: "bo", account: "bo", in: "#care", id: "twice")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
        }
        try await bench.live { desk in
            desk.link.say("!c 1", by: "bo", account: "bo", in: "#care", id: "twice")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    @Test func `an ok in the batch in which the notice of the hold lands counts it as seen`()
        async throws
    {
        try await DeskBench().live { desk in
            let mark = try await desk.drafted()
            desk.link.answer(.silence, to: "held", times: 9)
            _ = try await desk.take(.said("It's back, thanks!", id: "2", in: nil).joining("1138"))
            try await desk.hears("held", in: "#approvals")
            let early = try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            #expect(early.contains("It's back, thanks!"))
            #expect(try await desk.matter(1).liveDraft?.state == .held)
            // The refusal itself was the notice, and its landing is on its way: released, it and
            // the next ok are decided in one batch.
            _ = try await desk.piledUp {
                desk.link.release()
                desk.clock.advance(by: .seconds(1))
                return [desk.say("!ok \(mark)", by: "sam", in: "#approvals")]
            }
            try await desk.hears("approved by sam", in: "#approvals")
            #expect(try await desk.matter(1).liveDraft?.state == .approved)
        }
    }

    @Test func `a bare ok needs the card in its room, and in a direct message the mark`()
        async throws
    {
        try await DeskBench().live { desk in
            let mark = try await desk.drafted()
            #expect(try await desk.ask("!ok 1", by: "sam").contains("\(mark)"))
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            let edited = try await desk.ask("!e 1 Another text.", by: "dana", in: "#care")
            #expect(edited.contains("draft 2"))
            let unread = try await desk.ask("!ok 1", by: "sam", in: "#approvals")
            #expect(unread.contains("not the one you read"))
            desk.clock.advance(by: .seconds(6))
            let read = try await desk.ask("!ok 1", by: "sam", in: "#approvals")
            #expect(read.contains("approved by sam"))
        }
    }

    /// The text that an earlier process kept open is gone, and what became of it is on disk.
    @Test func `done that the next process hears once more is not answered as if nothing was`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.link.say("!r 1 Hi", by: "dana", account: "dana", in: "#care", bytesLeft: 0)
            try await desk.hears("submits it", in: "#care")
            desk.link.say("!done 1", by: "dana", account: "dana", in: "#care", id: "done-1")
            try await desk.hears("draft 1", in: "#care")
            try await desk.settle()
        }
        try await bench.live { desk in
            desk.link.say(
                "!done 1", by: "dana", account: "dana", in: "#care", id: "done-1",
                saidAt: desk.clock.now(), fromHistory: true)
            try await desk.settle()
            desk.link.say("!done 1", by: "dana", account: "dana", in: "#care", id: "done-2")
            try await desk.hears("no text of yours for #1 is open")
            #expect(desk.saidAlone(to: "dana").count { $0.contains("no text of yours") } == 1)
        }
    }

    /// Whoever was told that it was taken in does not bring it again.
    @Test func `two posts whose ids only look alike are two`() async throws {
        try await DeskBench().live { desk in
            let one = Mention.said("one", id: "caf\u{e9}", in: "thread")
            let other = Mention.said("other", id: "cafe\u{301}", in: "thread")
            #expect(try await desk.take(one).map(\.isDuplicate) == [false])
            for known in [false, true] {
                #expect(try await desk.take(other).map(\.isDuplicate) == [known])
            }
            let shown = try await desk.ask("!show 1", by: "dana", in: "#care")
            #expect(shown.contains("other"))
        }
    }

    @Test func `one mention a thousand times over is one mention`() async throws {
        let bench = try DeskBench()
        try await bench.live { desk in
            let many = Array(repeating: Mention.said(), count: MentionBatch.limit)
            let accepted = try await desk.desk.mentions.take(many)
            #expect(accepted.filter { !$0.isDuplicate }.count == 1)
            #expect(Set(accepted.map(\.matter)) == [CaseID(1)])
        }
        try await bench.live { desk in
            let accepted = try await desk.take(.said())
            #expect(accepted.map(\.isDuplicate) == [true])
        }
    }
}

extension Mention {
    func joining(_ id: String) -> Mention {
        var mention = self
        mention.inReplyTo = id
        return mention
    }
}

extension DeskLife {
    /// Whatever the body says is decided in one batch.
    func piledUp(_ body: () async throws -> [String]) async throws -> [String] {
        var ids: [String] = []
        try await hold(Blocker()) { ids = try await body() }
        return ids
    }
}
