import Testing

@testable import MatrixWire

@Suite struct MatrixSessionCosmeticsTests {
    private var unlimited: MatrixSessionConfiguration {
        var configuration = Conversation.configuration
        configuration.pace = .unlimited
        configuration.rooms = [Conversation.care, "!ops:example.org"]
        return configuration
    }

    private var twoRooms: String {
        let state = State.room()
        return #""\#(Conversation.care)":{"state":{"events":[\#(state)]}},"#
            + #""!ops:example.org":{"state":{"events":[\#(state)]}}"#
    }

    private func change(_ id: String, of card: String = "$card") -> MatrixUtterance {
        MatrixUtterance(
            id: id, destination: .room(Conversation.care), urgency: .cosmetic,
            content: .message(.init(body: "as it is now", replaces: .event(card))))
    }

    /// What is on its way, by transaction.
    private func flying(_ talk: Conversation) -> [Substring] {
        talk.requests(.send).compactMap { $0.path.split(separator: "/").last }
    }

    @Test func `what only decorates waits for whatever is to be said anywhere`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(
            change("c1"), Talk.utterance("n1", to: "!ops:example.org"), Talk.utterance("n2"))
        #expect(flying(talk) == ["n1", "n2"])
        talk.sent("$n1")
        talk.pass(2900)
        #expect(flying(talk) == ["n2"])
        talk.sent("$n2")
        talk.pass(300)
        #expect(flying(talk) == ["c1"])
    }

    @Test func `and where there is always something, it goes between, now and then`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(Talk.utterance("a0", as: .answer), change("c1"), change("c2", of: "$other"))
        var wentAt: [Milliseconds] = []
        let began = talk.now
        for number in 1...50 {
            // The next word waits before the last is taken.
            talk.say(
                Talk.utterance("a\(number)", as: .answer),
                change("d\(number)", of: "$d\(number)"))
            talk.pass(100)
            #expect(flying(talk).first == "a\(number - 1)")
            let count = flying(talk).count
            #expect(count <= 2)
            if count == 2 { wentAt.append(talk.now - began) }
            for landed in 0..<count { talk.sent("$\(number).\(landed)") }
        }
        #expect(wentAt.first.map { 3000...3200 ~= $0 } ?? false)
        #expect(zip(wentAt, wentAt.dropFirst()).allSatisfy { $1 - $0 >= 100 })
        #expect(wentAt.count >= 8)
    }

    @Test func `one goes at a time, changes and signs by turns, the oldest first`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(Talk.utterance("n1", seeds: ["👀", "⏫"]))
        talk.sent("$n1")
        talk.pass(10)
        talk.say(change("c1"), change("c2", of: "$other"))
        talk.pass(300)
        var order: [Substring] = []
        while let id = flying(talk).first {
            #expect(flying(talk).count == 1)
            order.append(id)
            talk.sent("$\(order.count)")
        }
        #expect(order == ["n1.seed1", "c1", "n1.seed2", "c2"])
    }

    @Test func `one that is on its way does not stop what people wait for`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(change("c1"), change("c2", of: "$other"))
        #expect(flying(talk) == ["c1"])
        talk.say(Talk.utterance("a1", as: .answer))
        #expect(flying(talk) == ["c1", "a1"])
        talk.sent("$c1")
        talk.pass(2900)
        #expect(flying(talk) == ["a1"])
    }

    @Test func `they wait until the room is quiet, and not for ever`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(change("c1"))
        talk.sent("$c1")
        talk.hear(Talk.text("!claim 1", id: "$1"))
        talk.say(change("c2"))
        talk.pass(290)
        #expect(flying(talk) == [])
        for number in 2...12 {
            talk.hear(Talk.text("so we talk", id: "$\(number)"))
            talk.pass(200)
        }
        #expect(flying(talk) == [])
        talk.pass(290)
        #expect(flying(talk) == ["c2"])
        talk.sent("$c2")

        talk.say(change("c3"))
        for number in 20...40 where flying(talk).isEmpty {
            talk.hear(Talk.text("and talk", id: "$\(number)"))
            talk.pass(200)
        }
        #expect(flying(talk) == ["c3"])
    }

    @Test func `before any 429 answers go at once, and signs leave what may ring`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("n1", seeds: (1...9).map { "\($0)" }))
        talk.sent("$n1")
        talk.pass(301)
        var signs = 0
        while !flying(talk).isEmpty {
            signs += 1
            talk.sent("$s\(signs)")
        }
        #expect(signs == 5)
        for number in 1...10 {
            talk.say(Talk.utterance("a\(number)", as: .answer))
            #expect(flying(talk) == ["a\(number)"])
            talk.sent("$a\(number)")
        }
        talk.pass(9000)
        #expect(flying(talk) == [])
        talk.pass(2000)
        #expect(flying(talk) == ["n1.seed6"])
    }

    @Test func `a desk that hands over a few changes at a time finds out all the same`() {
        var talk = Conversation.up()
        var landed = 0
        let began = talk.now
        talk.say(change("c0"), change("d0", of: "$other"))
        while landed < 60, talk.now - began < 60_000 {
            while !flying(talk).isEmpty, landed < 60 {
                landed += 1
                talk.sent("$s\(landed)")
                talk.say(change("c\(landed)", of: "$card\(landed)"))
            }
            talk.pass(100)
        }
        #expect(landed >= 60)
        #expect(talk.now - began < 30_000)
        #expect(talk.memory?.lesson?.isLimited == false)
    }

    private func owed(_ id: String, for time: Milliseconds, of card: String) -> MatrixUtterance {
        var owed = change(id, of: card)
        owed.owedFor = time
        return owed
    }

    @Test func `what was owed before has waited, and goes in the next pause`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.hear(Talk.text("!claim 1", id: "$1"))
        talk.say(
            Talk.utterance("a1", as: .answer), change("c1"),
            owed("c2", for: 3000, of: "$two"), owed("c3", for: 2000, of: "$three"),
            owed("c4", for: 99_000, of: "$four"))
        // With the answer: where people always talk, pauses may be too short.
        #expect(flying(talk) == ["a1", "c2"])
        talk.sent("$a1")
        #expect(flying(talk) == ["c2"])
        talk.sent("$c2")
        // Between two of them somebody may be heard.
        talk.pass(99)
        #expect(flying(talk) == [])
        talk.pass(1)
        #expect(flying(talk) == ["c4"])
        talk.sent("$c4")
        talk.pass(189)
        #expect(flying(talk) == ["c3"])
    }

    @Test func `so have the signs of an earlier process, where people talk all the time`() {
        var memory = MatrixMemory()
        memory.user = Conversation.user
        memory.signs = ["👀", "⏫"].enumerated().map { index, key in
            OwedSign(
                room: Conversation.care, target: "$card", key: key,
                transaction: "t\(index + 1)")
        }
        var talk = Conversation(unlimited, memory: memory)
        talk.logIn()
        talk.sync(twoRooms)
        for number in 1...2 {
            talk.hear(Talk.text("so we talk", id: "$\(number)"))
            #expect(flying(talk) == ["t\(number)"])
            talk.sent("$s\(number)")
            talk.pass(100)
        }
    }

    @Test func `signs that are owed outlive the process, and a connection that is gone`() throws {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(Talk.utterance("n1", seeds: ["👀", "⏫"]))
        talk.sent("$n1")
        let memory = try #require(talk.memory)
        #expect(memory.signs.map(\.key) == ["👀", "⏫"])
        var next = Conversation(unlimited, memory: memory)
        next.logIn()
        next.sync(twoRooms)
        next.pass(1000)
        #expect(flying(next) == ["n1.seed1"])
        next.sent("$s1")
        #expect(next.memory?.signs.count ?? 2 == 2)
        next.sent("$s2")
        #expect(next.memory?.signs == [])
        // Of another user's they are none.
        var other = memory
        other.user = "@somebody:example.org"
        var third = Conversation(unlimited, memory: other)
        third.logIn()
        third.sync(twoRooms)
        third.pass(1000)
        #expect(flying(third) == [])
    }

    @Test func `what rings or is answered goes before the rest`() {
        var talk = Conversation.up(unlimited, joined: twoRooms)
        talk.say(Talk.utterance("n1"))
        talk.say(
            Talk.utterance("n2"), Talk.utterance("a1", as: .answer), Talk.utterance("r1", as: .ring)
        )
        for number in 1...3 { talk.sent("$\(number)") }
        talk.pass(20)
        talk.sent("$4")
        #expect(talk.outcomes.map { $0.prefix(2) } == ["n1", "a1", "r1", "n2"])
    }

    @Test func `at the limit what rings goes before answers that came earlier`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("n1"))
        talk.answer(
            .send, #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":5000}"#, status: 429)
        talk.say(Talk.utterance("a1", as: .answer), Talk.utterance("r1", as: .ring))
        talk.pass(5000)
        #expect(flying(talk) == ["r1"])
        talk.sent("$r1")
        talk.pass(14_900)
        #expect(flying(talk) == [])
        talk.pass(200)
        #expect(flying(talk) == ["a1"])
    }

    @Test func `what a limit has taught is told to be kept, once`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("n1", as: .ring))
        talk.memory = nil
        let limited = #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":5000}"#
        talk.answer(.send, limited, status: 429)
        #expect(talk.memory?.lesson == PaceLesson(burst: 10, every: 5000, isLimited: true))
        #expect(talk.memory?.accessToken == nil)
        talk.memory = nil
        talk.pass(5000)
        talk.answer(.send, limited, status: 429)
        #expect(talk.memory == nil)
    }

    @Test func `and the next process keeps its reserve from the start`() {
        var memory = MatrixMemory()
        memory.user = Conversation.user
        memory.lesson = PaceLesson(burst: 10, every: 5000, isLimited: true, age: 86_400_000)
        var talk = Conversation(memory: memory)
        talk.logIn()
        talk.sync(#""\#(Conversation.care)":{"state":{"events":[\#(State.room())]}}"#)
        talk.say(talk: (1...9).map { Talk.utterance("a\($0)", as: .answer) })
        var sent = 0
        while talk.request(.send) != nil {
            sent += 1
            talk.sent("$\(sent)")
        }
        #expect(sent == 5)
    }

    @Test(arguments: [(4200, "5", 4200), (4200, "4", 4200), (700, "1", 700), (100, "30", 30_000)])
    func `a rounded word how long to wait is not waited for`(
        exact: Int, rounded: String, wait: Milliseconds
    ) {
        var talk = Conversation.up()
        talk.say(Talk.utterance("n1", as: .ring))
        talk.answer(
            .send, #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":\#(exact)}"#, status: 429,
            headers: [("Retry-After", rounded)])
        talk.pass(wait - 1)
        #expect(talk.request(.send) == nil)
        talk.pass(1)
        #expect(talk.request(.send) != nil)
    }

    @Test func `nor the half second for which a 429 is held back`() {
        var talk = Conversation.up()
        talk.say(Talk.utterance("n1", as: .ring))
        talk.answer(
            .send, #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":4000}"#, status: 429,
            after: 510)
        talk.pass(3549)
        #expect(talk.request(.send) == nil)
        talk.pass(1)
        #expect(talk.request(.send) != nil)
    }
}
