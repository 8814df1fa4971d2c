import CaseStore
import Casework
import Chat
import Phrasebook
import Rehearsal
import Testing

@testable import Desk

/// What is said or done under a message whose receipt is on its way, in a chat that keeps messages.
@Suite(.timeLimit(.minutes(1)))
struct EarlySignalsTests {
    static let eyes = MessagesTests.eyes

    private func live(
        _ bench: DeskBench, _ body: (DeskLife) async throws -> Void
    ) async throws {
        try await bench.live({ plan in
            plan.links = [ScriptedLink("office", clock: bench.clock, keepsMessages: true)]
        }) { try await body($0) }
    }

    /// A card that may be in the room.
    private func perhapsThere(_ desk: DeskLife) async throws -> Post {
        desk.link.answer(.silence, to: "Third day")
        _ = try await desk.take(.said())
        return try await desk.hears("Third day", in: "#care")
    }

    @Test func `a sign that comes before the receipt of its message counts`() async throws {
        try await live(DeskBench()) { desk in
            let card = try await perhapsThere(desk)
            desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
            desk.link.give(.sent(reference: "$late"), for: card)
            try await desk.until("it is held") { try await desk.matter(1).holder == "dana" }
        }
    }

    @Test func `it waits no longer than the disk does`() async throws {
        let bench = try DeskBench()
        try await live(bench) { desk in
            let card = try await perhapsThere(desk)
            desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care")
            try await desk.settle()
            bench.probe.fail()
            desk.link.give(.sent(reference: "$late"), for: card)
            try await desk.until("the receipt could not be written") {
                !desk.desk.status.status().storeIsWritable
            }
            bench.probe.work()
            try await desk.settle()
            desk.clock.advance(by: Intake.retryPause)
            try await desk.until("it is held") { try await desk.matter(1).holder == "dana" }
        }
    }

    @Test func `a sign on what is on no disk yet is answered like any other`() async throws {
        let bench = try DeskBench()
        try await live(bench) { desk in
            let card = try await perhapsThere(desk)
            bench.probe.fail()
            desk.link.give(.sent(reference: "$late"), for: card)
            try await desk.until("the receipt could not be written") {
                !desk.desk.status.status().storeIsWritable
            }
            desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care", id: "$sign")
            let answer = try await desk.hears("not recorded", in: "#care")
            #expect(answer.shape.isDeclining)
            bench.probe.work()
            desk.clock.advance(by: .seconds(2))
            try await desk.settle()
            // What was not done is not taken back either.
            let start = desk.link.posts.count
            desk.link.change("$sign", .deleted, by: "dana", in: "#care")
            try await desk.settle()
            #expect(!desk.link.posts.entries[start...].contains { $0.text.contains("stands") })
            desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care")
            try await desk.until("it is held") { try await desk.matter(1).holder == "dana" }
        }
    }

    @Test func `what could not be looked up is looked up again`() {
        var early = EarlySignals()
        let front = EarlySignals.Front(person: "dana", verb: .claim, targets: [])
        early.looksAgain(at: .seconds(1))
        #expect(early.nextDue == nil)
        _ = early.waits(.arrived("dana"), as: "$a", front, on: "office", at: .zero)
        #expect(early.nextDue == .seconds(1))
        #expect(early.overdue(at: Lapse(milliseconds: 999)).isEmpty)
        #expect(early.overdue(at: .seconds(1)).count == 1)
        _ = early.waits(.arrived("dana"), as: "$a", front, on: "office", at: .seconds(1))
        #expect(early.nextDue == EarlySignals.patience)
    }

    @Test func `receipt and sign in one breath, in either order`() async throws {
        try await live(DeskBench()) { desk in
            for number in 1...10 {
                desk.link.answer(.silence, to: "day \(number) without")
                let words = "day \(number) without internet!"
                _ = try await desk.take(.said(words, id: "\(number)", in: "c-\(number)"))
                let card = try await desk.hears(words, in: "#care")
                let id = "$late-\(number)"
                let receipt = ChatEvent.receipt(
                    Receipt(
                        id: card.id, attempt: card.attempt, outcome: .sent(reference: id),
                        at: desk.clock.now()))
                if number % 2 == 0 { desk.link.tell(receipt) }
                desk.link.react(Self.eyes, on: id, by: "dana", in: "#care")
                if number % 2 == 1 { desk.link.tell(receipt) }
                try await desk.until("\(number) is held") {
                    try await desk.matter(Int64(number)).holder == "dana"
                }
            }
        }
    }

