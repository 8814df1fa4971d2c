/// The paths of the client API that we use, with everything variable in them escaped.
enum Endpoint {
    static let discovery = "/.well-known/matrix/client"
    static let versions = "/_matrix/client/versions"
    static let login = v3("login")
    static let refresh = v3("refresh")
    static let whoami = v3("account", "whoami")
    static let createRoom = v3("createRoom")

    static func filter(_ user: String) -> String { v3("user", user, "filter") }
    static func directs(_ user: String) -> String {
        v3("user", user, "account_data", "m.direct")
    }
    static func alias(_ alias: String) -> String { v3("directory", "room", alias) }
    static func leave(_ room: String) -> String { v3("rooms", room, "leave") }

    /// `via` since version 1.12 of the specification, `server_name` before; servers that know one
    /// pass over the other.
    static func join(_ room: String, via servers: [String]) -> String {
        let query = servers.flatMap { [("server_name", $0), ("via", $0)] }
        return v3("join", room) + self.query(query)
    }

    static func sync(
        filter: String?, since: String?, timeout: Milliseconds, isFull: Bool
    ) -> String {
        var items = [("timeout", String(timeout)), ("set_presence", "online")]
        if let filter { items.append(("filter", filter)) }
        if let since { items.append(("since", since)) }
        if isFull { items.append(("full_state", "true")) }
        return v3("sync") + query(items)
    }

    /// Backwards from one point to another, or to the room's creation.
    static func messages(_ room: String, from: String, to: String?, limit: Int) -> String {
        let end = to.map { [("to", $0)] } ?? []
        return v3("rooms", room, "messages")
            + query([("dir", "b"), ("from", from)] + end + [("limit", String(limit))])
    }

    static func send(_ room: String, _ type: String, transaction: String) -> String {
        v3("rooms", room, "send", type, transaction)
    }
    static func redact(_ room: String, _ event: String, transaction: String) -> String {
        v3("rooms", room, "redact", event, transaction)
    }
    static func state(_ room: String, _ type: String) -> String {
        v3("rooms", room, "state", type)
    }

    private static func v3(_ parts: String...) -> String {
        "/_matrix/client/v3/" + parts.map(PercentEncoding.encoded).joined(separator: "/")
    }

    private static func query(_ items: [(String, String)]) -> String {
        guard !items.isEmpty else { return "" }
        return "?"
            + items.map { "\($0.0)=\(PercentEncoding.encoded($0.1))" }.joined(separator: "&")
    }
}
