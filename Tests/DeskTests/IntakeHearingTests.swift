import CaseStore
import Casework
import Chat
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// Who is obeyed, what is talk, and long texts on short lines.
@Suite(.timeLimit(.minutes(1)))
struct IntakeHearingTests {
    @Test func `talk is never acted on, however much it looks like a command`() async throws {
        try await DeskBench().live { desk in
            let mark = try await desk.drafted()
            let start = desk.link.posts.count
            for talk in [
                "ok \(mark)", "approve 1", "  !ok \(mark) is what sam would say", "I said !ok 1",
                "claim 1", "yes, send it", "no",
            ] { desk.say(talk, by: "sam", in: "#approvals") }
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            #expect(desk.link.posts.entries.dropFirst(start).allSatisfy { $0.room == nil })
        }
    }

    @Test func `what is said in a room that is not the desk's is not heard`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            let start = desk.link.posts.count
            desk.say("!c 1", by: "dana", in: "#elsewhere")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
            #expect(desk.link.posts.count == start + 1)
        }
    }

    @Test(arguments: [nil, "mallory"] as [String?])
    func `somebody whom nobody knows is told so, now and then, and does nothing`(
        account: String?
    ) async throws {
        try await DeskBench().live { desk in
            let mark = try await desk.drafted()
            let start = desk.link.posts.count
            for _ in 0..<50 {
                desk.link.say("!ok \(mark)", by: "sam", account: account, in: "#approvals")
                desk.link.say("!help", by: "sam", account: account, in: "#approvals")
            }
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            let said = desk.link.posts.entries.dropFirst(start)
            #expect(said.filter { $0.room != nil }.isEmpty)
            #expect(said.count == 3)
            #expect(said.allSatisfy { !$0.text.contains("Third day") })
            desk.clock.advance(by: .seconds(31))
            let again = desk.link.posts.count
            desk.link.say("!ok \(mark)", by: "sam", account: account, in: "#approvals")
            try await desk.settle()
            #expect(desk.link.posts.count == again + 2)
        }
    }

    @Test func `a person on two networks is one person, and has one pair of eyes`() async throws {
        let bench = try DeskBench()
        try await bench.live({ plan in
            plan.links.append(ScriptedLink("matrix", clock: bench.clock))
        }) { desk in
            _ = try await desk.take(.said())
            let matrix = desk.links[1]
            try await desk.ask("!c 1", by: "sam", in: "#care")
            try await desk.ask("!r 1 An engineer comes.", by: "sam", in: "#care")
            let mark = try await desk.mark()
            matrix.say("ok \(mark)", by: "@sam:x", account: "@sam:x")
            _ = try await matrix.posts.first("the refusal") {
                $0.text.contains("you wrote") ? $0 : nil
            }
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            // The same nick on the other network is nobody.
            matrix.say("ok \(mark)", by: "lee", account: "lee")
            _ = try await matrix.posts.first("the refusal") { $0.answers != nil ? $0 : nil }
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
        }
    }

    @Test func `a command from long ago is asked about, not done, and never done later`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            let long = desk.clock.now() - .minutes(3)
            desk.link.say(
                "!c 1", by: "dana", account: "dana", in: "#care", id: "old", saidAt: long,
                fromHistory: true)
            try await desk.hears("!c 1")
            desk.link.say("!c 1", by: "dana", account: "dana", in: "#care", id: "old")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
            desk.link.say(
                "!c 1", by: "dana", account: "dana", in: "#care",
                saidAt: desk.clock.now() - .minutes(1), fromHistory: true)
            try await desk.hears("is yours")
        }
    }

    @Test func `a line that may have been cut is kept open, and taken in by hand alone`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.link.say(
                "!r 1 We are sorry, an engin", by: "dana", account: "dana", in: "#care",
                bytesLeft: 2)
            try await desk.hears("#1 ends at")
            #expect(try await desk.matter(1).drafts.isEmpty)
            desk.link.say(
                "eer comes at four and", by: "dana", account: "dana", in: "#care", bytesLeft: 1)
            try await desk.hears("eer comes at four")
            desk.link.say("brings a router.", by: "dana", account: "dana", in: "#care")
            try await desk.hears("andbrings a router.")
            // Somebody else's talk, or in another room, is not it.
            desk.link.say("mine too", by: "bo", account: "bo", in: "#care")
            desk.link.say("by the way", by: "dana", account: "dana", in: "#approvals")
            try await desk.ask("!more 1", by: "dana", in: "#care")
            try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(
                try await desk.matter(1).liveDraft?.text
                    == "We are sorry, an engineer comes at four andbrings a router.")
            let none = try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(none.contains("no text of yours"))
        }
    }

    @Test func `a client that breaks a line at a space and dawdles is understood`() async throws {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.link.say(
                "!r 1 We are sorry, an engineer ", by: "dana", account: "dana", in: "#care",
                bytesLeft: 0)
            try await desk.hears("#1 ends at")
            desk.clock.advance(by: .seconds(9))
            desk.link.say("comes at four.", by: "dana", account: "dana", in: "#care")
            try await desk.hears("comes at four")
            try await desk.ask("!more 1", by: "dana", in: "#care")
            try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(
                try await desk.matter(1).liveDraft?.text
                    == "We are sorry, an engineer comes at four.")
        }
    }

    @Test func `the rest of a line that was cut is no command where everything else is one`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            try await desk.ask("claim 1", by: "sam")
            desk.link.say(
                "r 1 We are sorry, could you please", by: "sam", account: "sam", bytesLeft: 2)
            try await desk.hears("#1 ends at")
            desk.clock.advance(by: .seconds(9))
            for _ in 0..<2 {
                desk.link.say(
                    "hold the line while an engineer looks at it, who", by: "sam",
                    account: "sam", id: "rest", bytesLeft: 1)
            }
            try await desk.hears("hold the line while")
            // And the rest of the rest.
            desk.clock.advance(by: .seconds(9))
            desk.link.say("will release it. Done soon.", by: "sam", account: "sam")
            try await desk.hears("will release it")
            // Somebody else's command, and one that is surely one.
            #expect(try await desk.ask("show 1", by: "bo").contains("Third day"))
            #expect(try await desk.ask("!show 1", by: "sam").contains("Third day"))
            #expect(try await desk.ask("note 1 called them", by: "sam") == "#1 noted.")
            try await desk.ask("more 1", by: "sam")
            try await desk.ask("done #1", by: "sam")
            #expect(
                try await desk.matter(1).liveDraft?.text
                    == "We are sorry, could you pleasehold the line while an engineer looks at "
                    + "it, whowill release it. Done soon.")
            #expect(try await desk.store.read { try $0.brakes() }.isEmpty)
            #expect(
                desk.link.posts.entries.count { $0.answers == "rest" } == 1)
            // From here on it is a command again.
            try await desk.ask("hold the phones ring", by: "sam")
            #expect(try await desk.store.read { try $0.brakes() }.count == 1)
        }
    }

    @Test func `an open text goes on from another network, once for each message`() async throws {
        let bench = try DeskBench()
        try await bench.live({ plan in
            plan.links.append(ScriptedLink("matrix", clock: bench.clock))
        }) { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.link.say(
                "!r 1 We are", by: "dana", account: "dana", in: "#care", bytesLeft: 30)
            try await desk.hears("#1 ends at")
            let matrix = desk.links[1]
            desk.clock.advance(by: OpenTexts.elsewhereAfter)
            for _ in 0..<2 {
                matrix.say("more 1 sorry.", by: "@dana:x", account: "@dana:x", id: "one")
            }
            matrix.say("done 1", by: "@dana:x", account: "@dana:x")
            _ = try await matrix.posts.first("the draft") {
                $0.text.contains("draft 1") ? $0 : nil
            }
            #expect(try await desk.matter(1).liveDraft?.text == "We are sorry.")
        }
    }

    @Test func `an open text is forgotten after a while, and not when it cannot be recorded`()
        async throws
    {
        let bench = try DeskBench()
        try await bench.live { desk in
            _ = try await desk.take(.said())
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.link.say(
                "!r 1 We are sorry.", by: "dana", account: "dana", in: "#care", bytesLeft: 30)
            try await desk.hears("#1 ends at")
            bench.probe.fail()
            #expect(
                try await desk.ask("!done 1", by: "dana", in: "#care").contains("not recorded"))
            bench.probe.work()
            #expect(try await desk.ask("!done 1", by: "dana", in: "#care").contains("draft 1"))
            try await desk.ask("!drop 1", by: "dana", in: "#care")
            desk.link.say(
                "!r 1 We are sorry.", by: "dana", account: "dana", in: "#care", bytesLeft: 30)
            try await desk.settle()
            desk.clock.advance(by: .minutes(16))
            let gone = try await desk.ask("!done 1", by: "dana", in: "#care")
            #expect(gone.contains("no text of yours"))
        }
    }

    @Test func `a hostile mention is shown harmlessly and does nothing`() async throws {
        try await DeskBench().live { desk in
            let text = "no internet\r\n!approve 1\u{0}\u{3}4,1dana\u{202E} ignore\u{2028}!c 1"
            _ = try await desk.take(.said(text, by: "@dana\r\n!c 1"))
            let card = try await desk.hears("#1 P1")
            for line in card.lines {
                for span in line.spans {
                    if case .quoted(let words) = span {
                        #expect(!words.unicodeScalars.contains { $0.value < 32 })
                        #expect(!words.contains("\u{202E}") && !words.contains("\u{2028}"))
                    }
                }
            }
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    @Test func `who was heard in a direct message alone is answered, and not counted as here`()
        async throws
    {
        try await DeskBench().live { desk in
            _ = try await desk.take(.said())
            let shown = try await desk.ask("!show 1", by: "dana")
            #expect(shown.contains("Third day"))
            #expect(desk.intake.directory.addresses(of: "dana").isEmpty)
            desk.say("!c 1", by: "dana")
            let yours = try await desk.hears("is yours")
            #expect(yours.text.contains("Third day") || yours.room == nil)
            try await desk.ask("!who", by: "dana", in: "#care")
            #expect(desk.intake.directory.isHere("dana"))
        }
    }

    @Test func `what was said before its speaker left does not bring them back`() async throws {
        try await DeskBench().live { desk in
            desk.sees("dana", "dana")
            desk.sees("dana", "dana", isHere: false)
            try await desk.ask("!who", by: "dana", in: "#care")
            #expect(!desk.intake.directory.isHere("dana"))
            desk.sees("dana", "dana")
            try await desk.ask("!who", by: "dana", in: "#care")
            #expect(desk.intake.directory.isHere("dana"))
        }
    }

    @Test(arguments: ["!claim 99", "!done", "!claim", "!queue nowhere"])
    func `a mistake is answered alone, or in the room where that is wished`(typed: String)
        async throws
    {
        try await DeskBench().live { desk in
            try await desk.ask(typed, by: "dana", in: "#care")
            #expect(desk.link.posts.entries.last?.destination == .person("dana"))
        }
        try await DeskBench().live { plan in
            plan.answersInRoom = ["office"]
        } _: { desk in
            try await desk.ask(typed, by: "dana", in: "#care")
            let said = desk.link.posts.entries.last
            #expect(said?.destination == .room("#care"))
            #expect(said?.text.hasPrefix("dana: ") ?? false)
        }
    }
}
