import NIOCore

/// Stands before the parser. Tells the doorkeeper when bytes have come that make no whole head,
/// and, once nothing more is to be understood, throws away what comes: a client that is still
/// writing then gets to read the answer, where closing at once would take it away.
final class Arrivals: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    weak var doorkeeper: Doorkeeper?
    /// From here on bytes are only thrown away.
    var isDeaf = false
    private var thrownAway = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isDeaf {
            thrownAway += unwrapInboundIn(data).readableBytes
            if thrownAway > IncomingBody.drainMax { context.close(promise: nil) }
            return
        }
        context.fireChannelRead(data)
        doorkeeper?.bytesCame(on: context.channel)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // Nobody behind asks for more.
        if isDeaf { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isDeaf, let event = event as? ChannelEvent, event == .inputClosed {
            doorkeeper?.clientLeft(context.channel)
            return
        }
        context.fireUserInboundEventTriggered(event)
    }
}
