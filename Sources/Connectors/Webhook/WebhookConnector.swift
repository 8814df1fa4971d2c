package import Casework
package import Curl
import Notation

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
            CloudEvent(
                id: key.rawValue, source: desk, type: "casebell.reply.requested",
                subject: "case/\(reply.matter.number)", time: reply.requestedAt,
                dataContentType: "application/json", data: .written(reply.json)), key: key,
            isReply: true)
    }
}

extension ReplyRequest {
    /// The data of the event, as the interface names its members.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("case", matter.number)
            writer.member("source", source.rawValue)
            writer.member("in_reply_to", inReplyTo)
            writer.member("conversation", conversation)
            writer.member("visibility", visibility.rawValue)
            writer.member("text", text)
            writer.name("attachments")
            writer.attachments(attachments)
            if let thread {
                writer.name("thread")
                writer.object {
                    $0.member("number", thread.number)
                    $0.member("of", thread.of)
                }
            }
            writer.name("draft")
            if let draft {
                writer.object {
                    $0.member("revision", draft.revision)
                    $0.member("mark", draft.mark.rawValue)
                }
            } else {
                writer.raw("null")
            }
            writer.member("author", author?.rawValue)
            writer.member("approver", approver?.rawValue)
        }
        return writer.bytes
    }
}
