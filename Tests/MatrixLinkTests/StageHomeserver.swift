import Casework
import Curl
import Foundation
import Notation
import Rehearsal
import Synchronization

@testable import MatrixLink

/// A homeserver in process, for one bot that is in its rooms already. It answers what the session
/// asks for, holds the long poll until there is news, and knows its transaction ids again.
final class StageHomeserver: MatrixDoor {
    struct Event: Sendable {
        var room: String
        var id: String
        var json: String
        var isOfBot: Bool { json.contains(#""sender":"\#(StageHomeserver.bot)""#) }
    }

    /// Something that the bot has sent.
    struct Sent: Sendable {
        var room: String
        var type: String
        var transaction: String
        var id: String
        var content: JSONValue
        var body: String { content["body"]?.string ?? "" }
        var replaces: String? {
            content["m.relates_to"]?["rel_type"]?.string == "m.replace"
                ? content["m.relates_to"]?["event_id"]?.string : nil
        }
    }

    struct Room: Sendable {
        var id: String
        var alias: String?
        /// Besides the bot.
        var members: [String]
        var joinRule = "invite"
        var isEncrypted = false
    }

    static let bot = "@casebell:desk.test"
    static let token = "syt_secret_token"
    /// What the bot has sent is left out.
    private static let othersFilter = "2"

    let log = ScriptedLog<Event>("events") { $0.json }
    let sent = ScriptedLog<Sent>("sent") { "\($0.room) \($0.body)" }
    let asked = ScriptedLog<OutboundRequest>("asked") { "\($0.method) \($0.url)" }
    private let rooms: Mutex<[Room]>
    private let numbers = Mutex(0)
    private let told: @Sendable (Sent) -> Void
    private let script = Mutex<@Sendable (OutboundRequest) async throws -> OutboundResponse?>({
        _ in nil
    })

    init(_ rooms: [Room], told: @escaping @Sendable (Sent) -> Void = { _ in }) {
        self.rooms = Mutex(rooms)
        self.told = told
    }

    /// What is answered otherwise; nothing: as ever.
    func answers(
        _ answer: @escaping @Sendable (OutboundRequest) async throws -> OutboundResponse?
    ) {
        script.withLock { $0 = answer }
    }

    var executor: any TaskExecutor { globalConcurrentExecutor }

    func alarm(_ ring: @escaping @Sendable () -> Void) -> any MatrixAlarm { StageAlarm(ring) }

    func knock(
        _ request: OutboundRequest, then: @escaping @Sendable (Answer) -> Void
    ) -> any MatrixKnock {
        StageKnock { [self] in
            do throws(CurlFailure) {
                then(.success(try await perform(request)))
            } catch {
                then(.failure(error))
            }
        }
    }

    private func perform(
        _ request: OutboundRequest
    ) async throws(CurlFailure) -> OutboundResponse {
        asked.append(request)
        do {
            if let answer = try await script.withLock({ $0 })(request) { return answer }
        } catch let failure as CurlFailure {
            throw failure
        } catch {
            throw .cancelled
        }
        guard let parts = URLComponents(string: request.url) else { return Self.refusal(404) }
        let path = parts.percentEncodedPath.split(separator: "/").dropFirst(2).map {
            $0.removingPercentEncoding ?? ""
        }
        if Array(path.dropFirst()) == ["sync"] { return try await sync(parts.queryItems ?? []) }
        return answer(request, Array(path.dropFirst(path.first == "v3" ? 1 : 0)))
    }

    // MARK: - What happens in the rooms

    @discardableResult
    func say(
        _ text: String, by sender: String, in room: String, at time: Int64? = nil
    ) -> String {
        happens(
            "m.room.message", ["msgtype": .string("m.text"), "body": .string(text)], by: sender,
            in: room, at: time)
    }

    @discardableResult
    func happens(
        _ type: String, _ content: [String: JSONValue], by sender: String, in room: String,
        key: String? = nil, at time: Int64? = nil, under transaction: String? = nil
    ) -> String {
        let id = "$event\(next())"
        append(
            Event(
                room: room, id: id,
                json: Self.event(
                    type, content, by: sender, key: key, id: id, at: time, under: transaction)))
        return id
    }

    private func append(_ event: Event) { log.append(event) }

    private func next() -> Int {
        numbers.withLock { number in
            number += 1
            return number
        }
    }

    // MARK: - Answers

    private func answer(_ request: OutboundRequest, _ path: [String]) -> OutboundResponse {
        switch (request.method, path.first, path.last) {
        case ("GET", "versions", _): return Self.ok(#"{"versions":["v1.11"]}"#)
        case ("GET", "account", "whoami"):
            let isKnown = request.headers.contains {
                $0 == ("Authorization", "Bearer \(Self.token)")
            }
            return isKnown
                ? Self.ok(#"{"user_id":"\#(Self.bot)","device_id":"BELL"}"#)
                : Self.refusal(401, "M_UNKNOWN_TOKEN")
        case ("POST", "login", _):
            return Self.ok(
                #"{"user_id":"\#(Self.bot)","device_id":"BELL","access_token":"\#(Self.token)"}"#)
        case ("POST", "user", "filter"):
            let body = String(decoding: request.body, as: UTF8.self)
            return Self.ok(
                #"{"filter_id":"\#(body.contains("not_senders") ? Self.othersFilter : "1")"}"#)
        case ("GET", "directory", let alias?):
            guard let room = rooms.withLock({ $0.first { $0.alias == alias } }) else {
                return Self.refusal(404, "M_NOT_FOUND")
            }
            return Self.ok(#"{"room_id":"\#(room.id)","servers":["desk.test"]}"#)
        case ("POST", "createRoom", _): return create(request)
        case ("PUT", "rooms", _) where path.count == 5 && path[2] == "send":
            return take(request, room: path[1], type: path[3], transaction: path[4])
        case ("PUT", "user", _): return Self.ok("{}")
        default: return Self.refusal(404, "M_NOT_FOUND")
        }
    }

    private func take(
        _ request: OutboundRequest, room: String, type: String, transaction: String
    ) -> OutboundResponse {
        if let known = sent.entries.first(where: { $0.transaction == transaction }) {
            return Self.ok(#"{"event_id":"\#(known.id)"}"#)
        }
        guard let content = try? JSONParser.parse(request.body), case .object(let object) = content
        else { return Self.refusal(400, "M_NOT_JSON") }
        let id = "$event\(next())"
        let members = Dictionary(uniqueKeysWithValues: object.members.map { ($0.name, $0.value) })
        let sent = Sent(
            room: room, type: type, transaction: transaction, id: id, content: content)
        self.sent.append(sent)
        append(
            Event(
                room: room, id: id,
                json: Self.event(type, members, by: Self.bot, id: id, under: transaction)))
        told(sent)
        return Self.ok(#"{"event_id":"\#(id)"}"#)
    }

    private func create(_ request: OutboundRequest) -> OutboundResponse {
        let wish = try? JSONParser.parse(request.body)
        guard case .array(let invited)? = wish?["invite"], let user = invited.first?.string else {
            return Self.refusal(400, "M_BAD_JSON")
        }
        let room = Room(id: "!made\(next()):desk.test", members: [user])
        rooms.withLock { $0.append(room) }
        for json in Self.state(of: room) {
            append(Event(room: room.id, id: "$event\(next())", json: json))
        }
        return Self.ok(#"{"room_id":"\#(room.id)"}"#)
    }

    /// The first answer has the rooms' state, later ones what has happened since.
    private func sync(_ query: [URLQueryItem]) async throws(CurlFailure) -> OutboundResponse {
        func value(_ name: String) -> String? { query.first { $0.name == name }?.value }
        let since = value("since").flatMap { Int($0.dropFirst()) }
        let isOfOthers = value("filter") == Self.othersFilter
        if let since, let timeout = value("timeout").flatMap({ Int($0) }), timeout > 0 {
            _ = try? await log.first(
                from: since, "news", patience: .milliseconds(timeout)
            ) { isOfOthers && $0.isOfBot ? nil : $0 }
            if Task.isCancelled { throw .cancelled }
        }
        let events = log.entries
        let isFull = since == nil || value("full_state") == "true"
        let fresh = events.dropFirst(since ?? events.count)
        var joined: [String] = []
        for room in rooms.withLock({ $0 }) {
            let timeline = fresh.filter {
                $0.room == room.id && !(isOfOthers && $0.isOfBot)
            }.map(\.json)
            guard isFull || !timeline.isEmpty else { continue }
            let state = isFull ? Self.state(of: room) : []
            joined.append(
                #""\#(room.id)":{"state":{"events":[\#(state.joined(separator: ","))]},"#
                    + #""timeline":{"limited":false,"events":["#
                    + timeline.joined(separator: ",") + "]}}")
        }
        return Self.ok(
            #"{"next_batch":"s\#(events.count)","rooms":{"join":{"#
                + joined.joined(separator: ",") + "}}}")
    }

    // MARK: - As it is written

    static func state(of room: Room) -> [String] {
        func event(_ type: String, _ content: [String: JSONValue], key: String = "") -> String {
            Self.event(type, content, by: bot, key: key, id: "$\(type)\(key)\(room.id)", at: 0)
        }
        var state = [
            event("m.room.create", ["room_version": .string("11")]),
            event("m.room.join_rules", ["join_rule": .string(room.joinRule)]),
            event("m.room.history_visibility", ["history_visibility": .string("shared")]),
        ]
        for user in [bot] + room.members {
            state.append(event("m.room.member", ["membership": .string("join")], key: user))
        }
        if room.isEncrypted {
            state.append(
                event("m.room.encryption", ["algorithm": .string("m.megolm.v1.aes-sha2")]))
        }
        return state
    }

    private static func event(
        _ type: String, _ content: [String: JSONValue], by sender: String, key: String? = nil,
        id: String, at time: Int64? = nil, under transaction: String? = nil
    ) -> String {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        var members: [String: JSONValue] = [
            "type": .string(type), "sender": .string(sender), "event_id": .string(id),
            "origin_server_ts": .integer(time ?? now), "content": object(content),
        ]
        if let key { members["state_key"] = .string(key) }
        // Whoever has sent it is told as what.
        if let transaction {
            members["unsigned"] = object(["transaction_id": .string(transaction)])
        }
        var writer = JSONWriter()
        writer.value(object(members))
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    static func object(_ members: [String: JSONValue]) -> JSONValue {
        .object(
            JSONObject(
                members: members.sorted { $0.key < $1.key }.map { .init(name: $0, value: $1) }))
    }

    static func ok(_ json: String) -> OutboundResponse {
        OutboundResponse(status: 200, body: Array(json.utf8))
    }

    static func refusal(_ status: Int, _ code: String = "M_UNRECOGNIZED") -> OutboundResponse {
        OutboundResponse(
            status: status, body: Array(#"{"errcode":"\#(code)","error":"no"}"#.utf8))
    }
}

private final class StageKnock: MatrixKnock {
    private let body: @Sendable () async -> Void
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ body: @escaping @Sendable () async -> Void) { self.body = body }

    func start() { task.withLock { $0 = Task { await body() } } }
    func callOff() { task.withLock { $0 }?.cancel() }
}

private final class StageAlarm: MatrixAlarm {
    private let ring: @Sendable () -> Void
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ ring: @escaping @Sendable () -> Void) { self.ring = ring }

    func set(_ moment: ContinuousClock.Instant?) -> Bool {
        task.withLock { task in
            task?.cancel()
            task = moment.map { moment in
                Task { [ring] in
                    try? await Task.sleep(until: moment, clock: .continuous)
                    if !Task.isCancelled { ring() }
                }
            }
        }
        return true
    }
}
