import Notation
import Testing

@testable import MatrixWire

/// A homeserver out of its mind: whatever it answers, nothing traps, nothing grows without end,
/// and every utterance gets exactly one receipt.
@Suite struct MatrixSessionNoiseTests {
    @Test(arguments: 0..<60)
    func `every utterance gets one receipt, whatever comes`(_ seed: Int) {
        var noise = Noise(seed: UInt64(seed))
        noise.run(turns: 400)
        #expect(noise.violation == nil, "seed \(seed)")
    }
}

private struct Noise {
    var talk: Conversation
    var chance: SplitMix
    var said: [String] = []
    var violation: String?

    init(seed: UInt64) {
        chance = SplitMix("noise \(seed)")
        var configuration = Conversation.configuration
        configuration.rooms += ["#ops:example.org"]
        configuration.directs.servers = ["example.org"]
        if seed % 2 == 0 { configuration.credentials = .password("p") }
        if seed % 3 == 0 { configuration.pace = .unlimited }
        talk = Conversation(configuration)
        if seed % 4 < 3, seed % 2 == 1 { talk.logIn() }
    }

    mutating func of(_ limit: Int) -> Int { Int(chance.below(UInt64(limit))) }
    mutating func one<Value>(of values: [Value]) -> Value { values[of(values.count)] }

    mutating func run(turns: Int) {
        for _ in 0..<turns where violation == nil {
            switch of(10) {
            case 0..<6: answer()
            case 6: say()
            case 7: talk.pass(Milliseconds(of(5000)))
            case 8: talk.pass(Milliseconds(of(100)))
            default:
                let topic = "plan: \(of(9))"
                talk.take(talk.session.show(topic: topic, in: Conversation.care, at: talk.now))
            }
            look()
        }
        if of(2) == 0 { talk.take(talk.session.quit(at: talk.now)) }
        talk.facts += talk.session.end()
        let ids = talk.receipts.map(\.id)
        if ids.sorted() != said.sorted() {
            violation = "\(said.count) said, \(ids.count) receipts"
        }
    }

