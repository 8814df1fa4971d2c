import Notation

/// What `GET /sync` answers, as far as we look at it. (Client-Server API, "Syncing")
struct SyncAnswer: Sendable {
    /// Rooms of one answer; what is beyond is not looked at.
    static let roomsMax = 4096

    struct Room: Sendable {
        var id: String
        /// Between the last answer and the start of the timeline.
        var state: [MatrixEvent] = []
        var timeline: [MatrixEvent] = []
        /// There was more than this timeline holds.
        var isLimited = false
        /// From where to read back what the timeline leaves out.
        var previousBatch: String?
    }

    var nextBatch: String
    var joined: [Room] = []
    /// With the state that the inviting server lets us see.
    var invited: [Room] = []
    var left: [Room] = []
    /// The content of `m.direct`, if it has changed.
    var directs: JSONObject?

    /// Nothing without `next_batch`: that is no answer of a homeserver.
    init?(_ value: JSONObject) {
        guard let next = value["next_batch"]?.string, !next.isEmpty, next.utf8.count <= 4096 else {
            return nil
        }
        nextBatch = next
        let rooms = value["rooms"]
        joined = SyncAnswer.rooms(rooms?["join"]) { SyncAnswer.room($0, $1) }
        left = SyncAnswer.rooms(rooms?["leave"]) { SyncAnswer.room($0, $1) }
        invited = SyncAnswer.rooms(rooms?["invite"]) { id, value in
            Room(id: id, state: SyncAnswer.events(value["invite_state"]))
        }
        for event in value["account_data"]?["events"]?.array ?? []
        where event["type"]?.string == "m.direct" {
            directs = event["content"]?.object
        }
    }

    private static func rooms(
        _ value: JSONValue?, _ read: (String, JSONValue) -> Room
    ) -> [Room] {
        (value?.object?.members ?? []).prefix(roomsMax).filter { MatrixID.isRoom($0.name) }
            .map { read($0.name, $0.value) }
    }

    private static func room(_ id: String, _ value: JSONValue) -> Room {
        let timeline = value["timeline"]
        return Room(
            id: id, state: events(value["state"]), timeline: events(timeline),
            isLimited: timeline?["limited"]?.bool == true,
            previousBatch: timeline?["prev_batch"]?.string)
    }

    private static func events(_ batch: JSONValue?) -> [MatrixEvent] {
        (batch?["events"]?.array ?? []).compactMap(MatrixEvent.init)
    }
}

/// What `GET /rooms/{id}/messages` answers.
struct HistoryPage: Sendable {
    /// Newest first, as they are asked for.
    var events: [MatrixEvent]
    /// From where to read on; nothing where there is no more.
    var end: String?

    init?(_ value: JSONObject) {
        guard let chunk = value["chunk"]?.array else { return nil }
        events = chunk.compactMap(MatrixEvent.init)
        end = value["end"]?.string
    }
}