    @Test func `a command that names its case by its thread alone waits for the card`()
        async throws
    {
        try await live(DeskBench()) { desk in
            let card = try await perhapsThere(desk)
            let start = desk.link.posts.count
            desk.link.say("!c", by: "dana", account: "dana", in: "#care", thread: "$late")
            try await desk.settle()
            #expect(!desk.link.posts.entries[start...].contains { $0.text.contains("!claim") })
            #expect(try await desk.matter(1).holder == nil)
            desk.link.give(.sent(reference: "$late"), for: card)
            let answer = try await desk.hears("#1 is yours", from: start, in: "#care")
            #expect(answer.shape.under == .message("$late"))
        }
    }

    @Test(arguments: [true, false])
    func `who came first has it, also where the receipt comes between`(isSign: Bool) async throws {
        try await live(DeskBench()) { desk in
            let card = try await perhapsThere(desk)
            desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care")
            try await desk.settle()
            desk.link.give(.sent(reference: "$late"), for: card)
            if isSign {
                desk.link.react(Self.eyes, on: "$late", by: "bo", in: "#care")
            } else {
                desk.link.say("!c", by: "bo", account: "bo", in: "#care", thread: "$late")
            }
            try await desk.hears("#1 is dana's since", in: "#care")
            #expect(try await desk.matter(1).holder == "dana")
        }
    }

    @Test func `a command that names its case does not pass by a sign that was there before`()
        async throws
    {
        try await live(DeskBench()) { desk in
            let card = try await perhapsThere(desk)
            desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care")
            desk.link.say("!c #1", by: "bo", account: "bo", in: "#care", thread: "$late")
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
            desk.link.give(.sent(reference: "$late"), for: card)
            try await desk.hears("#1 is dana's since", in: "#care")
        }
    }