    mutating func look() {
        let session = talk.session
        if session.open.count > 40 { violation = "\(session.open.count) requests at once" }
        if session.open.count != talk.open.count { violation = "requests are lost" }
        if session.heard.count > session.heard.max { violation = "too much is remembered" }
        if session.outbox.seeds.count > Outbox.seedsMax { violation = "too many seeds" }
        if let next = session.nextTick, next < talk.now { violation = "a tick in the past" }
        for request in talk.open where !request.path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
            violation = "a path of \(request.path)"
        }
    }

    mutating func say() {
        let id = "d\(said.count)"
        said.append(id)
        let earlier = one(of: said)
        let destination: MatrixUtterance.Destination = one(of: [
            .room(Conversation.care), .room("!ops:example.org"), .person("@bo:example.org"),
            .person("bo"), .room("!gone:example.org"),
        ])
        let content: MatrixUtterance.Content = one(of: [
            .message(.init(body: "x", threadRoot: .utterance(earlier))),
            .message(.init(body: "x", replaces: .utterance(earlier))),
            .message(.init(body: "x", repliesTo: .event("$\(of(9))"))),
            .reaction(key: "k", target: .utterance(earlier)),
            .redaction(target: .event("$1"), reason: nil),
        ])
        talk.take(
            talk.session.say(
                [
                    MatrixUtterance(
                        id: id, destination: destination, urgency: .init(rawValue: of(4)) ?? .other,
                        content: content,
                        seeds: of(3) == 0 ? ["👀"] : [])
                ], at: talk.now))
    }

    mutating func answer() {
        guard !talk.open.isEmpty else { return talk.pass(1000) }
        let request = talk.open.remove(at: of(talk.open.count))
        talk.now += Milliseconds(of(300))
        let outcome = of(4) == 0 ? nonsense() : sense(for: request.purpose)
        talk.take(
            talk.session.receive(MatrixAnswer(id: request.id, outcome: outcome), at: talk.now))
    }

    mutating func nonsense() -> MatrixAnswer.Outcome {
        let status = one(of: [200, 201, 302, 400, 401, 403, 404, 413, 429, 500, 502, 0, -1, 9999])
        let code = one(of: [
            "M_FORBIDDEN", "M_LIMIT_EXCEEDED", "M_UNKNOWN", "M_NOT_FOUND", "M_TOO_LARGE", "",
        ])
        let body = one(of: [
            "", "{}", "[]", "<html>", "{\"errcode\":\"\(code)\",\"retry_after_ms\":\(of(9000))}",
            "{\"errcode\":7}", String(repeating: "[", count: 500), "\u{0}", "{\"a\":\"\\ud800\"}",
        ])
        return one(of: [
            .notBegun(reason: "refused"), .cutOff(reason: "gone"),
            .response(
                status: status, headers: [("Retry-After", "\(of(9) - 2)")], body: Array(body.utf8)),
        ])
    }

    mutating func sense(for purpose: MatrixRequest.Purpose) -> MatrixAnswer.Outcome {
        let json: String
        switch purpose {
        case .discovery: json = #"{"m.homeserver":{"base_url":"https://x.example"}}"#
        case .versions: json = #"{"versions":["v1.11"]}"#
        case .login, .refresh, .whoami:
            json =
                #"{"user_id":"\#(Conversation.user)","access_token":"t\#(of(99))","device_id":"D","refresh_token":"r","expires_in_ms":\#(of(20_000))}"#
        case .filter: json = #"{"filter_id":"f"}"#
        case .directs: json = #"{"@bo:example.org":["!two:example.org",5]}"#
        case .sync: json = sync()
        case .history:
            json = #"{"chunk":[\#(events(5))],"end":"p\#(of(99))"}"#
        case .resolve: json = #"{"room_id":"!ops:example.org","servers":[]}"#
        case .join: json = #"{"room_id":"\#(Conversation.care)"}"#
        case .create: json = #"{"room_id":"!made\#(of(3)):example.org"}"#
        case .send, .state: json = #"{"event_id":"$s\#(chance.next())"}"#
        case .leave, .remember: json = "{}"
        }
        return .response(status: 200, headers: [], body: Array(json.utf8))
    }

    mutating func sync() -> String {
        let rooms = [
            Conversation.care, "!ops:example.org", "!two:example.org", "!new:example.org", "!",
        ]
        func section(_ noise: inout Noise) -> String {
            let room = noise.one(of: rooms)
            let state = noise.of(2) == 0 ? State.room() : noise.events(3)
            let limited = noise.of(3) == 0
            return
                #""\#(room)":{"state":{"events":[\#(state)]},"timeline":{"events":[\#(noise.events(4))],"limited":\#(limited),"prev_batch":"p"}}"#
        }
        let invite = State.member(
            Conversation.user, "invite", by: "@bo:example.org", isDirect: true)
        let invited = #""\#(one(of: rooms))":{"invite_state":{"events":[\#(invite)]}}"#
        let left = of(8) == 0 ? section(&self) : ""
        return
            #"{"next_batch":"s\#(of(1000))","rooms":{"join":{\#(section(&self))},"invite":{\#(of(4) == 0 ? invited : "")},"leave":{\#(left)}}}"#
    }

    mutating func events(_ most: Int) -> String {
        (0..<of(most + 1)).map { _ in
            let id = "$\(chance.next())"
            return one(of: [
                Talk.text("casebell: hi", id: id), Talk.text("x", id: id, from: Conversation.user),
                Talk.event("m.room.redaction", #"{"redacts":"$1"}"#, id: id),
                Talk.event("m.reaction", #"{"m.relates_to":{"rel_type":"m.annotation"}}"#, id: id),
                State.member(Conversation.user, one(of: ["join", "leave", "invite", "ban"])),
                State.member("@bo:example.org", one(of: ["join", "leave", "invite", "ban"])),
                State.event(
                    "m.room.tombstone",
                    #"{"replacement_room":"\#(one(of: ["!new:example.org", Conversation.care]))"}"#),
                State.create(predecessor: one(of: [Conversation.care, "!ops:example.org"])),
                State.event("m.room.power_levels", #"{"users_default":\#(of(101))}"#),
                "null", #"{"type":7}"#,
            ])
        }.joined(separator: ",")
    }
}
