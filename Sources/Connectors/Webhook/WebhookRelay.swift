package import Casework
package import Curl
import Notation

/// Events of the desk as signed CloudEvents `casebell.<type>`. One whose data is left out has the
/// extension attribute `datawithheld`.
package struct WebhookRelay: EventRelay {
    package let name: String
    package let subscription: EventSubscription

    private let desk: String
    private let post: WebhookPost

    /// - Parameters:
    ///   - desk: the desk's own name, the source of its CloudEvents.
    ///   - now: the wall clock, for timestamps and `Retry-After`.
    package init(
        name: String, subscription: EventSubscription, desk: String, address: WebhookAddress,
        reactor: CurlReactor, now: @escaping @Sendable () -> Instant
    ) {
        self.init(
            name: name, subscription: subscription, desk: desk,
            post: .init(address: address, door: reactor, now: now))
    }

    init(name: String, subscription: EventSubscription, desk: String, post: WebhookPost) {
        self.name = name
        self.subscription = subscription
        self.desk = desk
        self.post = post
    }

    package func publish(_ event: RelayedEvent) async -> ReplyOutcome {
        await post.post(
            CloudEvent(
                id: event.key.rawValue, source: desk, type: "casebell.\(event.type)",
                subject: event.matter.map { "case/\($0.number)" }, time: event.at,
                dataContentType: "application/json",
                extensions: event.isWithheld
                    ? [.init(name: "datawithheld", value: .bool(true))] : [],
                data: .written(event.json)),
            key: event.key, isReply: false)
    }
}

extension RelayedEvent {
    /// The event as the interface shows it.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.event(
            sequence: sequence, matter: matter, at: at, type: type, by: by, via: via, data: data,
            hash: hash)
        return writer.bytes
    }
}
