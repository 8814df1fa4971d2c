import CaseStore
import Casework
import Chat
import Rehearsal
import Testing

@testable import Desk

/// A desk in a chat that keeps messages: cards, threads and signs.
@Suite(.timeLimit(.minutes(1)))
struct MessagesTests {
    static let eyes = "\u{1F440}"
    static let tick = "\u{2705}"
    static let cross = "\u{274C}"

    private func live(
        _ bench: DeskBench, also second: ScriptedLink? = nil,
        _ body: (DeskLife) async throws -> Void
    ) async throws {
        try await bench.live({ plan in
            plan.links = [ScriptedLink("office", clock: bench.clock, keepsMessages: true)]
            if let second {
                plan.links.append(second)
                plan.rooms.append(
                    RoomPlace(
                        name: "lounge", network: second.network, address: "#lounge",
                        isVouchedPrivate: false))
                plan.settings.queues[0].rooms.append("lounge")
            }
        }) { try await body($0) }
    }

    /// The message that has these words, and its id.
    private func message(
        _ words: String, from start: Int = 0, in room: String = "#care", _ desk: DeskLife
    ) async throws -> (post: Post, id: String) {
        let post = try await desk.hears(words, from: start, in: room)
        return (post, try #require(desk.link.reference(of: post)))
    }

    @Test func `a case rings as a card with signs, and what is said of it stands under it`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said(in: "c-77"))
            let card = try await message("Third day", desk)
            #expect(card.post.shape.rings)
            #expect(card.post.shape.under == nil)
            #expect(card.post.shape.signs == [Self.eyes, "\u{23EB}"])
            #expect(!card.post.isWhole)
            let start = desk.link.posts.count
            desk.link.say("!c", by: "dana", account: "dana", in: "#care", thread: card.id)
            let answer = try await desk.hears("#1 is yours", from: start, in: "#care")
            #expect(answer.shape.under == .message(card.id))
            #expect(!answer.shape.rings)
            _ = try await desk.take(.said("Still no internet!", id: "2", in: "c-77"))
            let joined = try await desk.hears("Still no internet!", from: start, in: "#care")
            #expect(joined.shape.under == .message(card.id))
        }
    }

    @Test func `a number in a thread has to be written with its sign`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            let card = try await message("Third day", desk)
            desk.link.say(
                "!note 42 hours without a line", by: "dana", account: "dana", in: "#care",
                thread: card.id)
            try await desk.settle()
            let notes = try await desk.store.read { try $0.notes(of: CaseID(1)) }
            #expect(notes.map(\.text) == ["42 hours without a line"])
        }
    }

    @Test func `eyes claim, and taking them away gives back`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            let card = try await message("Third day", desk)
            let sign = desk.link.react(Self.eyes, on: card.id, by: "dana", in: "#care")
            try await desk.hears("#1 is yours", in: "#care")
            #expect(try await desk.matter(1).holder == "dana")
            // The same sign told twice is one claim, and another's sign takes nothing away.
            let start = desk.link.posts.count
            desk.link.react(Self.eyes, on: card.id, by: "dana", in: "#care", id: sign)
            desk.link.change(sign, .deleted, by: "bo", in: "#care")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == "dana")
            #expect(!desk.link.posts.entries.dropFirst(start).contains { $0.text.contains("#1") })
            desk.link.change(sign, .deleted, by: "dana", in: "#care")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    @Test func `what rings later, for a desk without links, is a card as well`() async throws {
        let bench = try DeskBench()
        try await bench.live({ plan in
            plan.isIntakeOnly = true
            plan.links = []
            plan.keepers = ["office"]
        }) { desk in
            _ = try await desk.take(.said())
        }
        try await live(bench) { desk in
            let card = try await message("Third day", desk)
            desk.link.react(Self.eyes, on: card.id, by: "dana", in: "#care")
            try await desk.hears("#1 is yours", in: "#care")
            #expect(try await desk.matter(1).holder == "dana")
        }
    }

    @Test func `a sign that is taken away in the same moment is taken away`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            let card = try await message("Third day", desk)
            try await desk.hold(Blocker()) {
                let sign = desk.link.react(Self.eyes, on: card.id, by: "dana", in: "#care")
                desk.link.change(sign, .deleted, by: "dana", in: "#care")
            }
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
            let facts = try await desk.store.read {
                try $0.events(after: 0, of: CaseID(1), limit: 99)
            }
            #expect(facts.contains { if case .released = $0.fact { true } else { false } })
            // Nor does one come back that nobody had a message for.
            let early = desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care")
            desk.link.change(early, .deleted, by: "dana", in: "#care")
            desk.link.answer(.outcome(.sent(reference: "$late")), to: "No internet here")
            _ = try await desk.take(.said("No internet here", id: "2"))
            try await desk.settle()
            #expect(try await desk.matter(2).holder == nil)
        }
    }

    @Test func `a sign that was refused is nothing, whatever comes later`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            let card = try await message("Third day", desk)
            try await desk.ask("!c 1", by: "dana", in: "#care")
            let sign = desk.link.react(Self.eyes, on: card.id, by: "bo", in: "#care")
            try await desk.hears("#1 is dana's", in: "#care")
            try await desk.ask("!assign 1 @bo", by: "sam", in: "#care")
            #expect(try await desk.matter(1).holder == "bo")
            desk.link.change(sign, .deleted, by: "bo", in: "#care")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == "bo")
        }
    }

    @Test func `a tick on the draft approves that draft, and taken away calls it back`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.drafted()
            let draft = try await message("draft: I can see", in: "#approvals", desk)
            #expect(draft.post.shape.signs == [Self.tick, Self.cross])
            #expect(draft.post.shape.rings)
            // What is approved has been shown.
            #expect(draft.post.isWhole)
            desk.link.react(Self.tick, on: draft.id, by: "dana", in: "#approvals")
            try await desk.hears("you wrote", in: "#approvals")
            let sign = desk.link.react(
                "\(Self.tick)\u{FE0F}", on: draft.id, by: "sam", in: "#approvals")
            let told = try await desk.hears("approved by sam", in: "#approvals")
            #expect(told.shape.under == .message(draft.id))
            #expect(try await desk.matter(1).phase == .approved)
            desk.link.change(sign, .deleted, by: "sam", in: "#approvals")
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            #expect(try await desk.matter(1).phase == .drafted)
        }
    }

    @Test func `whoever puts a sign on a card has read it, before its receipt too`() async throws {
        try await live(DeskBench()) { desk in
            desk.link.answer(.outcome(.unknown), to: "draft: I can see")
            desk.link.answer(.silence, to: "draft: I can see")
            _ = try await desk.drafted()
            func cards() -> [Post] {
                desk.link.posts.entries.filter { $0.text.contains("draft: I can see") }
            }
            for _ in 0..<30 where cards().count < 2 {
                try await desk.settle()
                desk.clock.advance(by: .seconds(1))
            }
            let again = try #require(cards().dropFirst().first)
            desk.link.react(Self.tick, on: "$late", by: "sam", in: "#approvals")
            desk.link.give(.sent(reference: "$late"), for: again)
            try await desk.hears("approved by sam", in: "#approvals")
        }
    }

    @Test func `a sign on a draft that is another by now is refused with a word`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.drafted()
            let draft = try await message("draft: I can see", in: "#approvals", desk)
            try await desk.ask("!edit 1 An engineer comes at 4.", by: "dana", in: "#care")
            let second = try await message("draft: An engineer", in: "#approvals", desk)
            #expect(second.post.shape.under == nil)
            let start = desk.link.posts.count
            desk.clock.advance(by: .seconds(9))
            desk.link.react(Self.tick, on: draft.id, by: "sam", in: "#approvals")
            try await desk.hears("draft 2", from: start, in: "#approvals")
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            desk.link.react(Self.cross, on: second.id, by: "sam", in: "#approvals")
            try await desk.settle()
            #expect(try await desk.matter(1).drafts.last?.state == .rejected)
        }
    }

    @Test func `an answer to a draft's own message means that draft and no later one`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.drafted()
            let first = try await message("draft: I can see", in: "#approvals", desk)
            try await desk.ask("!edit 1 An engineer comes at 4.", by: "dana", in: "#care")
            let second = try await message("draft: An engineer", in: "#approvals", desk)
            desk.clock.advance(by: .seconds(9))
            for words in ["!ok", "!ok #1", "!no too short"] {
                let start = desk.link.posts.count
                desk.link.say(
                    words, by: "sam", account: "sam", in: "#approvals", thread: first.id)
                try await desk.hears("draft 2", from: start, in: "#approvals")
                #expect(try await desk.matter(1).liveDraft?.state == .waiting, "\(words)")
            }
            desk.link.say("!ok", by: "sam", account: "sam", in: "#approvals", thread: second.id)
            try await desk.hears("approved by sam", in: "#approvals")
        }
    }

    @Test func `what was long on its way approves nothing that was shown meanwhile`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.drafted()
            try await desk.ask("!edit 1 An engineer comes at 4.", by: "dana", in: "#care")
            _ = try await message("draft: An engineer", in: "#approvals", desk)
            desk.clock.advance(by: .seconds(9))
            desk.link.say(
                "!ok #1", by: "sam", account: "sam", in: "#approvals", delay: .seconds(10))
            try await desk.settle()
            #expect(try await desk.matter(1).liveDraft?.state == .waiting)
            desk.link.say("!ok #1", by: "sam", account: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#approvals")
        }
    }

    @Test func `a sign or a command that was too long on its way is asked about`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            let card = try await message("Third day", desk)
            let long = Lapse.minutes(3)
            desk.link.react(Self.eyes, on: card.id, by: "dana", in: "#care", delay: long)
            try await desk.hears("I only hear it", in: "#care")
            let start = desk.link.posts.count
            desk.link.say("!c 1", by: "dana", account: "dana", in: "#care", delay: long)
            try await desk.hears("I only hear it", from: start, in: "#care")
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    /// Whether the first approval was called back, or its draft replaced inside the window.
    @Test(arguments: [true, false])
    func `a tick taken away long after calls nothing back that others approved`(isUndone: Bool)
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.drafted()
            let draft = try await message("draft: I can see", in: "#approvals", desk)
            let sign = desk.link.react(Self.tick, on: draft.id, by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#approvals")
            if isUndone { try await desk.ask("!undo 1", by: "sam", in: "#approvals") }
            try await desk.ask("!edit 1 An engineer comes at 4.", by: "dana", in: "#care")
            let second = try await message("draft: An engineer", in: "#approvals", desk)
            desk.clock.advance(by: .seconds(9))
            desk.link.react(Self.tick, on: second.id, by: "lee", in: "#approvals")
            try await desk.hears("approved by lee", in: "#approvals")
            desk.link.change(sign, .deleted, by: "sam", in: "#approvals")
            try await desk.settle()
            #expect(try await desk.matter(1).phase == .approved)
        }
    }

    @Test func `the card changes as the case moves, once for what comes together`() async throws {
        let bench = try DeskBench()
        try await live(bench) { desk in
            _ = try await desk.take(.said())
            let card = try await message("Third day", desk)
            let start = desk.link.posts.count
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!note 1 she called", by: "dana", in: "#care")
            desk.clock.advance(by: .seconds(1))
            let change = try await desk.hears("dana's since", from: start, in: "#care")
            #expect(change.shape.replaces == .message(card.id))
            #expect(change.text.contains("Third day"))
            let changes = desk.link.posts.entries.filter { $0.shape.replaces != nil }
            #expect(changes.count == 1)
            desk.clock.advance(by: .seconds(9))
            try await desk.settle()
            #expect(desk.link.posts.entries.count { $0.shape.replaces != nil } == 1)
        }
        // What one process did not come to, the next one finds. (The card was new, and needed no
        // change before.)
        try await live(bench) { desk in
            try await desk.ask("!release 1", by: "dana", in: "#care")
        }
        try await live(bench) { desk in
            desk.clock.advance(by: .seconds(1))
            let change = try await desk.hears("free, !claim 1", in: "#care")
            #expect(change.shape.replaces != nil)
            desk.clock.advance(by: .seconds(20))
            try await desk.settle()
        }
        try await live(bench) { desk in
            desk.clock.advance(by: .seconds(5))
            try await desk.settle()
            #expect(!desk.link.posts.entries.contains { $0.shape.replaces != nil })
        }
    }

    @Test func `a card that comes late is changed once it is there`() async throws {
        try await live(DeskBench()) { desk in
            desk.link.answer(.silence, to: "Third day")
            _ = try await desk.take(.said())
            let card = try await desk.hears("Third day", in: "#care")
            try await desk.ask("!c 1", by: "dana", in: "#care")
            desk.clock.advance(by: .seconds(3))
            try await desk.settle()
            #expect(!desk.link.posts.entries.contains { $0.shape.replaces != nil })
            desk.link.give(.sent(reference: "$late"), for: card)
            try await desk.until("it changes") {
                desk.clock.advance(by: .seconds(1))
                try await desk.settle()
                return desk.link.posts.entries.contains {
                    $0.shape.replaces == .message("$late") && $0.text.contains("dana's since")
                }
            }
        }
    }

    @Test func `two that never rang are made one, and the one that goes on has a card`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said("Where is my parcel?"))
            _ = try await desk.take(.said("And my other parcel?", id: "2"))
            desk.say("merge 2 into 1", by: "dana")
            try await desk.settle()
            #expect(try await desk.matter(2).mergedInto == CaseID(1))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            let cards = desk.link.posts.entries.filter {
                $0.room == "#care" && $0.shape.signs.contains(Self.eyes)
            }
            #expect(cards.contains { $0.text.hasPrefix("#1 ") })
            #expect(cards.count { $0.text.hasPrefix("#1 ") } == 1)
        }
    }

    @Test func `a ring alone needs no change of its card`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            _ = try await message("Third day", desk)
            desk.clock.advance(by: .seconds(3))
            try await desk.settle()
            #expect(!desk.link.posts.entries.contains { $0.shape.replaces != nil })
        }
    }

    @Test func `a case that never rang has its card when something first happens to it`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said("Where is my parcel?"))
            try await desk.settle()
            #expect(!desk.link.posts.entries.contains { $0.text.contains("parcel") })
            let answer = try await desk.ask("!c 1", by: "dana", in: "#care")
            #expect(answer.contains("yours"))
            try await desk.ask("!r 1 It comes tomorrow.", by: "dana")
            let card = try await message("parcel", desk)
            #expect(card.post.shape.signs.contains(Self.eyes))
            #expect(!card.post.shape.rings)
        }
    }

    @Test func `who takes a case while it shares a ring has its card once that is over`()
        async throws
    {
        try await live(DeskBench()) { desk in
            desk.link.answer(.silence, to: "number 1")
            _ = try await desk.take(.said("no internet, number 1", id: "1", in: "c-1"))
            try await desk.hears("number 1", in: "#care")
            desk.link.answer(.silence, to: "P1 #2")
            for number in 2...6 {
                let words = "no internet, number \(number)"
                _ = try await desk.take(.said(words, id: "\(number)", in: "c-\(number)"))
            }
            desk.link.release(.sent(reference: "$first"))
            try await desk.hears("P1 #2", in: "#care")
            desk.link.say("!c 3", by: "dana", account: "dana", in: "#care")
            try await desk.hears("#3 is yours", in: "#care")
            try await desk.settle()
            let start = desk.link.posts.count
            desk.link.release(.sent(reference: "$shared"))
            let card = try await message("number 3", from: start, desk)
            #expect(card.post.shape.signs.contains(Self.eyes))
            try await desk.until("it is known") {
                try await desk.store.read { try $0.cards(of: CaseID(3)) }.first?.reference
                    == card.id
            }
        }
    }

    @Test func `a sign on a line that cases share claims none of them and says so`() async throws {
        try await live(DeskBench()) { desk in
            desk.link.answer(.silence, to: "number 1")
            _ = try await desk.take(.said("no internet, number 1", id: "1", in: "c-1"))
            try await desk.hears("number 1", in: "#care")
            for number in 2...6 {
                let words = "no internet, number \(number)"
                _ = try await desk.take(.said(words, id: "\(number)", in: "c-\(number)"))
            }
            desk.link.release(.sent(reference: "$first"))
            let shared = try await message("P1 #2", desk)
            try await desk.settle()
            let start = desk.link.posts.count
            desk.link.react(Self.eyes, on: shared.id, by: "dana", in: "#care")
            let answer = try await desk.hears("several cases (#2, #3", from: start)
            #expect(answer.text.contains("!claim 2"))
            // Of no draft, and nobody of the desk: one is told who they are, the other nothing.
            desk.link.react(Self.tick, on: shared.id, by: "sam", in: "#care")
            desk.link.react(Self.eyes, on: shared.id, by: "zed", in: "#care")
            _ = try await desk.hears("not in people.yaml", from: start)
            try await desk.settle()
            let said = desk.link.posts.entries.dropFirst(start).filter {
                $0.text.contains("several cases") || $0.text.contains("people.yaml")
            }
            #expect(said.count == 2)
            for number in 2...6 {
                let matter = try await desk.store.read { try $0.matter(CaseID(Int64(number))) }
                #expect(matter?.holder == nil)
            }
        }
    }

    @Test func `a card that a moderator takes away is put up again, and not for ever`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            let card = try await message("Third day", desk)
            let start = desk.link.posts.count
            // Nobody takes away in one room what stands in another.
            desk.link.change(card.id, .deleted, by: "moderator", in: "#approvals")
            try await desk.settle()
            #expect(!desk.link.posts.entries[start...].contains { $0.text.contains("Third day") })
            desk.link.change(card.id, .deleted, by: "moderator", in: "#care")
            let second = try await message("Third day", from: start, desk)
            #expect(second.post.shape.signs.contains(Self.eyes))
            desk.link.react(Self.eyes, on: second.id, by: "dana", in: "#care")
            try await desk.until("it is held") { try await desk.matter(1).holder == "dana" }
            try await desk.settle()
            let later = desk.link.posts.count
            desk.link.change(second.id, .deleted, by: "moderator", in: "#care")
            try await desk.settle()
            #expect(!desk.link.posts.entries[later...].contains { $0.text.contains("Third day") })
        }
    }

    @Test func `a draft that is taken away is shown anew, and counts as not shown till then`()
        async throws
    {
        try await live(DeskBench()) { desk in
            let mark = try await desk.drafted()
            let first = try await message("draft: I can see", in: "#approvals", desk)
            let start = desk.link.posts.count
            // Nobody takes away in one room what stands in another.
            desk.link.change(first.id, .deleted, by: "moderator", in: "#care")
            try await desk.settle()
            #expect(!desk.link.posts.entries[start...].contains { $0.text.contains("draft: I") })
            desk.link.change(first.id, .deleted, by: "moderator", in: "#approvals")
            let second = try await message(
                "draft: I can see", from: start, in: "#approvals", desk)
            try await desk.settle()
            #expect(second.post.shape.signs == [Self.tick, Self.cross])
            // Whatever takes it away each time has the last word; then it counts as not shown.
            let later = desk.link.posts.count
            desk.link.change(second.id, .deleted, by: "moderator", in: "#approvals")
            try await desk.settle()
            #expect(
                !desk.link.posts.entries[later...].contains {
                    $0.room == "#approvals" && $0.text.contains("draft: I")
                })
            for words in ["!ok 1", "!ok \(mark)"] {
                try await desk.ask(words, by: "sam", in: "#approvals")
                #expect(try await desk.matter(1).liveDraft?.state == .waiting, "\(words)")
            }
            // By its mark they get it alone.
            try await desk.hears("draft: I can see", from: later)
            try await desk.settle()
            try await desk.ask("!ok \(mark)", by: "sam", in: "#approvals")
            #expect(try await desk.matter(1).phase == .approved)
        }
    }

    @Test func `the sign goes on the draft that is shown anew`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.drafted()
            let first = try await message("draft: I can see", in: "#approvals", desk)
            let start = desk.link.posts.count
            desk.link.change(first.id, .deleted, by: "sam", in: "#approvals")
            let second = try await message(
                "draft: I can see", from: start, in: "#approvals", desk)
            try await desk.settle()
            desk.link.react(Self.tick, on: second.id, by: "sam", in: "#approvals")
            let told = try await desk.hears("approved by sam", in: "#approvals")
            #expect(told.shape.under == .message(second.id))
            // Of what waits for nobody nothing is shown.
            let later = desk.link.posts.count
            desk.link.change(second.id, .deleted, by: "sam", in: "#approvals")
            try await desk.settle()
            #expect(!desk.link.posts.entries[later...].contains { $0.text.contains("draft: I") })
        }
    }

    @Test func `the notice of a hold that somebody takes away is told anew`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said(in: "c-77"))
            try await desk.ask("!c 1", by: "dana", in: "#care")
            try await desk.ask("!r 1 An engineer comes at 4.", by: "dana", in: "#care")
            _ = try await desk.take(.said("Still no internet!", id: "2", in: "c-77"))
            let notice = try await message("is held", in: "#approvals", desk)
            try await desk.settle()
            let start = desk.link.posts.count
            desk.link.change(notice.id, .deleted, by: "moderator", in: "#approvals")
            let again = try await message("is held", from: start, in: "#approvals", desk)
            try await desk.settle()
            #expect(again.post.shape.signs == [Self.tick, Self.cross])
            desk.clock.advance(by: .seconds(1))
            desk.link.react(Self.tick, on: again.id, by: "sam", in: "#approvals")
            try await desk.hears("approved by sam", in: "#approvals")
        }
    }

    @Test func `a person is meant as the chat names them, and a text for a customer stays`()
        async throws
    {
        try await live(DeskBench()) { desk in
            let pills = [Saying.Pill(shown: "Bo Jensen", address: "bo")]
            _ = try await desk.take(.said())
            let said = { (text: String, by: String) in
                desk.link.say(text, by: by, account: by, in: "#care", pills: pills)
            }
            _ = said("!assign 1 Bo Jensen", "sam")
            try await desk.until("it is bo's") { try await desk.matter(1).holder == "bo" }
            _ = said("!r 1 Ask Bo Jensen.", "bo")
            try await desk.until("it is drafted") {
                try await desk.matter(1).liveDraft?.text == "Ask Bo Jensen."
            }
        }
    }

    @Test func `nobody of the desk, or somewhere else, moves nothing and is told once`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            let card = try await message("Third day", desk)
            let start = desk.link.posts.count
            for _ in 0..<3 {
                desk.link.react(Self.eyes, on: card.id, by: "mallory", in: "#care")
            }
            desk.link.react(Self.eyes, on: card.id, by: "dana", in: "#elsewhere")
            desk.link.react("\u{1F44D}", on: card.id, by: "dana", in: "#care")
            desk.link.react(Self.tick, on: card.id, by: "sam", in: "#care")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
            let told = desk.link.posts.entries.dropFirst(start).filter {
                !$0.text.contains("lee") && $0.shape.replaces == nil
            }
            #expect(told.count == 1)
        }
    }

    @Test func `a command in a room that is none of the desk's is done nowhere`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            for _ in 0..<3 { desk.say("!c 1", by: "dana", in: "#lounge") }
            desk.say("lunch?", by: "bo", in: "#lounge")
            try await desk.settle()
            #expect(desk.saidAlone(to: "dana").count == 1)
            #expect(desk.saidAlone(to: "dana").allSatisfy { $0.contains("not a room of the desk") })
            #expect(desk.saidAlone(to: "bo").isEmpty)
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    @Test func `a line that is changed or taken away is answered and not run again`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            let claim = desk.say("!c 1", by: "dana", in: "#care")
            try await desk.hears("#1 is yours")
            try await desk.ask("!release 1", by: "dana", in: "#care")
            desk.link.change(claim, .edited(text: "!c 1 now"), by: "dana", in: "#care")
            try await desk.hears("Say it anew", in: "#care")
            desk.link.change(claim, .deleted, by: "dana", in: "#care")
            try await desk.hears("takes nothing back", in: "#care")
            let start = desk.link.posts.count
            desk.link.change("talk", .edited(text: "lunch?"), by: "dana", in: "#care")
            desk.link.change("talk", .deleted, by: "dana", in: "#care")
            try await desk.settle()
            #expect(desk.link.posts.count == start + 1)
            desk.link.change("talk", .edited(text: "!c 1"), by: "dana", in: "#care")
            try await desk.hears("Say it anew", from: start, in: "#care")
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    @Test func `a sign from long ago is asked about, not obeyed`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            let card = try await message("Third day", desk)
            let then = desk.clock.now()
            desk.clock.advance(by: .minutes(3))
            desk.link.react(Self.eyes, on: card.id, by: "dana", in: "#care", doneAt: then)
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
            try await desk.hears(Self.eyes, in: "#care")
        }
    }

    @Test func `claimed in one chat, the other shows it at once, and two accounts are one person`()
        async throws
    {
        let bench = try DeskBench()
        let lines = ScriptedLink("matrix", clock: bench.clock)
        try await live(bench, also: lines) { desk in
            _ = try await desk.take(.said())
            let card = try await message("Third day", desk)
            lines.say("!c 1", by: "dana", account: "@dana:x", in: "#lounge")
            let told = try await desk.hears("dana", from: 1, in: "#care")
            #expect(told.shape.under == .message(card.id))
            lines.say("!r 1 An engineer comes.", by: "dana", account: "@dana:x", in: "#lounge")
            let draft = try await message("draft: An engineer", in: "#approvals", desk)
            desk.link.react(Self.tick, on: draft.id, by: "dana", in: "#approvals")
            try await desk.hears("you wrote", in: "#approvals")
        }
    }
}
