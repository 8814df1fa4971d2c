import CaseStore
import Casework
import Desk
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore

/// Serves requests, one after the other on each connection: who asks, for what, and the answer.
struct Reception: Sendable {
    let limits: ServingLimits
    let gatekeeper: Gatekeeper
    let intake: MentionIntake
    let reader: CaseReader
    let readiness: Readiness
    let feed: EventFeed
    let acknowledgements: AcknowledgePage
    let now: @Sendable () -> Instant
    let logger: Logger

    /// - Parameter isLocal: it came through the socket in the state directory.
    /// - Throws: whatever ends the connection.
    @concurrent
    func serve(
        _ request: Request, _ writer: consuming ResponseWriter, on channel: any Channel,
        in lobby: Lobby, isLocal: Bool
    ) async throws {
        var body = IncomingBody(request.body)
        let reply: Reply
        do {
            let visit = try admit(request.head, isLocal: isLocal)
            if visit.caller != nil { lobby.recognise(channel) }
            if visit.envelope != nil, !lobby.admitBody(channel) {
                throw Problem.unavailable("Too many posts at once.", retryAfterSeconds: 1)
            }
            if visit.awaitsLeave {
                try await writer.writeInformationalHead(HTTPResponse(status: .continue))
            }
            let deadline = channel.dismiss(Reception.slowBody, after: limits.bodyDeadline)
            defer { deadline.cancel() }
            reply = try await self.reply(to: visit, &body) {
                deadline.cancel()
                lobby.brought($0, on: channel)
            }
        } catch {
            reply = .answer(answer(for: error))
        }
        switch reply {
        case .answer(let answer):
            lobby.hold(answer.body.count, for: channel)
            let deadline = channel.cut(after: limits.answerDeadline)
            defer { deadline.cancel() }
            let content = request.method == .head ? [] : answer.body
            try await writer.write(
                response: answer.head(at: now()),
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: content)))
            try await body.drain()
        case .stream(let after):
            lobby.move(channel, to: .streaming)
            try await feed.run(after: after, writer, on: channel)
        }
    }

    private static let slowBody = Problem(
        .requestTimeout, "The body of the request did not come in time.")

    private func answer(for error: any Error) -> Answer {
        let problem = Problem(error)
        logger.log(
            level: Reception.level(of: error), "request not served",
            metadata: ["status": "\(problem.status.code)", "error": "\(type(of: error))"])
        return problem.answer
    }

    /// What is refused on purpose is the caller's to mend, and monitors ask often: no log fills
    /// up with it.
    private static func level(of error: any Error) -> Logger.Level {
        switch error {
        case is Problem, is MentionRefusal, is IncomingBody.BrokenOff, is IncomingBody.BodyTooLong,
            DeskUnavailable.overloaded, DeskUnavailable.stopping:
            .debug
        case is DeskUnavailable, is StoreFailure: .warning
        default: .error
        }
    }

    private enum Reply {
        case answer(Answer)
        /// The event stream from there; the feed has a slot for it.
        case stream(after: Int64)
    }

    private func admit(_ head: HTTPRequest, isLocal: Bool) throws -> Visit {
        let target = (head.path ?? "/").split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = target.first, let route = Route(path: path) else {
            throw Problem(.notFound, "Nothing is served at this path; see /openapi.yaml.")
        }
        guard route.methods.contains(head.method) else {
            let allowed = route.methods.map(\.rawValue).joined(separator: ", ")
            throw Problem(.methodNotAllowed, "Only \(allowed) here.", headers: [.allow: allowed])
        }
        let caller =
            route.isOpen
            ? nil : try gatekeeper.caller(head, isLocal: isLocal, for: route.scope)
        var visit = Visit(
            route: route, head: head, query: target.count > 1 ? target[1] : "", caller: caller)
        if route == .mentions { visit.envelope = try envelope(of: head) }
        return visit
    }

    private func envelope(of head: HTTPRequest) throws -> MentionEnvelope {
        let packing = head.headerFields[.contentEncoding]?.lowercased() ?? "identity"
        guard packing == "identity",
            let envelope = MentionEnvelope(contentType: head.headerFields[.contentType] ?? "")
        else {
            let list = MentionEnvelope.accepted.joined(separator: ", ")
            throw Problem(.unsupportedMediaType, "Taken are, in UTF-8 and not packed: \(list).")
        }
        let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        guard length <= limits.bodyBytes else { throw tooLarge }
        return envelope
    }

    private var tooLarge: Problem {
        Problem(.contentTooLarge, "More than \(limits.bodyBytes) bytes: send several posts.")
    }

    /// - Parameter bodyRead: called with its size once nothing more is awaited from the client.
    @concurrent
    private func reply(to visit: Visit, _ body: inout IncomingBody, bodyRead: (Int) -> Void)
        async throws -> Reply
    {
        if let envelope = visit.envelope {
            guard let bytes = try await body.collect(limit: limits.bodyBytes) else {
                bodyRead(limits.bodyBytes)
                throw tooLarge
            }
            bodyRead(bytes.count)
            let caller =
                try visit.caller ?? gatekeeper.caller(visit.head, body: bytes, now: now())
            return .answer(try await intake.take(bytes, in: envelope, from: caller, at: now()))
        }
        if case .acknowledgement(let token) = visit.route, visit.head.method == .post {
            // The form has nothing in it.
            guard try await body.collect(limit: PageToken.formLimit) != nil else {
                bodyRead(PageToken.formLimit)
                throw Problem(.contentTooLarge, "Nothing has to be sent but the button.")
            }
            bodyRead(0)
            return .answer(await acknowledgements.acknowledge(token))
        }
        try await body.drain()
        bodyRead(0)
        switch visit.route {
        case .acknowledgement(let token): return .answer(await acknowledgements.look(token))
        case .cases: return .answer(try await reader.cases(visit.query))
        case .matter(let id): return .answer(try await reader.matter(id, visit.query))
        case .matterEvents(let id): return .answer(try await reader.events(of: id, visit.query))
        case .events:
            guard visit.head.method == .get, EventFeed.isWanted(visit.head) else {
                let last = try EventFeed.lastEvent(visit.head)
                return .answer(try await reader.events(of: nil, visit.query, last: last))
            }
            return .stream(after: try await feed.admit(visit.head, visit.query))
        case .alive: return .answer(Readiness.alive)
        case .ready: return .answer(try await readiness.answer())
        case .measures: return .answer(try await readiness.measures(now: now()))
        case .description: return .answer(OpenAPI.answer)
        case .page, .mentions: return .answer(LivePage.answer)
        }
    }
}

/// A request that was let in.
private struct Visit {
    let route: Route
    let head: HTTPRequest
    let query: Substring
    /// Nobody yet where a signature over the body decides, or where anybody may ask.
    let caller: Caller?
    /// How the mentions of its body are wrapped, if it brings any.
    var envelope: MentionEnvelope?

    /// The client waits for a word before it sends the body (RFC 9110, 10.1.1).
    var awaitsLeave: Bool {
        envelope != nil && head.headerFields[.expect]?.lowercased() == "100-continue"
    }
}
