import Notation
import Testing

@testable import MatrixWire

/// A session and what is around it: requests on their way, facts that were told, and the clock.
struct Conversation {
    var session: MatrixSession
    var now: Milliseconds = 1_000_000
    var open: [MatrixRequest] = []
    var facts: [MatrixFact] = []
    var memory: MatrixMemory?
    var isOver = false
    private var syncs = 0

    static let user = "@casebell:example.org"
    static let care = "!care:example.org"

    static var configuration: MatrixSessionConfiguration {
        var configuration = MatrixSessionConfiguration(
            homeserver: "https://matrix.example.org", user: user, credentials: .token("secret"))
        configuration.rooms = [care]
        return configuration
    }

    init(
        _ configuration: MatrixSessionConfiguration = Conversation.configuration,
        memory: MatrixMemory = MatrixMemory()
    ) {
        session = MatrixSession(configuration, memory: memory, seed: "a seed")
        take(session.begin(at: now))
    }

    /// A later process, logged in: an earlier one has read so far.
    static func resumed(since: String) -> Conversation {
        var memory = MatrixMemory()
        memory.since = since
        var talk = Conversation(memory: memory)
        talk.logIn()
        return talk
    }

    /// Logged in, in the room and up.
    static func up(
        _ configuration: MatrixSessionConfiguration = Conversation.configuration,
        since: String? = nil,
        joined: String? = nil
    ) -> Conversation {
        var memory = MatrixMemory()
        memory.since = since
        var talk = Conversation(configuration, memory: memory)
        talk.logIn()
        talk.sync(joined ?? #""\#(care)":{"state":{"events":[\#(State.room())]}}"#)
        talk.facts = []
        return talk
    }

    mutating func logIn() {
        answer(.versions, #"{"versions":["r0.6.0","v1.1","v1.11"]}"#)
        answer(.whoami, #"{"user_id":"\#(Self.user)","device_id":"DESK"}"#)
        answer(.filter, #"{"filter_id":"f1"}"#)
        answer(.directs, #"{"errcode":"M_NOT_FOUND","error":"none"}"#, status: 404)
    }

    // MARK: - The other side

    mutating func take(_ step: MatrixStep) {
        open += step.requests
        open.removeAll { step.cancelled.contains($0.id) }
        facts += step.facts
        memory = step.memory ?? memory
        if let signs = step.signs {
            memory = memory ?? MatrixMemory()
            memory?.user = Self.user
            memory?.signs = signs
        }
        isOver = isOver || step.isOver
    }

    func request(_ purpose: MatrixRequest.Purpose) -> MatrixRequest? {
        open.first { $0.purpose == purpose }
    }

    func requests(_ purpose: MatrixRequest.Purpose) -> [MatrixRequest] {
        open.filter { $0.purpose == purpose }
    }

    mutating func answer(
        _ purpose: MatrixRequest.Purpose, _ json: String, status: Int = 200,
        headers: [(String, String)] = [], after wait: Milliseconds = 10,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        end(
            purpose, .response(status: status, headers: headers, body: Array(json.utf8)),
            after: wait, sourceLocation: sourceLocation)
    }

    mutating func end(
        _ purpose: MatrixRequest.Purpose, _ outcome: MatrixAnswer.Outcome,
        after wait: Milliseconds = 10, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard let index = open.firstIndex(where: { $0.purpose == purpose }) else {
            Issue.record(
                "no request for \(purpose), but \(open.map(\.path))",
                sourceLocation: sourceLocation)
            return
        }
        let request = open.remove(at: index)
        now += wait
        take(session.receive(MatrixAnswer(id: request.id, outcome: outcome), at: now))
    }

    /// An answer to the sync on its way, of these joined rooms.
    mutating func sync(
        _ joined: String = "", rest: String = "", token: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        syncs += 1
        // It may wait for what is said to what was heard before.
        if request(.sync) == nil { pass(session.configuration.patience.answering) }
        let token = token ?? "s\(syncs)"
        answer(
            .sync, #"{"next_batch":"\#(token)","rooms":{"join":{\#(joined)}\#(rest)}}"#,
            sourceLocation: sourceLocation)
    }

    /// Events of the configured room.
    mutating func hear(
        _ events: String..., in room: String = Conversation.care,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let list = events.joined(separator: ",")
        sync(
            #""\#(room)":{"timeline":{"events":[\#(list)]}}"#, sourceLocation: sourceLocation)
    }

    mutating func say(_ utterances: MatrixUtterance...) {
        take(session.say(utterances, at: now))
    }

    mutating func sent(
        _ event: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        answer(.send, #"{"event_id":"\#(event)"}"#, sourceLocation: sourceLocation)
    }

    /// Time passes, and every tick comes when it is due.
    mutating func pass(_ time: Milliseconds) {
        let end = now + time
        var ticks = 0
        while let next = session.nextTick, next <= end {
            ticks += 1
            guard ticks < 10_000 else {
                Issue.record("ticks without end")
                return
            }
            now = max(now, next)
            take(session.tick(at: now))
        }
        now = end
    }

    // MARK: - What was told

    var sayings: [MatrixSaying] {
        facts.compactMap { if case .said(let saying) = $0 { saying } else { nil } }
    }

    var receipts: [MatrixReceipt] {
        facts.compactMap { if case .receipt(let receipt) = $0 { receipt } else { nil } }
    }

    /// What a desk would read in this order.
    var story: [String] {
        facts.compactMap {
            switch $0 {
            case .said(let saying): "said \(saying.eventID)"
            case .reacted(let reaction): "reacted \(reaction.target)"
            case .receipt(let receipt): "receipt \(receipt.id).\(receipt.attempt)"
            default: nil
            }
        }
    }

    /// `id:outcome` of every receipt.
    var outcomes: [String] {
        receipts.map {
            switch $0.outcome {
            case .sent(let reference): "\($0.id):sent \(reference)"
            case .notSent: "\($0.id):notSent"
            case .retry: "\($0.id):retry"
            case .refused: "\($0.id):refused"
            case .unknown: "\($0.id):unknown"
            }
        }
    }
}

/// Events as JSON.
enum State {
    static func event(
        _ type: String, _ content: String, key: String = "", sender: String = "@op:example.org"
    ) -> String {
        #"{"type":"\#(type)","state_key":"\#(key)","sender":"\#(sender)","content":\#(content),"#
            + #""event_id":"$\#(type)\#(key.count)\#(content.utf8.count)","origin_server_ts":1}"#
    }

    static func member(
        _ user: String, _ membership: String = "join", name: String? = nil, before: String? = nil,
        by sender: String? = nil, isDirect: Bool = false
    ) -> String {
        let name = name.map { #","displayname":"\#($0)""# } ?? ""
        let direct = isDirect ? #","is_direct":true"# : ""
        let unsigned =
            before.map { #","unsigned":{"prev_content":{"membership":"\#($0)"}}"# } ?? ""
        return #"{"type":"m.room.member","state_key":"\#(user)","sender":"\#(sender ?? user)","#
            + #""content":{"membership":"\#(membership)"\#(name)\#(direct)},"#
            + #""event_id":"$m\#(user.count)\#(membership)","origin_server_ts":1\#(unsigned)}"#
    }

    static func create(predecessor: String? = nil, version: String = "10") -> String {
        let before = predecessor.map { #","predecessor":{"room_id":"\#($0)"}"# } ?? ""
        return event("m.room.create", #"{"room_version":"\#(version)"\#(before)}"#)
    }

    /// A closed room with us and these.
    static func room(
        with users: [String] = ["@dana:example.org"], name: String = "Casebell",
        predecessor: String? = nil, more: [String] = []
    ) -> String {
        ([
            create(predecessor: predecessor),
            event("m.room.join_rules", #"{"join_rule":"invite"}"#),
            member(Conversation.user, name: name),
        ] + users.map { member($0) } + more).joined(separator: ",")
    }
}

enum Talk {
    static func text(
        _ body: String, id: String, from sender: String = "@dana:example.org", more: String = "",
        type: String = "m.text"
    ) -> String {
        #"{"type":"m.room.message","sender":"\#(sender)","event_id":"\#(id)","#
            + #""origin_server_ts":1700000000000,"#
            + #""content":{"msgtype":"\#(type)","body":"\#(body)"\#(more)}}"#
    }

    static func event(
        _ type: String, _ content: String, id: String, from sender: String = "@dana:example.org",
        more: String = ""
    ) -> String {
        #"{"type":"\#(type)","sender":"\#(sender)","event_id":"\#(id)","#
            + #""origin_server_ts":1700000000000,"content":\#(content)\#(more)}"#
    }

    /// A message of ours as it comes back.
    static func own(_ id: String, under transaction: String) -> String {
        event(
            "m.room.message", #"{"msgtype":"m.text","body":"mine"}"#, id: id,
            from: Conversation.user, more: #","unsigned":{"transaction_id":"\#(transaction)"}"#)
    }

    static func tick(on target: String, id: String = "$r") -> String {
        event(
            "m.reaction",
            #"{"m.relates_to":{"rel_type":"m.annotation","event_id":"\#(target)","key":"👀"}}"#,
            id: id)
    }

    static func utterance(
        _ id: String, _ body: String = "hello", to room: String = Conversation.care,
        as urgency: MatrixUtterance.Urgency = .other, seeds: [String] = []
    ) -> MatrixUtterance {
        MatrixUtterance(
            id: id, destination: .room(room), urgency: urgency,
            content: .message(.init(body: body)), seeds: seeds)
    }
}
