import Casework
import Chat
import Foundation
import MatrixWire
import Rehearsal
import Synchronization

@testable import MatrixLink

/// A link to a homeserver of one room, `#care:desk.test`, with Dana in it and in a chat for two.
final class LinkBench: Sendable {
    static let care = "!care:desk.test"
    static let dana = "@dana:desk.test"
    static let alone = "!with-dana:desk.test"

    let server: StageHomeserver
    let ears = HeardEvents()
    let notes = Mutex<[String]>([])

    init(_ change: (inout [StageHomeserver.Room]) -> Void = { _ in }) {
        var rooms = [
            StageHomeserver.Room(
                id: Self.care, alias: "#care:desk.test", members: [Self.dana]),
            StageHomeserver.Room(id: Self.alone, members: [Self.dana]),
        ]
        change(&rooms)
        server = StageHomeserver(rooms)
    }

    static var configuration: MatrixLinkConfiguration {
        var session = MatrixSessionConfiguration(
            homeserver: "https://desk.test", user: StageHomeserver.bot,
            credentials: .token(StageHomeserver.token))
        session.rooms = ["#care:desk.test"]
        session.pace = .unlimited
        session.patience.retry = 10
        session.patience.retryMax = 20
        session.patience.rejoin = 10
        return MatrixLinkConfiguration(network: "matrix", session: session)
    }

    func link(_ configuration: MatrixLinkConfiguration = LinkBench.configuration) -> MatrixLink {
        MatrixLink(
            configuration, door: server, now: { LinkCast.now },
            log: { note in self.notes.withLock { $0.append(note) } })
    }

    static func post(
        _ id: DeliveryID, _ text: String, lane: Lane = .answer,
        to destination: Post.Destination = .room("#care:desk.test"),
        shape: Post.Shape = Post.Shape()
    ) -> Post {
        Post(
            id: id, attempt: 1, destination: destination, lane: lane, lines: [Line(text)],
            shape: shape)
    }

    /// A path that nothing is at, in a folder that is removed with the place.
    final class Place {
        let folder: URL
        var path: String { folder.appendingPathComponent("matrix").path }
        init() throws {
            folder = FileManager.default.temporaryDirectory
                .appendingPathComponent("keepsake-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        deinit { try? FileManager.default.removeItem(at: folder) }
    }
}
