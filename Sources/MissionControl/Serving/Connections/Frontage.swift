import Casework
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// How each connection of one listener is made ready: the parser with its limits, the doorkeeper,
/// and then Hummingbird, which turns parts into requests.
struct Frontage: HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let responder: HTTPChannelHandler.Responder
    let lobby: Lobby
    let limits: ServingLimits
    let now: @Sendable () -> Instant

    static let headerFieldCountMax = 100

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            lobby.enter(channel)
            let arrivals = Arrivals()
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(arrivals)
            var decoding = NIOHTTPDecoderLimitConfiguration()
            decoding.maxHeaderFieldSize = limits.headerBytes
            decoding.maxHeaderListSize = limits.headerBytes
            decoding.maxHeaderFieldCount = Frontage.headerFieldCountMax
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false,
                withOutboundHeaderValidation: false, withEncoderConfiguration: .init(),
                withDecoderLimitConfiguration: decoding)
            try pipeline.addHandlers([
                Doorkeeper(behind: arrivals, lobby: lobby, limits: limits, now: now),
                HTTP1ToHTTPServerCodec(secure: false),
                FarewellHandler(after: limits.farewell),
                HTTPConnectionStateHandler(idleTimeout: limits.idle, logger: logger),
            ])
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel,
                configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    func handle(value: Value, logger: Logger) async {
        await handleHTTP(asyncChannel: value, logger: logger)
    }
}
