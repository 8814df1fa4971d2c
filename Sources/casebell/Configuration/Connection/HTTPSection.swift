/// What comes in over HTTP, in plain: a proxy in front of it speaks TLS.
struct HTTPSection: Hashable, Sendable {
    var listen = HostPort(host: "127.0.0.1", port: 8642)
    var tokens: [TokenEntry] = []
}

extension HTTPSection {
    init(_ keys: KeyedReader) {
        self.init()
        if let value = keys["listen"] {
            listen = value.hostPort(defaultPort: nil, example: "127.0.0.1:8642") ?? listen
            if !listen.isLoopback {
                value.warn(
                    "tokens and customers' words travel in plain to \(listen.host)",
                    "Listen on 127.0.0.1 behind a proxy that speaks TLS.")
            }
        }
        tokens = keys["tokens"]?.list().map { $0.keyed(TokenEntry.init) } ?? []
    }
}

/// A bearer token and what its holder may do.
struct TokenEntry: Hashable, Sendable {
    var name: String
    var secret: Secret?
    /// Without doubles, in the order written.
    var may: [Permission]
    /// Whether a mention's `vip` counts.
    var isTrusted: Bool

    enum Permission: String, CaseIterable, Hashable, Sendable {
        case intake, read
        /// Reserved.
        case command
    }
}

extension TokenEntry {
    init(_ keys: KeyedReader) {
        name = keys.required("name", "name: crm")?.name() ?? ""
        secret = keys.required("secret", "secret: { env: NAME }")?.secret()
        isTrusted = keys["trusted"]?.flag() ?? true
        may = []
        let asked = keys["may"]
        for value in asked?.oneOrMore(limit: 16) ?? [] {
            guard let permission: Permission = value.choice() else { continue }
            if permission == .command {
                value.warn("\"command\" is reserved and permits nothing yet", "Remove it.")
            }
            if !may.contains(permission) { may.append(permission) }
        }
        if may.isEmpty, asked?.isEmptyList ?? true, !keys.pairs.isEmpty {
            (asked ?? keys.value).warn("this token may do nothing", "Add may: [intake, read].")
        }
    }
}
