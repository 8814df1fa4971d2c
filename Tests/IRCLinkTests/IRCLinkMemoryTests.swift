import Casework
import Chat
import Curl
import IRCWire
import Synchronization
import Testing

@testable import IRCLink

/// What outlives a connection, and a process.
@Suite(.timeLimit(.minutes(1))) struct IRCLinkMemoryTests {
    private static let now = Instant(seconds: 1_795_257_102)

    private func link(_ door: ScriptedDoor) -> IRCLink {
        var session = IRCSessionConfiguration(nick: "casebell")
        session.rooms = [.init(name: "#care")]
        session.flood = nil
        var configuration = IRCLinkConfiguration(
            network: "office", host: "irc.example", port: 6667, session: session)
        configuration.reconnect = .init(
            first: Lapse(milliseconds: 1), longest: Lapse(milliseconds: 4))
        return IRCLink(configuration, door: door, now: { Self.now }, chance: { 0.5 })
    }

    @Test func `a first life misses nothing and says from when it listens`() async throws {
        let door = ScriptedDoor()
        let desk = RecordingDesk(door.news)
        try await run(link(door), door, desk) { !desk.ups.isEmpty }
        #expect(desk.absences.isEmpty)
        #expect(desk.listening.first?.rooms == ["#care"])
        #expect(desk.listening.count >= 2)
    }

    @Test func `the next life says since when the one before had heard nothing`() async throws {
        let door = ScriptedDoor()
        let desk = RecordingDesk(door.news)
        let link = link(door)
        link.recall([
            HeardMark(
                room: "#care", messageID: "m1", saidAt: nil, heardAt: Self.now - .minutes(3))
        ])
        try await run(link, door, desk) { !desk.ups.isEmpty }
        #expect(desk.absences.map(\.rooms) == [["#care"]])
        // The scripted clock stands, the link's own goes on.
        let lapse = Self.now - (try #require(desk.absences.first).from)
        #expect((Lapse.minutes(3)...Lapse.minutes(4)).contains(lapse))
    }

    @Test func `what one connection heard the next one knows`() async throws {
        let door = ScriptedDoor(opening: { number, wire in
            wire.stands()
        })
        let desk = RecordingDesk(door.news)
        let isCut = Mutex(false)
        desk.react { event in
            guard case .up = event else { return }
            let isFirst = isCut.withLock { isCut in
                defer { isCut = true }
                return !isCut
            }
            if isFirst { door.last?.close() }
        }
        try await run(link(door), door, desk) { desk.ups.count == 2 }
        #expect(desk.absences.map(\.rooms) == [["#care"]])
    }
}

extension RecordingDesk {
    var absences: [(rooms: [RoomAddress], from: Instant, to: Instant)] {
        events.compactMap {
            if case .absence(let rooms, let from, let to) = $0 { (rooms, from, to) } else { nil }
        }
    }

    var listening: [(rooms: [RoomAddress], at: Instant)] {
        events.compactMap {
            if case .listening(let rooms, let moment, _) = $0 { (rooms, moment) } else { nil }
        }
    }
}
