import Casework
import Chat
import Curl
import IRCWire
import Rehearsal

@testable import IRCLink

/// An IRC network over a real socket, with everybody's account on each of their lines.
final class IRCStage: LinkStage {
    static let nature = LinkNature(cutsLines: true, canBeSlow: true)

    let link: any ChatLink
    let sights: LinkSights
    var nature: LinkNature { Self.nature }
    private let server: StageServer
    private let reactor: CurlReactor

    init(_ wishes: LinkWishes) throws {
        let sights = LinkSights()
        self.sights = sights
        server = try StageServer { target, text in
            let place: LinkPlace =
                target.hasPrefix("#")
                ? .room(RoomName(String(target.dropFirst()))) : .client(target)
            sights.show(text, in: place)
        }
        reactor = try CurlReactor()
        try reactor.start()
        var session = IRCSessionConfiguration(nick: "casebell")
        session.rooms = LinkCast.rooms.map { .init(name: "#\($0)") }
        session.flood = wishes.isSlow ? FloodAllowance(burst: 2, every: 1200) : nil
        link = IRCLink(
            IRCLinkConfiguration(
                network: "office", host: "127.0.0.1", port: server.port, session: session),
            reactor: reactor, now: { LinkCast.now })
    }

    func run() async throws { await server.run() }

    func seat() async throws { try await server.untilJoined(LinkCast.rooms.count) }

    func say(_ text: String, by client: LinkClient, in room: RoomName?) async throws {
        server.say(text, by: client, to: room.map { "#\($0)" } ?? "casebell")
    }
}
