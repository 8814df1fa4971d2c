package import Casework
package import Curl

/// Replies as signed CloudEvents `casebell.reply.requested` to a system that posts them.
package struct WebhookConnector: Connector {
    package let name: SourceName
    /// Receivers of Standard Webhooks deduplicate by `webhook-id`.
    package var deduplicates: Bool { true }

    private let desk: String
    private let post: WebhookPost

    /// - Parameters:
    ///   - desk: the desk's own name, the source of its CloudEvents.
    ///   - now: the wall clock, for timestamps and `Retry-After`.
    package init(
        name: SourceName, desk: String, address: WebhookAddress, reactor: CurlReactor,
        now: @escaping @Sendable () -> Instant
    ) {
        self.init(name: name, desk: desk, post: .init(address: address, door: reactor, now: now))
    }

    init(name: SourceName, desk: String, post: WebhookPost) {
        self.name = name
        self.desk = desk
        self.post = post
    }

    package func send(_ reply: ReplyRequest, key: DeliveryID, attempt: Int) async -> ReplyOutcome {
        await post.post(
            CloudEvent.text(
                id: key.rawValue, source: desk, type: "casebell.reply.requested",
                subject: "case/\(reply.matter.number)", time: reply.requestedAt,
                dataJSON: reply.json), key: key)
    }
}

extension ReplyRequest {
    /// The data of the event, as the interface names its members.
    var json: String {
        var object = JSONObjectText()
        object.add("case", matter.number)
        object.add("source", source.rawValue)
        object.add("in_reply_to", inReplyTo)
        object.add("conversation", conversation)
        object.add("visibility", visibility.rawValue)
        object.add("text", text)
        object.add(
            "attachments", json: "[\(attachments.map(\.json).joined(separator: ","))]")
        var reference = JSONObjectText()
        reference.add("revision", Int64(draft.revision))
        reference.add("mark", draft.mark.rawValue)
        object.add("draft", json: reference.text)
        object.add("author", author.rawValue)
        object.add("approver", approver?.rawValue)
        return object.text
    }
}

extension Attachment {
    fileprivate var json: String {
        var object = JSONObjectText()
        object.add("type", type)
        object.add("url", url)
        object.add("alt", alt)
        return object.text
    }
}
