import Notation

/// The content of an `m.room.message` that we can read: text, and what it belongs to.
/// (Client-Server API, "Instant Messaging", "Rich replies", "Threading", "Event replacements")
struct MessageContent: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case text
        case notice
        /// Files, emotes, places and what is yet to be thought of.
        case other(String)
    }

    var kind: Kind
    var body: String
    var html: String?
    /// User ids; nothing where the sender's client knows no `m.mentions`.
    var mentions: [String]?
    var relation = Relation()
    /// Of which event the desk said with it that nothing was done.
    var declines: String?

    /// - Returns: nothing for what is no message, such as one that was redacted.
    init?(_ content: JSONObject) {
        guard let type = content["msgtype"]?.string, let body = content["body"]?.string else {
            return nil
        }
        switch type {
        case "m.text": kind = .text
        case "m.notice": kind = .notice
        default: kind = .other(type)
        }
        self.body = body
        if content["format"]?.string == "org.matrix.custom.html" {
            html = content["formatted_body"]?.string
        }
        mentions = content["m.mentions"]?.object.map {
            ($0["user_ids"]?.array ?? []).compactMap(\.string)
        }
        relation = Relation(content)
        declines = content[SentContent.declinesKey]?.string
    }

    /// What `m.new_content` of a replacement holds.
    static func replacement(_ content: JSONObject) -> MessageContent? {
        content["m.new_content"]?.object.flatMap(MessageContent.init)
    }

    /// Without the lines that older clients put before an answer to quote what it answers: `> `
    /// and the name of whoever said that. ("Fallbacks for rich replies"; gone since version 1.13)
    var ownBody: String {
        guard relation.repliesTo != nil, body.hasPrefix("> <@") || body.hasPrefix("> * <@") else {
            return body
        }
        var rest = body[...]
        while rest.hasPrefix(">") {
            guard let end = rest.firstIndex(of: "\n") else { return body }
            rest = rest[rest.index(after: end)...]
        }
        return String(rest.hasPrefix("\n") ? rest.dropFirst() : rest)
    }

    /// The same of the HTML: what is quoted stands in `<mx-reply>` before the rest.
    var ownHTML: String? {
        guard let html, html.hasPrefix("<mx-reply>"),
            let end = html.firstRange(of: "</mx-reply>")
        else { return html }
        return String(html[end.upperBound...])
    }
}

/// `m.relates_to`, as far as we know it. (Client-Server API, "Forming relationships")
struct Relation: Hashable, Sendable {
    var threadRoot: String?
    /// Also what only stands in for a thread.
    var inReplyTo: String?
    /// `m.in_reply_to` is there only for clients that know no threads.
    var isFallingBack = false
    var replaces: String?
    /// `m.annotation`.
    var annotates: (target: String, key: String)? {
        annotated.flatMap { target in key.map { (target, $0) } }
    }
    private var annotated: String?
    private var key: String?

    init() {}

    init(_ content: JSONObject) {
        guard let relation = content["m.relates_to"]?.object else { return }
        let target = Relation.event(relation["event_id"])
        switch relation["rel_type"]?.string {
        case "m.thread": threadRoot = target
        case "m.replace": replaces = target
        case "m.annotation":
            annotated = target
            key = relation["key"]?.string
        default: break
        }
        inReplyTo = Relation.event(relation["m.in_reply_to"]?["event_id"])
        isFallingBack = threadRoot != nil && relation["is_falling_back"]?.bool == true
    }

    /// What it answers on purpose.
    var repliesTo: String? { isFallingBack ? nil : inReplyTo }

    private static func event(_ value: JSONValue?) -> String? {
        guard let text = value?.string, MatrixID.isEvent(text) else { return nil }
        return text
    }
}
