package import Casework
package import Curl
import Notation

/// Pages as signed CloudEvents `casebell.oncall.paged`, for what reaches a phone in another way.
package struct WebhookPager: Pager {
    package var channel: PageChannel { .webhook }

    private let desk: String
    private let post: WebhookPost

    /// - Parameters:
    ///   - desk: the desk's own name, the source of its CloudEvents.
    ///   - now: the wall clock, for timestamps and `Retry-After`.
    package init(
        desk: String, address: WebhookAddress, reactor: CurlReactor,
        now: @escaping @Sendable () -> Instant
    ) {
        self.init(desk: desk, post: .init(address: address, door: reactor, now: now))
    }

    init(desk: String, post: WebhookPost) {
        self.desk = desk
        self.post = post
    }

    package func page(_ request: PageRequest) async -> PageOutcome {
        let page = request.page
        let cases = page.cases
        return PageOutcome(
            await post.post(
                CloudEvent(
                    id: page.key.rawValue, source: desk, type: "casebell.oncall.paged",
                    subject: cases.count == 1 ? cases.first.map { "case/\($0.id.number)" } : nil,
                    time: page.createdAt, dataContentType: "application/json",
                    data: .written(request.json)), key: page.key, isReply: false))
    }
}

extension PageRequest {
    /// The data of the event.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("person", page.person.rawValue)
            writer.name("cases")
            writer.array(page.cases) { writer, paged in
                writer.object {
                    $0.member("number", paged.id.number)
                    $0.member("priority", paged.priority.rawValue)
                    $0.member("queue", paged.queue.rawValue)
                    $0.member("opened_at", paged.openedAt)
                    $0.member("first_response_due_at", paged.firstResponseDueAt)
                }
            }
            writer.member("chain", page.chain)
            writer.member("step", page.step)
            writer.member("test", page.isTest)
            writer.member("link", link)
        }
        return writer.bytes
    }
}

extension PageOutcome {
    init(_ outcome: ReplyOutcome) {
        switch outcome {
        case .sent(let reference): self = .sent(reference: reference)
        case .retry(let after, let reason): self = .retry(after: after, reason: reason)
        case .refused(let reason): self = .refused(reason: reason)
        case .unknown(let reason): self = .unknown(reason: reason)
        case .gone: self = .gone
        }
    }
}
