@testable import MatrixWire

/// A session at the start of a trial: so many answers that make sense have come.
struct HomeserverOpening {
    var configuration: MatrixSessionConfiguration
    var memory = MatrixMemory()
    var answered = 0

    static let user = "@casebell:example.org"
    static let care = "!care:example.org"
    /// versions, whoami, filter, directs, the alias, and the first sync.
    private static let untilUp = 6

    static let all: [HomeserverOpening] = [
        HomeserverOpening(configuration: configuration(), answered: untilUp),
        // By discovery and password, from nothing.
        HomeserverOpening(configuration: configuration(.password("p"), homeserver: nil)),
        // Come back: what was said meanwhile counts.
        HomeserverOpening(
            configuration: configuration(), memory: remembered(), answered: untilUp - 1),
        // With a token that is refreshed, and no pace of its own.
        HomeserverOpening(
            configuration: configuration(.password("p"), pace: .unlimited), memory: remembered(),
            answered: untilUp),
        HomeserverOpening(
            configuration: configuration(pace: .fixed(burst: 2, every: 700)), answered: untilUp),
    ]

    private static func configuration(
        _ credentials: MatrixSessionConfiguration.Credentials = .token("t"),
        homeserver: String? = "https://matrix.example.org", pace: MatrixPacePolicy = .adaptive
    ) -> MatrixSessionConfiguration {
        var configuration = MatrixSessionConfiguration(
            homeserver: homeserver, user: user, credentials: credentials)
        configuration.rooms = [care, "#ops:example.org"]
        configuration.directs.servers = ["example.org"]
        configuration.pace = pace
        return configuration
    }

    private static func remembered() -> MatrixMemory {
        var memory = MatrixMemory()
        memory.user = user
        memory.accessToken = "old"
        memory.refreshToken = "r"
        memory.device = "DESK"
        memory.since = "s0"
        memory.invitations = ["!two:example.org": "example.org"]
        return memory
    }

    // MARK: - Answers that make sense

    /// - Parameter room: what a room is called that is asked for or made.
    static func answer(
        to purpose: MatrixRequest.Purpose, number: Int, room: String
    ) -> String {
        switch purpose {
        case .discovery: #"{"m.homeserver":{"base_url":"https://x.example"}}"#
        case .versions: #"{"versions":["r0.6.1","v1.11"]}"#
        case .login, .refresh, .whoami:
            #"{"user_id":"\#(user)","access_token":"t\#(number)","device_id":"D","#
                + #""refresh_token":"r","expires_in_ms":60000}"#
        case .filter: #"{"filter_id":"f"}"#
        case .directs: #"{"@bo:example.org":["!two:example.org"]}"#
        case .sync: sync(number)
        case .history: #"{"chunk":[\#(text(number))],"end":"p\#(number)"}"#
        case .resolve: #"{"room_id":"!ops:example.org","servers":["example.org"]}"#
        case .join, .create: #"{"room_id":"\#(room)"}"#
        case .send, .state: #"{"event_id":"$sent\#(number)"}"#
        case .leave, .remember: "{}"
        }
    }

    private static func sync(_ number: Int) -> String {
        let members = [user, "@bo:example.org"].map {
            event("m.room.member", #"{"membership":"join"}"#, key: $0, number)
        }
        let create = event("m.room.create", #"{"room_version":"10"}"#, key: "", number)
        let state = ([create] + members).joined(separator: ",")
        return #"{"next_batch":"s\#(number)","rooms":{"join":{"\#(care)":{"state":{"events":["#
            + state + #"]},"timeline":{"events":[\#(text(number))]}}}}}"#
    }

    private static func text(_ number: Int) -> String {
        #"{"type":"m.room.message","event_id":"$t\#(number)","sender":"@bo:example.org","#
            + #""origin_server_ts":5,"content":{"msgtype":"m.text","body":"casebell: queue"}}"#
    }

    private static func event(
        _ type: String, _ content: String, key: String, _ number: Int
    ) -> String {
        #"{"type":"\#(type)","event_id":"$e\#(number)\#(type)","sender":"@bo:example.org","#
            + #""state_key":"\#(key)","origin_server_ts":5,"content":\#(content)}"#
    }
}
