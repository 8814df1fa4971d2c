import Notation

/// The contents of the events that we send.
enum SentContent {
    /// What a message belongs to, once it is known by event id.
    struct Relations: Hashable {
        var threadRoot: String?
        /// What clients without threads show it as an answer to: the latest of the thread.
        var threadLatest: String?
        var repliesTo: String?
        var replaces: String?
    }

    /// `m.room.message`. `m.mentions` is always there, so that nobody's client looks for names in
    /// the text. (Client-Server API, "User and room mentions")
    static func message(_ message: MatrixUtterance.Message, _ relations: Relations) -> JSONValue {
        guard let replaced = relations.replaces else {
            return CanonicalJSON.object(words(message, mark: "", relation(relations)))
        }
        // "Event replacements": the content around `m.new_content` is for clients that know none.
        var members = words(
            message, mark: "* ",
            CanonicalJSON.object([
                "rel_type": .string("m.replace"), "event_id": .string(replaced),
            ]))
        members["m.new_content"] = CanonicalJSON.object(words(message, mark: "", nil))
        return CanonicalJSON.object(members)
    }

    private static func words(
        _ message: MatrixUtterance.Message, mark: String, _ relation: JSONValue?
    ) -> [String: JSONValue?] {
        let html = message.html
        return [
            "msgtype": .string(message.isNotice ? "m.notice" : "m.text"),
            "body": .string(mark + message.body),
            "format": html.map { _ in .string("org.matrix.custom.html") },
            "formatted_body": html.map { .string(mark + $0) },
            "m.mentions": mentions(message.mentions),
            "m.relates_to": relation,
            declinesKey: message.declines.map { .string($0) },
        ]
    }

    /// In our own words, of which event a message says that nothing was done.
    static let declinesKey = "dev.casebell.declines"

    private static func mentions(_ users: [String]) -> JSONValue {
        let list: JSONValue? = users.isEmpty ? nil : .array(users.map { .string($0) })
        return CanonicalJSON.object(["user_ids": list])
    }

    /// "Threading", "Fallback for unthreaded clients"; "Rich replies".
    private static func relation(_ relations: Relations) -> JSONValue? {
        guard let root = relations.threadRoot else {
            return relations.repliesTo.map {
                CanonicalJSON.object(["m.in_reply_to": reply($0)])
            }
        }
        let shown = relations.repliesTo ?? relations.threadLatest ?? root
        return CanonicalJSON.object([
            "rel_type": .string("m.thread"), "event_id": .string(root),
            "is_falling_back": .bool(relations.repliesTo == nil), "m.in_reply_to": reply(shown),
        ])
    }

    private static func reply(_ event: String) -> JSONValue {
        CanonicalJSON.object(["event_id": .string(event)])
    }

    /// `m.reaction`.
    static func reaction(_ key: String, to target: String) -> JSONValue {
        CanonicalJSON.object([
            "m.relates_to": CanonicalJSON.object([
                "rel_type": .string("m.annotation"), "event_id": .string(target),
                "key": .string(key),
            ])
        ])
    }

    /// What goes to `/redact`.
    static func redaction(reason: String?) -> JSONValue {
        CanonicalJSON.object(["reason": reason.map { .string($0) }])
    }

    /// `m.room.topic`.
    static func topic(_ text: String) -> JSONValue {
        CanonicalJSON.object(["topic": .string(text)])
    }

    /// A room for us and one person: nobody else comes in, nor reads what was said.
    static func directRoom(with user: String) -> JSONValue {
        func state(_ type: String, _ name: String, _ value: String) -> JSONValue {
            CanonicalJSON.object([
                "type": .string(type), "state_key": .string(""),
                "content": CanonicalJSON.object([name: .string(value)]),
            ])
        }
        return CanonicalJSON.object([
            "preset": .string("private_chat"), "visibility": .string("private"),
            "is_direct": .bool(true), "invite": .array([.string(user)]),
            "initial_state": .array([
                state("m.room.guest_access", "guest_access", "forbidden"),
                state("m.room.history_visibility", "history_visibility", "invited"),
            ]),
        ])
    }

    /// What `POST /login` is given. The refresh token is asked for, and used where it comes.
    static func login(
        user: String, password: String, device: String?, deviceName: String
    ) -> JSONValue {
        CanonicalJSON.object([
            "type": .string("m.login.password"),
            "identifier": CanonicalJSON.object([
                "type": .string("m.id.user"), "user": .string(user),
            ]),
            "password": .string(password), "device_id": device.map { .string($0) },
            "initial_device_display_name": .string(deviceName), "refresh_token": .bool(true),
        ])
    }

    /// What a sync is to tell us. (Client-Server API, "Filtering") All members come, as everybody
    /// in a room may read along there, and of account data only which rooms are for two.
    /// - Parameter sender: whose events are left out.
    static func filter(events: Int = timelineMax, without sender: String? = nil) -> JSONValue {
        let none = CanonicalJSON.object(["types": .array([])])
        let timeline = CanonicalJSON.object([
            "limit": .integer(Int64(events)),
            "not_senders": sender.map { .array([.string($0)]) },
        ])
        return CanonicalJSON.object([
            "presence": none,
            "account_data": CanonicalJSON.object(["types": .array([.string("m.direct")])]),
            "room": CanonicalJSON.object([
                "account_data": none, "ephemeral": none, "timeline": timeline,
                "state": CanonicalJSON.object(["lazy_load_members": .bool(false)]),
            ]),
        ])
    }

    /// For a server that keeps no filters, and for once.
    static func inlineFilter(events: Int = timelineMax) -> String {
        String(decoding: CanonicalJSON.bytes(filter(events: events)), as: UTF8.self)
    }

    /// Events of one room in one answer; Synapse gives no more than this.
    static let timelineMax = 100
}
