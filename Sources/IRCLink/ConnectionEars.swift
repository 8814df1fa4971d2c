import Curl

/// Hears one connection for the link. `turn` tells it from the link's earlier connections.
final class ConnectionEars: LineEars {
    private let link: IRCLink
    private let turn: Int

    init(_ link: IRCLink, turn: Int) {
        self.link = link
        self.turn = turn
    }

    func connected(_ facts: ConnectionFacts) { link.connected(turn) }
    func received(_ bytes: [UInt8]) { link.received(bytes, turn) }
    func ended(_ failure: CurlFailure?) { link.ended(failure, turn) }
}