    @Test func `a reply is stopped whatever waits`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await perhapsThere(desk)
            desk.link.react(Self.eyes, on: "$late", by: "lee", in: "#care")
            desk.link.say("!hold wrong", by: "lee", account: "lee", in: "#care", thread: "$late")
            try await desk.hears("brake is on", in: "#care")
        }
    }

    @Test func `nobody waits behind a stranger's sign`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await perhapsThere(desk)
            desk.link.react(Self.eyes, on: "$late", by: "eve", in: "#care")
            desk.link.say("!c #1", by: "bo", account: "bo", in: "#care", thread: "$late")
            try await desk.hears("#1 is yours", in: "#care")
        }
    }

    @Test func `nor behind one that is taken back while it waits`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await perhapsThere(desk)
            desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care", id: "$sign")
            desk.link.say("!c #1", by: "bo", account: "bo", in: "#care", thread: "$late")
            try await desk.settle()
            desk.link.change("$sign", .deleted, by: "dana", in: "#care")
            try await desk.hears("#1 is yours", in: "#care")
        }
    }

    @Test func `they come back in order, and those who wait at the end stay before the others`() {
        var early = EarlySignals()
        let place = Referred.Place(network: "office", reference: "$late")
        let dana = EarlySignals.Front(person: "dana", verb: .claim, targets: [place])
        let bo = EarlySignals.Front(person: "bo", verb: .claim, targets: [place])
        for (id, front) in [("$a", dana), ("$b", bo)] {
            _ = early.waits(.arrived(PersonID(id)), as: id, front, on: "office", at: .zero)
        }
        _ = early.recall()
        for (id, front) in [("$b", bo), ("$a", dana)] {
            _ = early.waits(.arrived(PersonID(id)), as: id, front, on: "office", at: .zero)
        }
        let order = early.overdue(at: EarlySignals.patience).compactMap(\.arrival)
        _ = early.giveUp()
        #expect(order == ["$a", "$b"])
        #expect(early.isBehind("$c", bo))
        #expect(!early.isBehind("$a", dana))
    }

    @Test(arguments: [
        // Whoever asks first for what only one can have.
        ("bo", Verb.claim, "dana", Verb.claim, true), ("bo", .escalate, "dana", .claim, true),
        ("bo", .note, "dana", .claim, false), ("bo", .claim, "dana", .note, false),
        // One's own words in the order in which they were said.
        ("bo", .note, "bo", .claim, true), ("bo", .claim, "bo", .note, true),
        // What stops a reply.
        ("bo", .undo, "dana", .approve, false), ("bo", .undo, "bo", .claim, false),
        ("bo", .undo, "bo", .approve, true), ("bo", .drop, "bo", .reply, true),
        ("bo", .hold, "bo", .approve, false),
    ])
    func `who waits for whom`(
        _ late: PersonID, _ verb: Verb, _ first: PersonID, _ before: Verb, _ waits: Bool
    ) {
        var early = EarlySignals()
        let place = Referred.Place(network: "office", reference: "$late")
        let other = EarlySignals.Front(person: first, verb: before, targets: [place])
        _ = early.waits(.arrived(first), as: "$a", other, on: "office", at: .zero)
        let mine = EarlySignals.Front(person: late, verb: verb, targets: [place])
        #expect(early.isBehind("$b", mine) == waits)
        // Neither for a stranger, nor as one who only looks, nor under another message.
        let elsewhere = Referred.Place(network: "office", reference: "$other")
        #expect(!early.isBehind("$b", .init(person: late, verb: nil, targets: [place])))
        #expect(!early.isBehind("$b", .init(person: late, verb: verb, targets: [elsewhere])))
        var strange = EarlySignals()
        let stranger = EarlySignals.Front(person: nil, verb: before, targets: [place])
        _ = strange.waits(.arrived(first), as: "$a", stranger, on: "office", at: .zero)
        #expect(!strange.isBehind("$b", mine))
    }

    @Test func `a receipt is heard before what was done under its message, and no earlier`() {
        let clock = Instant(milliseconds: 0)
        func receipt(_ id: DeliveryID, _ reference: String) -> Signal {
            .receipt(
                "office",
                Receipt(id: id, attempt: 1, outcome: .sent(reference: reference), at: clock))
        }
        func saying(_ id: String, under thread: String?) -> Signal {
            .said(
                Saying(
                    network: "office", room: "#care", from: "dana", account: "dana", text: "!c",
                    addressed: false, messageID: id, saidAt: clock, heardAt: clock,
                    thread: thread))
        }
        let signals = [
            receipt("p0", "$0"), saying("$a", under: nil), .stopping, saying("$b", under: "$2"),
            receipt("p1", "$1"), receipt("p2", "$2"), saying("$c", under: "$1"),
            saying("$d", under: "$0"),
        ]
        let order = signals.inOrder.map { signal in
            switch signal {
            case .receipt(_, let receipt): receipt.id.rawValue
            case .said(let saying): saying.messageID
            default: "stopping"
            }
        }
        #expect(order == ["p0", "$a", "stopping", "p2", "$b", "p1", "$c", "$d"])
    }

    @Test func `whoever says of which case a reply is called back waits for nothing`()
        async throws
    {
        try await live(DeskBench()) { desk in
            _ = try await perhapsThere(desk)
            let start = desk.link.posts.count
            desk.link.say("!undo 1", by: "dana", account: "dana", in: "#care", thread: "$late")
            try await desk.hears("dana:", from: start, in: "#care")
        }
    }

    @Test func `what stands behind a sign that is taken back is heard`() async throws {
        try await live(DeskBench()) { desk in
            let card = try await perhapsThere(desk)
            desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care", id: "$sign")
            try await desk.settle()
            desk.link.give(.sent(reference: "$late"), for: card)
            desk.link.say("!c", by: "bo", account: "bo", in: "#care", thread: "$late")
            desk.link.change("$sign", .deleted, by: "dana", in: "#care")
            // The sign may have been heard before it was taken back.
            let told = try await desk.hears("bo: #1 is", in: "#care").text
            #expect(told.contains("bo: #1 is yours") || told.contains("bo: #1 is dana's since"))
        }
    }

    @Test func `one that names it waits for nothing`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await perhapsThere(desk)
            desk.link.say("!c #1", by: "dana", account: "dana", in: "#care", thread: "$late")
            try await desk.hears("#1 is yours", in: "#care")
        }
    }

    @Test func `under a message of somebody else's nothing is waited for`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await desk.take(.said())
            try await desk.hears("Third day", in: "#care")
            try await desk.settle()
            let start = desk.link.posts.count
            desk.link.say("!c", by: "dana", account: "dana", in: "#care", thread: "$talk")
            try await desk.hears("!claim N", from: start)
        }
    }

    @Test func `a sign that is taken back while it waits is nothing`() async throws {
        try await live(DeskBench()) { desk in
            let card = try await perhapsThere(desk)
            desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care", id: "$sign")
            desk.link.change("$sign", .deleted, by: "dana", in: "#care")
            try await desk.settle()
            desk.link.give(.sent(reference: "$late"), for: card)
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    @Test func `a sign that is taken back in one breath with the receipt is nothing`() async throws
    {
        try await live(DeskBench()) { desk in
            let card = try await perhapsThere(desk)
            desk.link.react(Self.eyes, on: "$late", by: "dana", in: "#care", id: "$sign")
            try await desk.settle()
            desk.link.give(.sent(reference: "$late"), for: card)
            desk.link.change("$sign", .deleted, by: "dana", in: "#care")
            try await desk.settle()
            try await desk.settle()
            #expect(try await desk.matter(1).holder == nil)
        }
    }

    @Test func `what is recalled and taken back before it is heard is heard no more`() {
        var early = EarlySignals()
        let waits = early.waits(
            .adminHere, as: "$sign", .init(person: "dana", targets: []), on: "office", at: .zero)
        let recalled = early.recall().count
        let isTakenElsewhere = early.takeBack("$sign", in: "#ops", on: "office")
        let isTaken = early.takeBack("$sign", in: nil, on: "office")
        // Also by a desk that is about to end.
        let left = early.giveUp()
        let heard = [early.wasTakenBack("$sign"), early.wasTakenBack("$sign")]
        let isOtherTaken = early.takeBack("$other", in: nil, on: "office")
        #expect(waits && recalled == 1 && isTaken && !isTakenElsewhere && !isOtherTaken)
        #expect(left.isEmpty)
        #expect(heard == [true, false])
    }

    @Test func `a command that is changed while it waits is heard as it was said`() async throws {
        try await live(DeskBench()) { desk in
            let card = try await perhapsThere(desk)
            desk.link.say(
                "!c", by: "dana", account: "dana", in: "#care", id: "$said", thread: "$late")
            for person in ["bo", "dana"] {
                desk.link.change("$said", .edited(text: "never mind"), by: person, in: "#care")
            }
            try await desk.settle()
            desk.link.give(.sent(reference: "$late"), for: card)
            try await desk.until("it is held") { try await desk.matter(1).holder == "dana" }
        }
    }

    @Test func `what waits for too long is heard for what it says`() async throws {
        try await live(DeskBench()) { desk in
            _ = try await perhapsThere(desk)
            let start = desk.link.posts.count
            desk.link.say("!c", by: "dana", account: "dana", in: "#care", thread: "$late")
            try await desk.settle()
            #expect(!desk.link.posts.entries[start...].contains { $0.text.contains("!claim") })
            desk.clock.advance(by: EarlySignals.patience + .seconds(1))
            try await desk.hears("!claim N", from: start)
        }
    }

    @Test func `the next process hears again what waited when this one died`() async throws {
        let bench = try DeskBench()
        let rooms: [RoomAddress] = ["#care", "#approvals"]
        try await live(bench) { desk in
            try await desk.settle()
            desk.clock.advance(by: HearingLedger.writesEvery)
            desk.link.tell(.listening(rooms: rooms, at: desk.clock.now(), bookmark: "s1"))
            try await desk.until("it is on disk") {
                try await desk.store.read { try $0.heardMarks(on: "office") }
                    .contains { $0.messageID == "s1" }
            }
            _ = try await perhapsThere(desk)
            desk.link.say("!c", by: "dana", account: "dana", in: "#care", thread: "$late")
            desk.clock.advance(by: .seconds(5))
            desk.link.tell(.listening(rooms: rooms, at: desk.clock.now(), bookmark: "s2"))
            desk.link.say("!note 1 by the way", by: "dana", account: "dana", in: "#care")
            try await desk.hears("#1 noted", in: "#care")
        }
        try await live(bench) { desk in
            try await desk.until("it is told where to go on") { !desk.link.recalled.isEmpty }
            #expect(desk.link.recalled.first { $0.room == nil }?.messageID == "s1")
        }
    }

    @Test func `a card is said again until it is known to be there`() async throws {
        try await live(DeskBench()) { desk in
            desk.link.answer(.outcome(.unknown), to: "Third day", times: 5)
            _ = try await desk.take(.said())
            for _ in 0..<8 {
                try await desk.settle()
                desk.clock.advance(by: .seconds(1))
            }
            try await desk.settle()
            let cards = desk.link.posts.entries.filter { $0.text.contains("Third day") }
            #expect(cards.count == 6)
            #expect(Set(cards.map(\.id)).count == 1)
            #expect(!desk.link.posts.entries.contains { $0.text.contains("may not have reached") })
            let id = try #require(desk.link.reference(of: cards[0]))
            desk.link.react(Self.eyes, on: id, by: "dana", in: "#care")
            try await desk.until("it is held") { try await desk.matter(1).holder == "dana" }
        }
    }

    @Test func `a card that was left at that is put up again by what happens next`()
        async throws
    {
        try await live(DeskBench()) { desk in
            desk.link.answer(.outcome(.unknown), to: "Third day", times: 1000)
            _ = try await desk.take(.said())
            try await desk.hears("Third day", in: "#care")
            // For so long repeats are known.
            for _ in 0..<60 {
                try await desk.settle()
                desk.clock.advance(by: .seconds(30))
            }
            try await desk.hears("may not have reached", in: "#care")
            let first = desk.link.posts.entries.first { $0.text.contains("Third day") }?.id
            let cards = { try await desk.store.read { try $0.cards(of: CaseID(1)) } }
            desk.link.say("!c 1", by: "dana", account: "dana", in: "#care")
            try await desk.until("it has another card") {
                try await cards().first.map { $0.post != first } ?? false
            }
        }
    }
}

extension Signal {
    fileprivate var arrival: String? {
        if case .arrived(let person) = self { person.rawValue } else { nil }
    }
}
