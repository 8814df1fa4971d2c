import Casework
import Chat
import Dispatch
import Glibc
import Rehearsal
import Synchronization

@testable import ConsoleLink

/// A terminal with somebody at it who types for all: what is said goes in through one pipe as it
/// would be typed, and what is shown comes out of another.
final class ConsoleStage: LinkStage {
    static let nature = LinkNature(cutsLines: false, canBeSlow: false)

    let link: any ChatLink
    let sights = LinkSights()
    var nature: LinkNature { Self.nature }
    private let typed = Pipe()
    private let shown = Pipe()
    private let typing = Mutex(())
    /// Nothing that a link shows; the reader ends with it.
    private static let end = "the terminal is closed\n"

    init() {
        var configuration = ConsoleConfiguration(
            network: "console", botName: "casebell",
            rooms: LinkCast.rooms.map { RoomAddress("#\($0)") },
            people: LinkCast.clients.map {
                ConsolePerson(name: $0.name, account: $0.account.map { AccountName($0) })
            }, isInteractive: true, hasColours: false)
        configuration.input = typed.reading
        configuration.output = shown.writing
        link = ConsoleLink(configuration, now: { LinkCast.now }) { _ in
            LocalTime(year: 2026, month: 11, day: 21, hour: 10, minute: 30, second: 0)
        }
    }

    func run() async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "terminal").async { [self] in
                    readAll()
                    continuation.resume()
                }
            }
        } onCancel: {
            shown.write(ConsoleStage.end)
        }
    }

    func seat() async throws {}

    func say(_ text: String, by client: LinkClient, in room: RoomName?) async throws {
        let line = room.map { "/room \($0)\n\(text)" } ?? "/dm \(text)"
        typing.withLock { _ in typed.write("/as \(client.name)\n\(line)\n") }
    }

    private func readAll() {
        var unread: [UInt8] = []
        while let bytes = shown.read() {
            unread += bytes
            while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: unread[...end], as: UTF8.self)
                unread.removeSubrange(...end)
                if line == ConsoleStage.end { return }
                see(String(line.dropLast()))
            }
        }
    }

    /// `10:30 #care <casebell> text`, or `@dana` for a place.
    private func see(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 3).map(String.init)
        guard parts.count == 4, parts[2] == "<casebell>" else { return }
        let name = String(parts[1].dropFirst())
        sights.show(
            parts[3],
            in: parts[1].hasPrefix("@") ? .client(name) : .room(RoomName(name)))
    }
}

/// A pipe of the system.
private final class Pipe: Sendable {
    let reading: Int32
    let writing: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(writing)
        close(reading)
    }

    func write(_ text: String) { _ = Glibc.write(writing, text, text.utf8.count) }

    /// Nothing at the end.
    func read() -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(reading, &chunk, chunk.count)
        return count > 0 ? Array(chunk[..<count]) : nil
    }
}
