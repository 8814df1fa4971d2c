package import Casework
package import Chat

/// Where a link is put to the test: the other side of it, and the people who sit there.
///
/// A stage speaks to its link in that chat's own bytes, and tells what it was shown from what came
/// back in bytes. What its chat does otherwise than others it declares in `nature`; the scenarios
/// are the same for all. Where a chat edits its messages or keeps them in threads, a stage tells
/// each text that people come to read, in order, in the room or to the person it is for.
///
/// `say` may speak to a server of the chat's own through as many connections as there are clients,
/// `run` may keep that server, and `seat` may take as long as its people need to come in.
package protocol LinkStage: Sendable {
    var link: any ChatLink { get }
    var nature: LinkNature { get }
    /// What the bot has shown, place by place; the stage adds to it as it comes.
    var sights: LinkSights { get }

    /// As this chat names a room, a client's account and so a person.
    func address(of room: RoomName) -> RoomAddress
    func account(of client: LinkClient) -> AccountName?

    /// The other side lives, until it is cancelled.
    func run() async throws
    /// Returns when everybody of `LinkCast.clients` is in the rooms, where the bot can see them.
    func seat() async throws
    /// One client says one text: in a room, or to the bot alone. Returns when it is on its way;
    /// what one client says stays in its order.
    func say(_ text: String, by client: LinkClient, in room: RoomName?) async throws
}

extension LinkStage {
    package func address(of room: RoomName) -> RoomAddress { RoomAddress("#\(room)") }
    package func account(of client: LinkClient) -> AccountName? {
        client.account.map { AccountName($0) }
    }
}

/// What a chat does by its nature.
package struct LinkNature: Hashable, Sendable {
    /// Long lines are cut, those of people and those of the bot: the rest of one comes as further
    /// lines, which begin with the case's number and a bar again.
    package var cutsLines: Bool
    /// Lines can be made to go out slowly.
    package var canBeSlow: Bool
    /// People may be there of whom nobody knows who they are.
    package var hasNicks: Bool
    /// Whoever is not of the desk can be spoken to alone without ado; else they are answered by
    /// name where they spoke.
    package var reachesStrangers: Bool

    package init(
        cutsLines: Bool, canBeSlow: Bool, hasNicks: Bool = true, reachesStrangers: Bool = true
    ) {
        self.cutsLines = cutsLines
        self.canBeSlow = canBeSlow
        self.hasNicks = hasNicks
        self.reachesStrangers = reachesStrangers
    }
}

/// Where something is shown.
package enum LinkPlace: Hashable, Sendable, CustomStringConvertible {
    case room(RoomName)
    /// To one client alone, by its name.
    case client(String)
    /// What a customer got.
    case customer

    package var description: String {
        switch self {
        case .room(let room): "#\(room)"
        case .client(let name): name
        case .customer: "crm"
        }
    }
}

/// What was shown in each place, in order.
package final class LinkSights: Sendable {
    private let logs: [LinkPlace: ScriptedLog<String>]

    package init() {
        let places =
            LinkCast.rooms.map(LinkPlace.room) + LinkCast.clients.map { .client($0.name) }
            + [.customer]
        logs = Dictionary(
            uniqueKeysWithValues: places.map { place in
                (place, ScriptedLog("\(place)") { $0 })
            })
    }

    /// - Returns: false for a place that no scenario knows; nothing may be shown there.
    @discardableResult
    package func show(_ text: String, in place: LinkPlace) -> Bool {
        guard let log = logs[place] else { return false }
        log.append(text)
        return true
    }

    var places: [LinkPlace] { logs.keys.sorted { "\($0)" < "\($1)" } }
    func lines(in place: LinkPlace) -> [String] { logs[place]?.entries ?? [] }

    /// The line at that position, when it is there.
    func line(_ position: Int, in place: LinkPlace, patience: Duration) async -> String? {
        try? await logs[place]?.first(from: position, "a line", patience: patience) { $0 }
    }
}
