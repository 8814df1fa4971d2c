import Testing

@testable import MatrixWire

@Suite struct MatrixSessionSyncTests {
    private static let care = Conversation.care

    @Test func `what was said before the first start does not count`() {
        var talk = Conversation()
        talk.logIn()
        talk.sync(
            #""\#(Self.care)":{"state":{"events":[\#(State.room())]},"timeline":{"events":[\#(Talk.text("!c 1", id: "$old"))],"limited":true,"prev_batch":"p"}}"#
        )
        #expect(talk.sayings.isEmpty)
        #expect(talk.request(.history) == nil)
        #expect(
            talk.facts.suffix(5) == [
                .up, .rooms([Self.care: Self.care]),
                .privacy(room: Self.care, .closed(members: ["@dana:example.org"])),
                .presence(user: "@dana:example.org", isHere: true), .heardUntil(token: "s1"),
            ])
        talk.hear(Talk.text("!c 2", id: "$new"))
        #expect(talk.sayings.map(\.text) == ["!c 2"])
        #expect(talk.sayings.first?.isFromHistory == false)
        talk.pass(25)
        #expect(talk.request(.sync)?.path.contains("timeout=30000") == true)
        #expect(talk.request(.sync)?.path.contains("since=s2") == true)
    }

    @Test func `a resumed sync begins at the kept token and counts everything`() {
        var memory = MatrixMemory()
        memory.since = "kept"
        var talk = Conversation(memory: memory)
        talk.logIn()
        let path = talk.request(.sync)?.path ?? ""
        #expect(path.contains("since=kept") && path.contains("full_state=true"))
        talk.sync(
            #""\#(Self.care)":{"state":{"events":[\#(State.room())]},"timeline":{"events":[\#(Talk.text("!c 1", id: "$missed"))]}}"#
        )
        #expect(talk.sayings.map(\.eventID) == ["$missed"])
        #expect(talk.sayings.first?.isFromHistory == true)
        #expect(talk.request(.sync)?.path.contains("full_state") == false)
    }

    @Test func `what a timeline leaves out is read back before it is told`() {
        var talk = Conversation.up()
        talk.sync(
            #""\#(Self.care)":{"timeline":{"events":[\#(Talk.text("five", id: "$5"))],"limited":true,"prev_batch":"p1"}}"#
        )
        #expect(talk.sayings.isEmpty)
        #expect(talk.request(.sync) == nil)
        let path = talk.request(.history)?.path ?? ""
        #expect(path.contains("from=p1") && path.contains("to=s1") && path.contains("dir=b"))
        talk.answer(
            .history,
            #"{"chunk":[\#(Talk.text("four", id: "$4")),\#(Talk.text("three", id: "$3"))],"end":"p2"}"#
        )
        #expect(talk.request(.history)?.path.contains("from=p2") == true)
        talk.answer(
            .history,
            #"{"chunk":[\#(Talk.text("two", id: "$2")),{"broken":1},\#(Talk.text("one", id: "$1"))]}"#
        )
        #expect(talk.sayings.map(\.text) == ["one", "two", "three", "four", "five"])
        #expect(talk.sayings.map(\.isFromHistory) == [true, true, true, true, false])
        #expect(talk.facts.last == .heardUntil(token: "s2"))
        talk.pass(25)
        #expect(talk.request(.sync)?.path.contains("since=s2") == true)
    }

    @Test func `a gap that cannot be filled is told, and the rest goes on`() {
        var talk = Conversation.up()
        talk.sync(
            #""\#(Self.care)":{"timeline":{"events":[\#(Talk.text("new", id: "$9"))],"limited":true,"prev_batch":"p1"}}"#
        )
        talk.answer(.history, #"{"errcode":"M_FORBIDDEN","error":"no"}"#, status: 403)
        #expect(talk.sayings.map(\.text) == ["new"])
        let absences = talk.facts.filter { if case .absent = $0 { true } else { false } }
        #expect(absences.count == 1)

        talk.sync(
            #""\#(Self.care)":{"timeline":{"events":[],"limited":true,"prev_batch":"p1"}}"#)
        talk.end(.history, .cutOff(reason: "gone"))
        talk.pass(20_000)
        #expect(talk.request(.history) == nil)
        #expect(talk.request(.sync) != nil)
    }

    private func left(_ room: String, _ state: String) -> String {
        #""\#(room)":{"state":{"events":[\#(state)]},"#
            + #""timeline":{"events":[],"limited":true,"prev_batch":"p1"}}"#
    }

    @Test func `rooms of no use to the desk are not read back, and its own are first`() {
        var talk = Conversation.up()
        let many = State.room(with: ["@dana:example.org", "@eve:example.org"])
        let others = (0..<4).map { left("!a\($0):example.org", many) }
        let two = (0..<5).map {
            left("!b\($0):example.org", State.room(with: ["@p\($0):example.org"]))
        }
        talk.sync(([left(Self.care, "")] + others + two).joined(separator: ","))
        let asked = talk.requests(.history).map(\.path)
        #expect(asked.count == 4)
        #expect(asked.first?.contains("%21care") == true)
        #expect(asked.allSatisfy { !$0.contains("%21a") })
        // Whoever comes last has as much time as the first.
        talk.pass(talk.session.configuration.patience.history)
        #expect(talk.requests(.history).count == 2)
        talk.answer(.history, #"{"chunk":[\#(Talk.text("late", id: "$l"))]}"#)
        #expect(talk.sayings.map(\.text) == ["late"])
    }

    /// Of those that are configured each has its time.
    @Test(arguments: [true, false])
    func `many rooms that nobody configured do not keep the next sync for long`(
        _ isConfigured: Bool
    ) {
        let rooms = (0..<16).map { "!b\($0):example.org" }
        var configuration = Conversation.configuration
        if isConfigured { configuration.rooms = rooms }
        var talk = Conversation.up(configuration)
        let patience = configuration.patience
        let missed = rooms.map { left($0, State.room(with: ["@bo:example.org"])) }
        talk.sync(missed.joined(separator: ","))
        #expect(talk.requests(.history).count == 4)
        talk.pass(patience.historyWhole - 10)
        #expect(talk.request(.sync) == nil)
        talk.pass(20)
        #expect((talk.request(.sync) == nil) == isConfigured)
        #expect(talk.requests(.history).count == (isConfigured ? 4 : 0))
        talk.pass(patience.history)
        #expect(talk.request(.sync) != nil)
        let absences = talk.facts.count { if case .absent = $0 { true } else { false } }
        #expect(absences == rooms.count)
    }

    @Test func `reading back has an end`() {
        var talk = Conversation.up()
        talk.sync(
            #""\#(Self.care)":{"timeline":{"events":[],"limited":true,"prev_batch":"p0"}}"#)
        var pages = 0
        while talk.request(.history) != nil, pages < 100 {
            pages += 1
            let event = Talk.text("n", id: "$h\(pages)")
            talk.answer(.history, #"{"chunk":[\#(event)],"end":"p\#(pages)"}"#)
        }
        #expect(pages == SyncState.pagesMax)
        #expect(talk.sayings.count == pages)
        #expect(talk.facts.contains { if case .absent = $0 { true } else { false } })
    }

    @Test func `reading back ends at what was heard already`() {
        var talk = Conversation.up()
        talk.hear(Talk.text("known", id: "$1"))
        talk.facts = []
        talk.sync(
            #""\#(Self.care)":{"timeline":{"events":[\#(Talk.text("new", id: "$3"))],"limited":true,"prev_batch":"p1"}}"#
        )
        talk.answer(
            .history,
            #"{"chunk":[\#(Talk.text("two", id: "$2")),\#(Talk.text("known", id: "$1"))],"end":"p2"}"#
        )
        #expect(talk.sayings.map(\.text) == ["two", "new"])
    }

    @Test func `one broken poll is nothing, the second is down, and then it is up again`() {
        var talk = Conversation.up()
        talk.end(.sync, .cutOff(reason: "gone"))
        #expect(talk.facts.isEmpty)
        talk.pass(600)
        talk.end(.sync, .notBegun(reason: "refused"))
        #expect(talk.facts == [.down(reason: "refused")])
        talk.pass(1200)
        talk.answer(.sync, "", status: 502)
        talk.pass(2200)
        talk.answer(.sync, #"{"not":"a sync"}"#)
        talk.pass(5000)
        talk.hear(Talk.text("meanwhile", id: "$1"))
        #expect(talk.facts.count == 5, "\(talk.facts)")
        #expect(talk.facts[1] == .up)
        #expect(talk.facts[2] == .rooms([Self.care: Self.care]))
        #expect(talk.sayings.first?.isFromHistory == true)
    }

    @Test func `a sync that is limited waits as long as the server says`() {
        var talk = Conversation.up()
        talk.answer(
            .sync, #"{"errcode":"M_LIMIT_EXCEEDED"}"#, status: 429,
            headers: [("Retry-After", "7")])
        talk.pass(6900)
        #expect(talk.request(.sync) == nil)
        talk.pass(200)
        #expect(talk.request(.sync) != nil)
        #expect(talk.facts.isEmpty)
    }

    @Test func `a since-token that the server has forgotten is given up, and that is told`() {
        var talk = Conversation.up()
        let refusal = #"{"errcode":"M_UNKNOWN","error":"what?"}"#
        talk.answer(.sync, refusal, status: 400)
        #expect(talk.request(.sync)?.path.contains("filter=%7B") == true)
        var tries = 0
        while talk.request(.sync)?.path.contains("since=") != false, tries < 20 {
            tries += 1
            if talk.request(.sync) == nil { talk.pass(4000) }
            talk.answer(.sync, refusal, status: 400)
        }
        #expect(tries > 1)
        #expect(talk.request(.sync)?.path.contains("since=") == false)
        talk.sync(#""\#(Self.care)":{"state":{"events":[\#(State.room())]}}"#)
        #expect(
            talk.facts.contains { if case .absent(Self.care, _, _) = $0 { true } else { false } })
    }

    /// Something between us and the server, or a server that is just being started.
    @Test(arguments: [
        (404, "M_UNRECOGNIZED"), (404, "M_NOT_FOUND"), (400, "M_UNKNOWN"), (400, "M_NOT_JSON"),
        (403, "M_FORBIDDEN"),
    ])
    func `a refusal that passes costs no since-token`(_ status: Int, _ code: String) {
        var talk = Conversation.up()
        var refusals = 0
        for _ in 0..<3 {
            if talk.request(.sync) == nil { talk.pass(1000) }
            guard talk.request(.sync) != nil else { continue }
            refusals += 1
            talk.answer(.sync, #"{"errcode":"\#(code)","error":"no"}"#, status: status)
        }
        #expect(refusals > 1)
        talk.pass(5000)
        #expect(talk.request(.sync)?.path.contains("since=s1") == true)
        talk.hear(Talk.text("meanwhile", id: "$1"))
        #expect(talk.sayings.map(\.text) == ["meanwhile"])
        #expect(!talk.facts.contains { if case .trouble = $0 { true } else { false } })
    }

    @Test func `malformed events and deep nesting never break a sync`() {
        var talk = Conversation.up()
        let deep = String(repeating: "[", count: 3000) + String(repeating: "]", count: 3000)
        talk.hear(
            "1", "null", "{}", #"{"type":"m.room.message"}"#,
            #"{"type":"m.room.message","sender":"nobody","event_id":"$1","content":{"msgtype":"m.text","body":"x"}}"#,
            Talk.event("m.room.message", #"{"msgtype":1,"body":[]}"#, id: "$2"),
            Talk.event("m.reaction", #"{"m.relates_to":7}"#, id: "$3"),
            Talk.event("m.room.redaction", "{}", id: "$4"),
            Talk.event("org.example.deep", #"{"a":\#(deep)}"#, id: "$5"),
            Talk.text("still here", id: "$6"))
        #expect(talk.sayings.map(\.text) == ["still here"])
    }

    @Test func `our own events and notices are no sayings`() {
        var talk = Conversation.up()
        talk.hear(
            Talk.text("mine", id: "$1", from: Conversation.user),
            Talk.text("a bot", id: "$2", type: "m.notice"),
            Talk.text("waves", id: "$3", type: "m.emote"),
            Talk.event(
                "m.reaction",
                #"{"m.relates_to":{"rel_type":"m.annotation","event_id":"$1","key":"👀"}}"#,
                id: "$4", from: Conversation.user))
        #expect(talk.facts.isEmpty)
    }

    @Test func `an event is told once`() {
        var talk = Conversation.up()
        talk.hear(Talk.text("once", id: "$1"))
        talk.hear(Talk.text("once", id: "$1"), Talk.text("twice", id: "$2"))
        #expect(talk.sayings.map(\.text) == ["once", "twice"])
    }

    @Test func `reactions, redactions and edits are told as what they are`() {
        var talk = Conversation.up()
        talk.hear(
            Talk.event(
                "m.reaction",
                #"{"m.relates_to":{"rel_type":"m.annotation","event_id":"$card","key":"👀"}}"#,
                id: "$r"),
            Talk.event("m.room.redaction", "{}", id: "$x1", more: #","redacts":"$r""#),
            Talk.text(
                "* !c 43", id: "$e",
                more:
                    #","m.new_content":{"msgtype":"m.text","body":"!c 43"},"m.relates_to":{"rel_type":"m.replace","event_id":"$c"}"#
            ))
        let time: Int64 = 1_700_000_000_000
        let dana = "@dana:example.org"
        #expect(
            talk.facts.dropLast() == [
                .reacted(
                    MatrixReaction(
                        room: Self.care, sender: dana, key: "👀", target: "$card",
                        eventID: "$r", serverTime: time, isFromHistory: false)),
                .redacted(
                    MatrixRedaction(
                        room: Self.care, sender: dana, target: "$r", eventID: "$x1",
                        serverTime: time, isFromHistory: false)),
                .edited(
                    MatrixEdit(
                        room: Self.care, sender: dana, target: "$c", text: "!c 43",
                        isAddressed: false, eventID: "$e", serverTime: time,
                        isFromHistory: false)),
            ])
    }

    /// The room's version, or none that is known; what stands in the content and beside it.
    @Test(
        arguments: [
            ("10", "$a", "$b", "$b"), ("10", "$a", nil, nil), ("11", "$a", "$b", "$a"),
            ("11", nil, "$b", nil), ("12", "$a", nil, "$a"), ("org.example.new", "$a", nil, "$a"),
            ("org.example.new", nil, "$b", "$b"), ("org.example.new", "$a", "$b", nil),
            ("org.example.new", "$a", "$a", "$a"),
        ] as [(String, String?, String?, String?)])
    func `a redaction takes away what it names where its room's version has it`(
        _ version: String, _ within: String?, _ beside: String?, _ target: String?
    ) {
        let state = [State.create(version: version), State.member(Conversation.user)]
            .joined(separator: ",")
        var talk = Conversation.up(
            joined: #""\#(Self.care)":{"state":{"events":[\#(state)]}}"#)
        talk.hear(
            Talk.event(
                "m.room.redaction", within.map { #"{"redacts":"\#($0)"}"# } ?? "{}", id: "$x",
                more: beside.map { #","redacts":"\#($0)""# } ?? ""))
        let targets = talk.facts.compactMap { fact in
            if case .redacted(let redaction) = fact { redaction.target } else { nil }
        }
        #expect(targets == [target].compactMap(\.self))
    }

    @Test func `a saying knows its thread and what it answers`() {
        var talk = Conversation.up()
        talk.hear(
            Talk.text(
                "in the thread", id: "$1",
                more:
                    #","m.relates_to":{"rel_type":"m.thread","event_id":"$root","is_falling_back":true,"m.in_reply_to":{"event_id":"$root"}}"#
            ),
            Talk.text(
                "> <@bo:example.org> what?\\n\\nthat", id: "$2",
                more: #","m.relates_to":{"m.in_reply_to":{"event_id":"$q"}}"#),
            Talk.text("Casebell: c 42", id: "$3"), Talk.text("@casebell, help", id: "$4"))
        #expect(talk.sayings.map(\.text) == ["in the thread", "that", "c 42", "help"])
        #expect(talk.sayings.map(\.threadRoot) == ["$root", nil, nil, nil])
        #expect(talk.sayings.map(\.repliesTo) == [nil, "$q", nil, nil])
        #expect(talk.sayings.map(\.isAddressed) == [false, false, true, true])
    }

    /// Older clients quote what they answer, with the people who are named there.
    @Test func `whoever is named in what an answer quotes is not named by it`() {
        func link(_ user: String, _ name: String) -> String {
            #"<a href=\"https://matrix.to/#/\#(user)\">\#(name)</a>"#
        }
        let html =
            "<mx-reply>\(link("@bo:example.org", "Bo"))</mx-reply>"
            + link(Conversation.user, "Bell") + ": assign 42 " + link("@sam:example.org", "Sam")
        var talk = Conversation.up()
        talk.hear(
            Talk.text(
                "> <@dana:example.org> Bo\\n\\nBell: assign 42 Sam", id: "$1",
                more: #","format":"org.matrix.custom.html","formatted_body":"\#(html)","#
                    + #""m.relates_to":{"m.in_reply_to":{"event_id":"$q"}}"#))
        #expect(talk.sayings.map(\.text) == ["assign 42 Sam"])
        #expect(talk.sayings.map(\.isAddressed) == [true])
        #expect(
            talk.sayings.first?.pills == [MatrixPill(shown: "Sam", user: "@sam:example.org")])
    }

    /// A machine that slept, a server that made us wait: no request broke.
    @Test func `what comes after a long silence of ours is history`() {
        var talk = Conversation.up()
        talk.hear(Talk.text("now", id: "$1"))
        talk.now += 600_000
        talk.hear(Talk.text("minutes ago", id: "$2"))
        talk.hear(Talk.text("now again", id: "$3"))
        #expect(talk.sayings.map(\.isFromHistory) == [false, true, false])
    }
}
