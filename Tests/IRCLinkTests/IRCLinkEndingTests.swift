import Casework
import Chat
import Curl
import IRCWire
import Synchronization
import Testing

@testable import IRCLink

/// A link ends when it is told to, in whatever state it is, and at no other time.
@Suite(.timeLimit(.minutes(1))) struct IRCLinkEndingTests {
    private static var configuration: IRCLinkConfiguration {
        var session = IRCSessionConfiguration(nick: "casebell")
        session.mechanisms = [.scramSHA256(account: "casebell", password: "s3cret")]
        var configuration = IRCLinkConfiguration(
            network: "office", host: "irc.example", port: 6667, session: session)
        configuration.reconnect = .init(
            first: Lapse(milliseconds: 10), longest: Lapse(milliseconds: 10))
        return configuration
    }

    enum Point: CaseIterable {
        case connecting, listing, requesting, beginningLogin, provingLogin, ending
    }

    /// A server that goes on to this point and then says nothing more.
    private static func stuck(at point: Point) -> ScriptedDoor.Script {
        { line, wire in
            switch (line.command, line[0], point) {
            case ("CAP", "LS", .requesting), ("CAP", "LS", .beginningLogin),
                ("CAP", "LS", .provingLogin), ("CAP", "LS", .ending):
                wire.hear(":s CAP * LS :\(point == .ending ? "" : "sasl")")
            case ("CAP", "REQ", .beginningLogin), ("CAP", "REQ", .provingLogin):
                wire.hear(":s CAP * ACK :sasl")
            case ("AUTHENTICATE", "SCRAM-SHA-256", .provingLogin): wire.hear("AUTHENTICATE +")
            default: break
            }
        }
    }

    /// The last line of a session that is stuck there; nothing before the connection stands.
    private static func isThere(_ wire: ScriptedWire?, _ point: Point) -> Bool {
        let last = wire?.written.last
        switch point {
        case .connecting: return wire != nil
        case .listing: return last == "USER casebell 0 * casebell"
        case .requesting: return last == "CAP REQ sasl"
        case .beginningLogin: return last == "AUTHENTICATE SCRAM-SHA-256"
        case .provingLogin: return last?.hasPrefix("AUTHENTICATE biws") == true
        case .ending: return last == "CAP END"
        }
    }

    private func link(_ door: ScriptedDoor, _ configuration: IRCLinkConfiguration) -> IRCLink {
        IRCLink(
            configuration, door: door, now: { Instant(seconds: 1_795_257_102) }, chance: { 0.5 })
    }

    @Test(arguments: Point.allCases)
    func `stops at once wherever it is`(point: Point) async throws {
        let door = ScriptedDoor(
            opening: { _, wire in if point != .connecting { wire.stands() } },
            script: Self.stuck(at: point))
        let link = link(door, Self.configuration)
        let desk = RecordingDesk(door.news)
        let clock = ContinuousClock()
        var stopped = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await link.run(desk) }
            while !Self.isThere(door.last, point) {
                door.last?.pump()
                await door.news.sleep(atMost: 50)
            }
            stopped = clock.now
            link.stop()
            door.last?.pump()
            try await group.waitForAll()
        }
        // Nothing that is waited for there takes less than thirty seconds; a crowded machine may
        // take some of its own.
        #expect(clock.now - stopped < .seconds(15))
        #expect(door.wires.withLock { $0.count } == 1)
        let last = door.last?.written.last
        #expect(point == .connecting ? last == nil : last == "QUIT Casebell")
    }

    @Test func `stops at once while it waits for the next attempt`() async throws {
        var configuration = Self.configuration
        configuration.reconnect = .init(first: .minutes(5), longest: .minutes(5))
        let door = ScriptedDoor(opening: { _, wire in wire.ends(.timedOut(bytesSent: false)) })
        let link = link(door, configuration)
        let desk = RecordingDesk(door.news)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await link.run(desk) }
            while desk.downs.isEmpty { await door.news.sleep(atMost: 50) }
            link.stop()
            try await group.waitForAll()
        }
        #expect(door.wires.withLock { $0.count } == 1)
    }

    @Test(arguments: Point.allCases.dropFirst())
    func `never ends by itself because it is never let in, and tries again soon`(
        point: Point
    ) async throws {
        var configuration = Self.configuration
        configuration.session.patience.registration = 40
        let door = ScriptedDoor(script: Self.stuck(at: point))
        let link = link(door, configuration)
        let desk = RecordingDesk(door.news)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await link.run(desk) }
            while door.wires.withLock({ $0.count }) < 4 {
                door.last?.pump()
                await door.news.sleep(atMost: 20)
            }
            link.stop()
            for wire in door.wires.withLock({ $0 }) { wire.pump() }
            try await group.waitForAll()
        }
        #expect(desk.downs.first == "the server never completed the registration")
    }
}
