import NIOCore

/// Cuts its connection if that is still open some time after the stop was asked for: who does not
/// read the answer does not keep the daemon from stopping.
final class FarewellHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Never

    private let lapse: Duration
    private var cut: Scheduled<Void>?

    init(after lapse: Duration) { self.lapse = lapse }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, cut == nil {
            cut = context.channel.cut(after: lapse)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        cut?.cancel()
        context.fireChannelInactive()
    }
}
