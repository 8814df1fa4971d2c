import Notation

/// `m.room.power_levels`. (Client-Server API) Levels in old rooms may be written as texts.
struct PowerLevels: Hashable, Sendable {
    static let usersMax = 4096

    var users: [String: Int64] = [:]
    var usersDefault: Int64 = 0
    var events: [String: Int64] = [:]
    var eventsDefault: Int64 = 0
    /// "50 if unspecified"; without any such event, 0.
    var stateDefault: Int64 = 50

    /// No `m.room.power_levels` at all: state may be set by everybody.
    static let unset: PowerLevels = {
        var levels = PowerLevels()
        levels.stateDefault = 0
        return levels
    }()

    init() {}

    init(_ content: JSONObject) {
        usersDefault = PowerLevels.level(content["users_default"]) ?? 0
        eventsDefault = PowerLevels.level(content["events_default"]) ?? 0
        stateDefault = PowerLevels.level(content["state_default"]) ?? 50
        users = PowerLevels.levels(content["users"])
        events = PowerLevels.levels(content["events"])
    }

    func level(of user: String) -> Int64 { users[user] ?? usersDefault }
    func needed(forState type: String) -> Int64 { events[type] ?? stateDefault }

    private static func levels(_ value: JSONValue?) -> [String: Int64] {
        var levels: [String: Int64] = [:]
        for member in (value?.object?.members ?? []).prefix(usersMax) {
            levels[member.name] = level(member.value)
        }
        return levels
    }

    private static func level(_ value: JSONValue?) -> Int64? {
        if let number = value?.integer { return number }
        return (value?.string).flatMap { Int64($0.filter { $0 != " " }) }
    }
}
