import Casework
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Keeps one connection in order, between the parser and whoever answers: refuses what is no
/// request, in its turn and in words; ends the connection when the client asked for it or has to
/// go; and tells the lobby what the connection is about.
final class Doorkeeper: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let arrivals: Arrivals
    private let lobby: Lobby
    private let limits: ServingLimits
    private let now: @Sendable () -> Instant

    /// A request whose answer has not ended.
    private struct Exchange {
        var version: HTTPVersion
        var keepsAlive: Bool
    }

    /// Oldest first.
    private var exchanges = CircularBuffer<Exchange>()
    /// The newest request's end has not come.
    private var isReading = false
    /// What one look at the socket brought of the body: a million chunks of one byte are handed
    /// on in as few pieces as any other body.
    private var gathered: ByteBuffer?
    /// The oldest exchange's answer has begun.
    private var isAnswering = false
    /// No request is taken after the last one.
    private var hasLast = false
    /// Why the connection ends, once all before is answered.
    private var refusal: Problem?
    /// Nothing more is said.
    private var isLeaving = false
    /// Runs while a head has begun and is not whole.
    private var headDeadline: Scheduled<Void>?
    private var partsSeen = 0
    private var partsKnown = 0

    init(
        behind arrivals: Arrivals, lobby: Lobby, limits: ServingLimits,
        now: @escaping @Sendable () -> Instant
    ) {
        self.arrivals = arrivals
        self.lobby = lobby
        self.limits = limits
        self.now = now
        arrivals.doorkeeper = self
    }

    // MARK: What comes in

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        partsSeen += 1
        guard refusal == nil, !isLeaving, !hasLast || isReading else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): take(head, context)
        case .body(var part):
            if gathered == nil { gathered = part } else { gathered?.writeBuffer(&part) }
        case .end:
            passOn(context)
            isReading = false
            context.fireChannelRead(data)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        passOn(context)
        context.fireChannelReadComplete()
    }

    private func passOn(_ context: ChannelHandlerContext) {
        guard let part = gathered else { return }
        gathered = nil
        if refusal == nil, !isLeaving { context.fireChannelRead(wrapInboundOut(.body(part))) }
    }

    private func take(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        headDeadline?.cancel()
        headDeadline = nil
        do throws(Problem) {
            try RequestHeadRules.check(head)
        } catch {
            return refuse(error, context)
        }
        var head = head
        let keepsAlive = head.isKeepAlive
        // The one spelling that is understood behind us.
        if !keepsAlive { head.headers.replaceOrAdd(name: "connection", value: "close") }
        hasLast = !keepsAlive
        isReading = true
        if exchanges.isEmpty { lobby.move(context.channel, to: .asking) }
        exchanges.append(Exchange(version: head.version, keepsAlive: keepsAlive))
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, context.channel.isActive else {
            context.fireErrorCaught(error)
            return
        }
        refuse(Problem(unreadable: error), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        headDeadline?.cancel()
        breakOff(context)
        context.fireChannelInactive()
    }

    /// Whoever reads the body learns that it does not end, where silence would look like its end.
    private func breakOff(_ context: ChannelHandlerContext) {
        guard isReading else { return }
        isReading = false
        context.fireErrorCaught(IncomingBody.BrokenOff())
    }

    /// A head that has begun has to become whole in time.
    func bytesCame(on channel: any Channel) {
        defer { partsKnown = partsSeen }
        guard partsSeen == partsKnown, !isReading, headDeadline == nil, refusal == nil, !isLeaving
        else { return }
        headDeadline = channel.dismiss(Doorkeeper.slowHead, after: limits.headDeadline)
    }

    func clientLeft(_ channel: any Channel) {
        if isLeaving { channel.close(promise: nil) }
    }

    // MARK: What goes out

    func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        guard !isLeaving else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.code < 200:
            context.write(data, promise: promise)
        case .head(let head):
            isAnswering = true
            context.write(wrapOutboundOut(.head(fitted(head))), promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            end(data, promise, context)
        }
    }

    /// The answer in the words of the request.
    private func fitted(_ head: HTTPResponseHead) -> HTTPResponseHead {
        guard let exchange = exchanges.first else { return head }
        var head = head
        head.version = exchange.version
        if !exchange.keepsAlive {
            head.headers.replaceOrAdd(name: "Connection", value: "close")
        } else if exchange.version == .http1_0 {
            head.headers.replaceOrAdd(name: "Connection", value: "keep-alive")
        }
        return head
    }

    private func end(
        _ data: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext
    ) {
        isAnswering = false
        let keepsAlive = exchanges.popFirst()?.keepsAlive ?? false
        guard keepsAlive || !exchanges.isEmpty else {
            return leave(after: data, promise, context)
        }
        context.write(data, promise: promise)
        lobby.move(context.channel, to: exchanges.isEmpty ? .resting : .asking)
        conclude(context)
    }

    // MARK: The end

    func triggerUserOutboundEvent(
        context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
        guard let dismissal = event as? Dismissal else {
            context.triggerUserOutboundEvent(event, promise: promise)
            return
        }
        promise?.succeed()
        if isLeaving || isAnswering || (exchanges.isEmpty && headDeadline == nil) {
            // Nothing is due, or what is due is not fetched.
            context.close(promise: nil)
        } else {
            refuse(dismissal.problem, context)
        }
    }

    private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
        guard refusal == nil, !isLeaving else { return }
        refusal = problem
        arrivals.isDeaf = true
        context.read()
        conclude(context)
    }

    /// Says why the connection ends as soon as it is its turn.
    private func conclude(_ context: ChannelHandlerContext) {
        guard let refusal, !isLeaving, !isAnswering, exchanges.count <= (isReading ? 1 : 0) else {
            return
        }
        if isReading && exchanges.isEmpty {
            // That request has had its answer before it was whole.
            return leave(after: nil, nil, context)
        }
        var answer = refusal.answer
        answer.headers[.connection] = "close"
        let head = fitted(HTTPResponseHead(answer.head(at: now())))
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let body = ByteBuffer(bytes: answer.body)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        leave(after: wrapOutboundOut(.end(nil)), nil, context)
    }

    /// Closes our half once the last word is out, and all of it when the client has read it, or
    /// a little later.
    private func leave(
        after last: NIOAny?, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext
    ) {
        let channel = context.channel
        isLeaving = true
        arrivals.isDeaf = true
        headDeadline?.cancel()
        headDeadline = nil
        let isOut = context.eventLoop.makePromise(of: Void.self)
        isOut.futureResult.cascade(to: promise)
        isOut.futureResult.whenComplete { _ in
            channel.close(mode: .output, promise: nil)
        }
        let deadline = channel.cut(after: limits.farewell)
        channel.closeFuture.whenComplete { _ in deadline.cancel() }
        if let last {
            context.writeAndFlush(last, promise: isOut)
        } else {
            isOut.succeed()
        }
        breakOff(context)
        context.read()
    }

    private static let slowHead = Problem(
        .requestTimeout, "The head of the request did not come in time.")
}
