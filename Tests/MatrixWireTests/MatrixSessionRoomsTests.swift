import Testing

@testable import MatrixWire

@Suite struct MatrixSessionRoomsTests {
    private static let care = Conversation.care
    private static let new = "!new:example.org"

    private func with(_ change: (inout MatrixSessionConfiguration) -> Void)
        -> MatrixSessionConfiguration
    {
        var configuration = Conversation.configuration
        change(&configuration)
        return configuration
    }

    private func invitation(
        _ room: String, by sender: String, isDirect: Bool = true
    ) -> String {
        let member = State.member(
            Conversation.user, "invite", by: sender, isDirect: isDirect)
        return #","invite":{"\#(room)":{"invite_state":{"events":[\#(member)]}}}"#
    }

    @Test func `an alias is looked up before the first sync, and joined`() {
        var talk = Conversation(with { $0.rooms = ["#care:example.org"] })
        talk.logIn()
        #expect(talk.request(.sync) == nil)
        #expect(
            talk.request(.resolve)?.path.hasSuffix("/directory/room/%23care%3Aexample.org") == true)
        talk.answer(.resolve, #"{"room_id":"\#(Self.care)","servers":["b.example","x/y"]}"#)
        talk.sync()
        let join = talk.request(.join)
        #expect(join?.path.contains("/join/%21care%3Aexample.org?") == true)
        #expect(join?.path.contains("via=b.example") == true)
        #expect(join?.path.contains("x%2Fy") == false)
        #expect(!talk.facts.contains { if case .rooms = $0 { true } else { false } })
        talk.answer(.join, #"{"room_id":"\#(Self.care)"}"#)
        talk.sync(#""\#(Self.care)":{"state":{"events":[\#(State.room())]}}"#)
        #expect(talk.facts.contains(.rooms(["#care:example.org": Self.care])))
        #expect(talk.session.wanted[0].attempt.retryAt == nil)
    }

    @Test func `what an alias was is known while the server does not say what it is`() throws {
        let configuration = with { $0.rooms = ["#care:example.org"] }
        var first = Conversation(configuration)
        first.logIn()
        first.answer(.resolve, #"{"room_id":"\#(Self.care)"}"#)
        var memory = try #require(first.memory)
        #expect(memory.places == ["#care:example.org": Self.care])
        memory.since = "s1"
        for answer in ["{}", ""] {
            var next = Conversation(configuration, memory: memory)
            next.logIn()
            next.answer(.resolve, answer, status: 503)
            let words = Talk.text("!claim 42", id: "$1")
            next.sync(
                #""\#(Self.care)":{"state":{"events":[\#(State.room())]},"timeline":{"events":[\#(words)]}}"#
            )
            #expect(next.facts.contains(.rooms(["#care:example.org": Self.care])))
            #expect(next.sayings.map(\.room) == [Self.care])
            #expect(next.sayings.map(\.text) == ["!claim 42"])
        }
    }

    @Test func `an alias that leads nowhere delays nobody and is asked for again`() {
        var talk = Conversation(with { $0.rooms = ["#gone:example.org", Self.care] })
        talk.logIn()
        talk.answer(.resolve, #"{"errcode":"M_NOT_FOUND","error":"none"}"#, status: 404)
        #expect(talk.request(.sync) != nil)
        talk.sync(#""\#(Self.care)":{"state":{"events":[\#(State.room())]}}"#)
        #expect(talk.facts.contains(.rooms([Self.care: Self.care])))
        talk.pass(3000)
        #expect(talk.request(.resolve) != nil)
    }

    @Test func `a room that does not let us in is asked for with patience`() {
        var talk = Conversation()
        talk.logIn()
        talk.sync()
        var waits: [Milliseconds] = []
        for _ in 0..<12 {
            talk.answer(.join, #"{"errcode":"M_FORBIDDEN","error":"not invited"}"#, status: 403)
            guard
                case .roomRefused(Self.care, "M_FORBIDDEN not invited", let wait)? = talk.facts
                    .last(
                        where: { if case .roomRefused = $0 { true } else { false } })
            else {
                Issue.record("\(talk.facts)")
                return
            }
            waits.append(wait)
            talk.pass(wait)
        }
        #expect(waits[0] <= 2000)
        #expect(waits.allSatisfy { $0 <= 300_000 })
        #expect(waits[11] > 200_000)
        #expect(talk.facts.contains(.rooms([:])))
    }

    @Test func `an invitation to a configured room is taken up at once`() {
        var talk = Conversation()
        talk.logIn()
        talk.sync()
        for _ in 0..<8 {
            talk.answer(.join, #"{"errcode":"M_FORBIDDEN"}"#, status: 403)
            talk.pass(300_000)
        }
        talk.answer(.join, #"{"errcode":"M_FORBIDDEN"}"#, status: 403)
        #expect(talk.request(.join) == nil)
        talk.sync(rest: invitation(Self.care, by: "@op:example.org", isDirect: false))
        #expect(talk.request(.join) != nil)
    }

    @Test func `other invitations are left alone`() {
        var talk = Conversation.up(with { $0.directs.servers = ["example.org"] })
        talk.sync(rest: invitation("!spam:evil.example", by: "@x:evil.example"))
        talk.sync(rest: invitation("!group:example.org", by: "@dana:example.org", isDirect: false))
        talk.sync(rest: invitation("!sub:example.org", by: "@x:sub.example.org"))
        #expect(talk.request(.join) == nil)
        #expect(talk.request(.leave) == nil)
        #expect(talk.memory?.invitations.isEmpty != false)
    }

    @Test func `a room for two is joined, also after a restart, and what is said there is direct`()
    {
        let configuration = with { $0.directs.users = ["@dana:example.org"] }
        var talk = Conversation.up(configuration)
        talk.sync(rest: invitation("!two:example.org", by: "@dana:example.org"))
        #expect(talk.request(.join)?.path.contains("%21two%3Aexample.org") == true)
        #expect(talk.memory?.invitations == ["!two:example.org": "example.org"])

        var memory = talk.memory ?? MatrixMemory()
        memory.since = "s9"
        var again = Conversation(configuration, memory: memory)
        again.logIn()
        again.sync(#""\#(Self.care)":{"state":{"events":[\#(State.room())]}}"#)
        again.answer(.join, #"{"room_id":"!two:example.org"}"#)
        let own = State.member(Conversation.user, before: "invite")
        let said = Talk.text("claim 42", id: "$d")
        again.sync(
            #""!two:example.org":{"state":{"events":[\#(State.create()),\#(State.member("@dana:example.org"))]},"timeline":{"events":[\#(Talk.text("before", id: "$b")),\#(own),\#(said)],"limited":true,"prev_batch":"p"}}"#
        )
        #expect(again.request(.history) == nil)
        #expect(again.sayings.map(\.text) == ["claim 42"])
        #expect(again.sayings.first?.room == nil)
        #expect(again.memory?.invitations == [:])
    }

    @Test func `a room for two with three in it is left`() {
        var talk = Conversation.up(with { $0.directs.servers = ["example.org"] })
        talk.sync(rest: invitation("!three:example.org", by: "@dana:example.org"))
        talk.answer(.join, #"{"room_id":"!three:example.org"}"#)
        talk.sync(
            #""!three:example.org":{"state":{"events":[\#(State.room(with: ["@dana:example.org", "@x:evil.example"]))]}}"#
        )
        #expect(talk.request(.leave)?.path.contains("%21three") == true)
    }

    @Test func `a room that replaces one for two is followed, without a word that it is for two`() {
        let two = "!two:example.org"
        let moved = State.event("m.room.tombstone", #"{"replacement_room":"\#(Self.new)"}"#)
        var talk = Conversation.up()
        talk.sync(#""\#(two)":{"state":{"events":[\#(State.room())]}}"#)
        // Only what that room itself says makes it one.
        talk.sync(rest: invitation(Self.new, by: "@dana:example.org", isDirect: false))
        #expect(talk.request(.join) == nil)
        talk.hear(moved, in: two)
        talk.sync(rest: invitation(Self.new, by: "@bo:example.org", isDirect: false))
        #expect(talk.request(.join) == nil)
        talk.sync(rest: invitation(Self.new, by: "@dana:example.org", isDirect: false))
        #expect(talk.request(.join)?.path.contains("%21new") == true)
        talk.answer(.join, #"{"room_id":"\#(Self.new)"}"#)
        talk.sync(#""\#(Self.new)":{"state":{"events":[\#(State.room(predecessor: two))]}}"#)
        talk.say(
            MatrixUtterance(
                id: "d1", destination: .person("@dana:example.org"),
                content: .message(.init(body: "1"))))
        #expect(talk.request(.send)?.path.contains("%21new") == true)
    }

    @Test func `being put out is told, and the room is returned to`() {
        var talk = Conversation.up()
        let kick = State.member(Conversation.user, "leave", before: "join", by: "@op:example.org")
        let said = Talk.text("last words", id: "$l")
        talk.sync(
            rest: #","leave":{"\#(Self.care)":{"timeline":{"events":[\#(said),\#(kick)]}}}"#)
        #expect(talk.sayings.map(\.text) == ["last words"])
        let lost = talk.facts.contains {
            if case .roomLost(Self.care, "put out by @op:example.org", _) = $0 {
                true
            } else {
                false
            }
        }
        #expect(lost)
        #expect(talk.facts.contains(.rooms([:])))
        #expect(talk.facts.contains(.presence(user: "@dana:example.org", isHere: false)))
        talk.say(Talk.utterance("d1"))
        #expect(talk.outcomes == ["d1:retry"])
        talk.pass(2000)
        #expect(talk.request(.join) != nil)
    }

    // MARK: - Upgrades

    private var tombstone: String {
        State.event("m.room.tombstone", #"{"body":"moved","replacement_room":"\#(Self.new)"}"#)
    }

    @Test func `a room that was replaced is followed`() {
        var talk = Conversation.up()
        talk.hear(tombstone)
        #expect(talk.request(.join)?.path.contains("%21new%3Aexample.org") == true)
        talk.answer(.join, #"{"room_id":"\#(Self.new)"}"#)
        talk.sync(
            #""\#(Self.new)":{"state":{"events":[\#(State.room(predecessor: Self.care))]}}"#)
        #expect(talk.facts.contains(.upgraded(from: Self.care, to: Self.new)))
        #expect(talk.facts.contains(.rooms([Self.care: Self.new])))
        #expect(
            talk.facts.contains(.privacy(room: Self.new, .closed(members: ["@dana:example.org"]))))
        // The tombstone stands for ever, and is followed once.
        talk.sync()
        #expect(talk.request(.join) == nil)
    }

    /// Of a room that we have just joined all state may stand in the timeline.
    @Test func `a room whose creation stands in its timeline is followed`() {
        var talk = Conversation.resumed(since: "s0")
        talk.sync(#""\#(Self.care)":{"state":{"events":[\#(State.room())]}}"#)
        talk.hear(tombstone)
        talk.answer(.join, #"{"room_id":"\#(Self.new)"}"#)
        talk.sync(
            #""\#(Self.new)":{"timeline":{"events":[\#(State.room(predecessor: Self.care))],"limited":true,"prev_batch":"p"}}"#
        )
        if talk.request(.history) != nil { talk.answer(.history, #"{"chunk":[]}"#) }
        #expect(talk.facts.contains(.upgraded(from: Self.care, to: Self.new)))
        #expect(talk.request(.leave) == nil)
        #expect(!talk.facts.contains { if case .trouble = $0 { true } else { false } })
        #expect(!talk.facts.contains { if case .absent = $0 { true } else { false } })
    }

    /// The configuration still names the old one.
    @Test func `a new process hears what was said in the room that took its place`() throws {
        var talk = Conversation.resumed(since: "s1")
        let said = Talk.text("!c 42", id: "$1")
        talk.sync(
            #""\#(Self.care)":{"state":{"events":[\#(State.room(more: [tombstone]))]}},"#
                + #""\#(Self.new)":{"state":{"events":[\#(State.room(predecessor: Self.care))]},"#
                + #""timeline":{"events":[\#(said)]}}"#)
        let moved = try #require(
            talk.facts.firstIndex(of: .upgraded(from: Self.care, to: Self.new)))
        let heard = try #require(
            talk.facts.firstIndex { if case .said = $0 { true } else { false } })
        #expect(moved < heard)
        #expect(talk.sayings.map(\.room) == [Self.new])
    }

    @Test func `a replacement that names another room before it is not followed`() {
        var talk = Conversation.up()
        talk.hear(tombstone)
        talk.answer(.join, #"{"room_id":"\#(Self.new)"}"#)
        talk.sync(
            #""\#(Self.new)":{"state":{"events":[\#(State.room(predecessor: "!other:example.org"))]}}"#
        )
        #expect(!talk.facts.contains(.upgraded(from: Self.care, to: Self.new)))
        #expect(talk.facts.contains { if case .trouble = $0 { true } else { false } })
        #expect(talk.request(.leave) != nil)
        talk.sync()
        #expect(talk.request(.join) == nil)
    }

    @Test func `a replacement that does not let us in is told, and tried again`() {
        var talk = Conversation.up()
        talk.hear(tombstone)
        talk.answer(.join, #"{"errcode":"M_FORBIDDEN"}"#, status: 403)
        #expect(
            talk.facts.contains {
                if case .roomRefused(Self.care, _, _) = $0 { true } else { false }
            })
        talk.pass(2000)
        #expect(talk.request(.join) != nil)
    }

    // MARK: - Who reads along

    @Test(arguments: [
        ("m.room.join_rules", #"{"join_rule":"public"}"#, MatrixOpening.joinRule("public")),
        ("m.room.join_rules", #"{"join_rule":"restricted"}"#, .joinRule("restricted")),
        ("m.room.join_rules", #"{"join_rule":"org.example.new"}"#, .joinRule("org.example.new")),
        ("m.room.join_rules", "{}", .joinRule("")),
        (
            "m.room.history_visibility", #"{"history_visibility":"world_readable"}"#,
            .historyVisibility("world_readable")
        ),
        ("m.room.guest_access", #"{"guest_access":"can_join"}"#, .guestAccess("can_join")),
        ("m.room.encryption", #"{"algorithm":"m.megolm.v1.aes-sha2"}"#, .encryption),
    ])
    func `a room that lets others in is open`(
        _ type: String, _ content: String, _ opening: MatrixOpening
    ) {
        var talk = Conversation.up()
        talk.hear(State.event(type, content))
        #expect(talk.facts.contains(.privacy(room: Self.care, .open(because: [opening]))))
    }

    @Test(arguments: [
        State.event("m.room.join_rules", #"{"join_rule":"public"}"#),
        State.member("@eve:evil.example", "invite", by: "@dana:example.org"),
    ])
    func `what waits for a room where others read along goes back, to be worded anew`(
        _ state: String
    ) {
        var talk = Conversation.up()
        talk.say(Talk.utterance("d1"), Talk.utterance("d2"), Talk.utterance("c", as: .cosmetic))
        talk.hear(state)
        #expect(talk.outcomes == ["d2:retry", "c:retry"])
        let told = talk.facts.firstIndex { if case .privacy = $0 { true } else { false } }
        let given = talk.facts.firstIndex { if case .receipt = $0 { true } else { false } }
        #expect(told ?? .max < given ?? .min)
        talk.sent("$1")
        #expect(talk.outcomes.last == "d1:sent $1")
        // Who leaves reads nothing more.
        talk.say(Talk.utterance("d3"), Talk.utterance("d4"))
        talk.hear(State.member("@dana:example.org", "leave"))
        #expect(talk.outcomes.count == 3)
    }

    /// With every answer but success, one that is about the thread alone among them.
    @Test(
        arguments: [
            (429, "M_LIMIT_EXCEEDED", .retry(after: 500)),
            (401, "M_UNKNOWN_TOKEN", .retry(after: 500)),
            (400, "M_UNKNOWN", .retry(after: 500)),
            (502, "M_UNKNOWN", .unknown),
        ] as [(Int, String, MatrixReceipt.Outcome)])
    func `what is on its way when others come to read along is not said again as it was`(
        _ status: Int, _ code: String, _ outcome: MatrixReceipt.Outcome
    ) {
        var memory = MatrixMemory()
        memory.user = Conversation.user
        memory.accessToken = "t1"
        var talk = Conversation(with { $0.credentials = .password("s3cret") }, memory: memory)
        talk.logIn()
        talk.sync(#""\#(Self.care)":{"state":{"events":[\#(State.room())]}}"#)
        talk.say(
            MatrixUtterance(
                id: "d1", destination: .room(Self.care),
                content: .message(.init(body: "x", threadRoot: .event("$root")))))
        talk.hear(State.event("m.room.join_rules", #"{"join_rule":"public"}"#))
        #expect(talk.receipts.isEmpty)
        talk.answer(
            .send, #"{"errcode":"\#(code)","error":"no","soft_logout":true}"#, status: status)
        #expect(talk.receipts.map(\.outcome) == [outcome])
        talk.pass(120_000)
        #expect(talk.request(.send) == nil)
    }

    @Test func `whoever is invited counts, and whoever leaves does not`() {
        var talk = Conversation.up()
        talk.hear(State.member("@bo:evil.example", "invite", by: "@dana:example.org"))
        #expect(
            talk.facts.contains(
                .privacy(
                    room: Self.care, .closed(members: ["@bo:evil.example", "@dana:example.org"]))))
        #expect(!talk.facts.contains(.presence(user: "@bo:evil.example", isHere: true)))
        talk.hear(State.member("@dana:example.org", "ban", by: "@op:example.org"))
        #expect(talk.facts.contains(.presence(user: "@dana:example.org", isHere: false)))
        #expect(
            talk.facts.contains(.privacy(room: Self.care, .closed(members: ["@bo:evil.example"]))))
    }

    @Test func `an encrypted room is told once`() {
        var talk = Conversation.up()
        talk.hear(State.event("m.room.encryption", #"{"algorithm":"m.megolm.v1.aes-sha2"}"#))
        talk.hear(Talk.event("m.room.encrypted", #"{"ciphertext":"x"}"#, id: "$e"))
        #expect(talk.facts.filter { $0 == .encrypted(room: Self.care) }.count == 1)
    }

    /// Anybody may send one.
    @Test func `a message that is encrypted encrypts no room`() {
        var talk = Conversation.up()
        talk.hear(Talk.event("m.room.encrypted", #"{"ciphertext":"x"}"#, id: "$e"))
        talk.sync()
        #expect(!talk.facts.contains(.encrypted(room: Self.care)))
    }
}
