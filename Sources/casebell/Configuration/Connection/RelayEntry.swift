import Casework

/// A system that is told what happens, and that carries replies to the customers of its sources.
struct RelayEntry: Hashable, Sendable {
    var name: String
    var webhook: WebhookOut
    var events: Events
    /// The sources whose customers are answered through it.
    var replies: [SourceName]
    /// The longest reply it takes, in characters; nothing where it has no limit.
    var maxLength: Int?

    enum Events: Hashable, Sendable {
        case all
        /// Types of events; none where nothing is said.
        case types([String])
    }
}

/// Where signed posts go.
struct WebhookOut: Hashable, Sendable {
    var url: String
    var secret: Secret?
}

extension RelayEntry {
    init(_ keys: KeyedReader) {
        name = keys.required("name", "name: crm")?.name() ?? ""
        let section = keys.required(
            "webhook", "webhook: { url: https://…, secret: { env: NAME } }")
        webhook = section?.keyed(WebhookOut.init) ?? WebhookOut(url: "", secret: nil)
        let asked = keys["events"]
        events = asked?.eventTypes() ?? .types([])
        replies = (keys["replies"]?.texts(limit: 100) ?? []).map { SourceName($0) }
        maxLength = keys["max_length"]?.integer(in: 1...1_000_000)
        if asked == nil, replies.isEmpty, !keys.pairs.isEmpty {
            keys.value.warn(
                "this relay is told nothing and carries no replies",
                "Add events: all or replies: [source].")
        }
    }
}

extension WebhookOut {
    init(_ keys: KeyedReader) {
        let address = keys.required("url", "url: https://crm.example.org/hook")
        url = address?.webAddress() ?? ""
        address?.warnIfPlain(url)
        secret = keys.required("secret", "secret: { env: NAME }")?.secret()
    }
}

extension Value {
    /// `all`, or the types of events that are wanted.
    fileprivate func eventTypes() -> RelayEntry.Events {
        if isSingle, text() == "all" { return .all }
        return .types(
            oneOrMore().compactMap { value in
                guard let words = value.text() else { return nil }
                guard EventTypes.known.contains(words) else {
                    value.error(
                        "no event is called \"\(printable(words))\"",
                        nearest(to: words, among: EventTypes.known).map {
                            "Did you mean \"\($0)\"?"
                        } ?? "Write all, or types such as case.opened and reply.sent.")
                    return nil
                }
                return words
            })
    }
}
