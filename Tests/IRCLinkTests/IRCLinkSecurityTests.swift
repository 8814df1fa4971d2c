import Casework
import Chat
import Curl
import IRCWire
import Synchronization
import Testing

@testable import IRCLink

@Suite(.timeLimit(.minutes(1))) struct IRCLinkSecurityTests {
    private static let start = Instant(seconds: 1_795_257_102)
    private static let pinned = LineTLS(fingerprints: ["ab"])

    private static var configuration: IRCLinkConfiguration {
        var session = IRCSessionConfiguration(nick: "casebell")
        session.serverPassword = "open sesame"
        session.mechanisms = [.plain(account: "casebell", password: "s3cret")]
        session.flood = nil
        var configuration = IRCLinkConfiguration(
            network: "office", host: "IRC.example", port: 6667, session: session)
        configuration.upgrade = pinned
        configuration.reconnect = .init(
            first: Lapse(milliseconds: 1), longest: Lapse(milliseconds: 4))
        return configuration
    }

    /// A server that wants TLS at port 6697 and is `kept` to it for some seconds.
    private static func server(_ kept: String?) -> ScriptedDoor.Script {
        { line, wire in
            switch (line.command, line[0]) {
            case ("CAP", "LS") where wire.isEncrypted:
                wire.hear(":s CAP * LS :batch \(kept.map { "sts=port=1,duration=\($0)" } ?? "")")
            case ("CAP", "LS"): wire.hear(":s CAP * LS :sasl sts=port=6697,duration=99")
            case ("CAP", "REQ"): wire.hear(":s CAP * ACK :\(line[1] ?? "")")
            case ("CAP", "END"): wire.hear(":s 001 casebell :Welcome")
            default: break
            }
        }
    }

    private func run(
        _ door: ScriptedDoor, shelf: any STSPolicyShelf,
        _ configuration: IRCLinkConfiguration = configuration,
        now: @escaping @Sendable () -> Instant = { start },
        log: @escaping @Sendable (String) -> Void = { _ in },
        until done: @escaping @Sendable (RecordingDesk) -> Bool
    ) async throws {
        let desk = RecordingDesk(door.news)
        let link = IRCLink(
            configuration, door: door, shelf: shelf, now: now, chance: { 0.5 }, log: log)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await link.run(desk) }
            group.addTask {
                while !done(desk) {
                    door.last?.pump()
                    await door.news.sleep(atMost: 50)
                }
                link.stop()
                for wire in door.wires.withLock({ $0 }) { wire.pump() }
            }
            try await group.waitForAll()
        }
    }

    private func ports(_ door: ScriptedDoor) -> [Int] {
        door.endpoints.withLock { $0.map(\.port) }
    }

    @Test func `a wish for TLS is followed at once, and nothing secret was said before`()
        async throws
    {
        var configuration = Self.configuration
        // Longer than the test may take: following is no reconnecting.
        configuration.reconnect = .init(first: .minutes(5), longest: .minutes(5))
        let door = ScriptedDoor(script: Self.server("10"))
        let shelf = STSPolicyMemory()
        try await run(door, shelf: shelf, configuration) { !$0.ups.isEmpty && $0.downs.isEmpty }
        #expect(ports(door) == [6667, 6697])
        #expect(door.endpoints.withLock { $0.map(\.tls) } == [nil, Self.pinned])
        #expect(door.wires.withLock { $0[0].written } == ["CAP LS 302"])
        #expect(door.last?.written.contains("PASS :open sesame") == true)
        #expect(
            shelf.policy(for: "irc.example")
                == STSPolicy(port: 6697, until: Self.start + .seconds(10)))
    }

    @Test func `a policy holds for later connections and later processes, until it is over`()
        async throws
    {
        let shelf = STSPolicyMemory()
        shelf.keep(STSPolicy(port: 6697, until: Self.start + .seconds(1)), for: "irc.example")
        let door = ScriptedDoor(script: Self.server(nil))
        try await run(door, shelf: shelf) { !$0.ups.isEmpty }
        #expect(ports(door) == [6697])
        let later = ScriptedDoor(script: { line, wire in
            if line.command == "CAP" { wire.hear(":s 421 * CAP :Unknown command") }
            ScriptedDoor.oldServer(line, wire)
        })
        try await run(later, shelf: shelf, now: { Self.start + .seconds(1) }) { !$0.ups.isEmpty }
        #expect(ports(later) == [6667])
        #expect(later.endpoints.withLock { $0.allSatisfy { $0.tls == nil } })
    }

    @Test func `the time of a policy begins anew when the connection ends`() async throws {
        let shelf = STSPolicyMemory()
        let clock = Mutex(Self.start)
        let door = ScriptedDoor(script: Self.server("10"))
        try await run(door, shelf: shelf, now: { clock.withLock { $0 } }) { desk in
            if !desk.ups.isEmpty { clock.withLock { $0 = Self.start + .minutes(5) } }
            return !desk.ups.isEmpty
        }
        #expect(
            shelf.policy(for: "irc.example")?.until
                == Self.start + .minutes(5) + .seconds(10))
    }

    @Test func `a policy can be taken back`() async throws {
        let shelf = STSPolicyMemory()
        shelf.keep(STSPolicy(port: 6697, until: Self.start + .seconds(1)), for: "irc.example")
        let door = ScriptedDoor(script: Self.server("0"))
        try await run(door, shelf: shelf) { !$0.ups.isEmpty }
        #expect(shelf.policy(for: "irc.example") == nil)
    }

    @Test func `a connection by TLS that is configured keeps the policy too, at its own port`()
        async throws
    {
        var configuration = Self.configuration
        configuration.tls = LineTLS()
        configuration.port = 7000
        let shelf = STSPolicyMemory()
        let door = ScriptedDoor(script: Self.server("10"))
        try await run(door, shelf: shelf, configuration) { !$0.ups.isEmpty }
        #expect(ports(door) == [7000])
        #expect(shelf.policy(for: "irc.example")?.port == 7000)
    }

    @Test(arguments: [
        CurlFailure.certificateRefused(reason: "expired"), .couldNotConnect(reason: "refused"),
    ])
    func `a failure of TLS after a wish for it is never a way back into the clear`(
        failure: CurlFailure
    ) async throws {
        let door = ScriptedDoor(
            opening: { _, wire in wire.isEncrypted ? wire.ends(failure) : wire.stands() },
            script: Self.server("10"))
        let notes = Mutex<[String]>([])
        try await run(
            door, shelf: STSPolicyMemory(), log: { note in notes.withLock { $0.append(note) } }
        ) { _ in
            ports(door).count > 6
        }
        #expect(ports(door).prefix(7) == [6667, 6697, 6697, 6697, 6697, 6697, 6697])
        #expect(door.wires.withLock { $0[0].written } == ["CAP LS 302"])
        let refusals = notes.withLock { $0.filter { $0.contains("never without TLS") } }
        #expect(refusals.count == (failure.mayPass ? 0 : 1))
    }

    @Test func `a wish that was never confirmed is forgotten after an hour`() async throws {
        let clock = Mutex(Self.start)
        let door = ScriptedDoor(
            opening: { number, wire in
                if number == 2 { clock.withLock { $0 = Self.start + .minutes(60) } }
                wire.isEncrypted ? wire.ends(.couldNotConnect(reason: "refused")) : wire.stands()
            }, script: Self.server("10"))
        try await run(door, shelf: STSPolicyMemory(), now: { clock.withLock { $0 } }) { _ in
            ports(door).count > 5
        }
        #expect(ports(door).prefix(5) == [6667, 6697, 6697, 6667, 6697])
    }

    @Test func `a certificate that is refused after others were accepted is asked for again`()
        async throws
    {
        var configuration = Self.configuration
        configuration.tls = LineTLS()
        let door = ScriptedDoor(
            opening: { number, wire in
                number == 1
                    ? wire.ends(.certificateRefused(reason: "expired")) : wire.stands()
            }, script: Self.server(nil))
        try await run(door, shelf: STSPolicyMemory(), configuration) { desk in
            if desk.ups.count == 1, ports(door).count == 1 {
                door.last?.ends(.closedByPeer)
            }
            return desk.ups.count == 2
        }
        #expect(ports(door).count == 3)
    }
}
