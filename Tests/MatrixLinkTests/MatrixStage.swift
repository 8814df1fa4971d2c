import Casework
import Chat
import Curl
import MatrixWire
import Rehearsal

@testable import MatrixLink

/// A homeserver with everybody of the cast in the rooms, and in a chat for two with the bot each.
/// Whoever has two clients has two users there.
final class MatrixStage: LinkStage {
    static let nature = LinkNature(
        cutsLines: false, canBeSlow: true, hasNicks: false, reachesStrangers: false)

    let link: any ChatLink
    let sights: LinkSights
    var nature: LinkNature { Self.nature }
    private let server: StageHomeserver

    init(_ wishes: LinkWishes) {
        let sights = LinkSights()
        self.sights = sights
        let everybody = LinkCast.clients.map(\.name)
        var rooms = LinkCast.rooms.map { name in
            let members = name == "care" ? everybody : LinkCast.approvers
            return StageHomeserver.Room(
                id: "!\(name):desk.test", alias: "#\(name):desk.test",
                members: members.map(Self.user))
        }
        for client in everybody {
            rooms.append(
                StageHomeserver.Room(id: Self.alone(client), members: [Self.user(client)]))
        }
        server = StageHomeserver(rooms) { sent in
            // What takes another message's place is read where that one stands.
            guard sent.type == "m.room.message", sent.replaces == nil else { return }
            let name = String(sent.room.dropFirst().prefix { $0 != ":" })
            let place: LinkPlace =
                name.hasPrefix("with-")
                ? .client(String(name.dropFirst(5))) : .room(RoomName(name))
            for line in sent.body.split(separator: "\n", omittingEmptySubsequences: false) {
                sights.show(String(line), in: place)
            }
        }
        var session = MatrixSessionConfiguration(
            homeserver: "https://desk.test", user: StageHomeserver.bot,
            credentials: .token(StageHomeserver.token))
        session.rooms = LinkCast.rooms.map { "#\($0):desk.test" }
        session.pace = wishes.isSlow ? .fixed(burst: 2, every: 1200) : .unlimited
        link = MatrixLink(
            MatrixLinkConfiguration(network: "matrix", session: session), door: server,
            now: { LinkCast.now })
    }

    private static func user(_ client: String) -> String { "@\(client):desk.test" }
    private static func alone(_ client: String) -> String { "!with-\(client):desk.test" }

    func address(of room: RoomName) -> RoomAddress { RoomAddress("#\(room):desk.test") }
    func account(of client: LinkClient) -> AccountName? {
        client.account.map { _ in AccountName(Self.user(client.name)) }
    }

    func run() async throws {}

    /// Everybody is there when the link is: its first long poll is under way.
    func seat() async throws {
        _ = try await server.asked.first("the long poll", patience: .seconds(45)) {
            $0.url.contains("/sync?timeout=30000") ? $0 : nil
        }
    }

    func say(_ text: String, by client: LinkClient, in room: RoomName?) async throws {
        server.say(
            text, by: Self.user(client.name),
            in: room.map { "!\($0):desk.test" } ?? Self.alone(client.name))
    }
}
