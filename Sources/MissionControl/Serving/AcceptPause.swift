import Logging
import NIOCore

/// Stops listening for a moment when the system has no descriptor or no memory left for a
/// connection.
///
/// Without it a connection that cannot be taken is tried again at once, for ever: NIO's own pause
/// (`AcceptBackoffHandler`) puts off the next read, but the one that failed stays pending, and the
/// system reports the waiting connection again and again.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = Channel

    static let pause = TimeAmount.milliseconds(250)

    private let logger: Logger
    /// It is said once, not at every try.
    private var isOut = false

    init(logger: Logger) { self.logger = logger }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? IOError {
            rest(context.channel, error)
        }
        context.fireErrorCaught(error)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isOut {
            isOut = false
            logger.notice("connections are taken again")
        }
        context.fireChannelRead(data)
    }

    private func rest(_ channel: any Channel, _ error: IOError) {
        if !isOut {
            isOut = true
            logger.error("a connection cannot be taken", metadata: ["reason": "\(error)"])
        }
        guard let options = channel.syncOptions else { return }
        try? options.setOption(.autoRead, value: false)
        channel.eventLoop.scheduleTask(in: Self.pause) {
            channel.setOption(.autoRead, value: true)
        }
    }
}

extension Channel {
    /// Lets a listening channel pause when it cannot take a connection.
    func pauseWhenOut(logger: Logger) async throws {
        try await eventLoop.submit {
            try self.pipeline.syncOperations.addHandler(
                AcceptPause(logger: logger), position: .first)
        }.get()
    }
}
