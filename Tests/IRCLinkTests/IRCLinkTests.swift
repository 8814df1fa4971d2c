import Casework
import Chat
import Curl
import IRCWire
import Synchronization
import Testing

@testable import IRCLink

@Suite(.timeLimit(.minutes(1))) struct IRCLinkTests {
    private static var configuration: IRCLinkConfiguration {
        var session = IRCSessionConfiguration(nick: "casebell")
        session.rooms = [.init(name: "#care")]
        session.flood = nil
        var configuration = IRCLinkConfiguration(
            network: "office", host: "irc.example", port: 6667, session: session)
        configuration.reconnect = .init(
            first: Lapse(milliseconds: 1), longest: Lapse(milliseconds: 4))
        return configuration
    }

    private func link(
        _ door: ScriptedDoor, _ configuration: IRCLinkConfiguration = configuration
    ) -> IRCLink {
        IRCLink(
            configuration, door: door, now: { Instant(seconds: 1_795_257_102) }, chance: { 0.5 })
    }

    private func post(
        _ id: DeliveryID, _ text: String, to room: RoomAddress = "#care", lane: Lane = .answer
    ) -> Post {
        Post(id: id, attempt: 1, destination: .room(room), lane: lane, lines: [Line(text)])
    }

    @Test func `connects, comes in, posts, and says goodbye`() async throws {
        let door = ScriptedDoor()
        let desk = RecordingDesk(door.news)
        let link = link(door)
        desk.react { event in
            if case .up = event { link.post([post("d1", "hello there")]) }
        }
        try await run(link, door, desk) { !desk.receipts.isEmpty }
        #expect(desk.ups == [["#care"]])
        #expect(desk.receipts.map(\.outcome) == [.sent(reference: nil)])
        #expect(desk.receipts.map(\.id) == ["d1"])
        let written = door.last?.written ?? []
        #expect(written.first == "CAP LS 302")
        #expect(written.contains("PRIVMSG #care :hello there"))
        #expect(written.last == "QUIT Casebell")
        #expect(desk.downs == ["closed"])
    }

    @Test func `what is said carries its time and its network`() async throws {
        let door = ScriptedDoor(script: { line, wire in
            ScriptedDoor.oldServer(line, wire)
            if line.command == "JOIN" {
                wire.hear("@time=2026-11-21T10:31:42.500Z :dana!u@h PRIVMSG #care :good morning")
                wire.hear(
                    ":dana!u@h PRIVMSG casebell :\u{1}VERSION\u{1}", ":dana!u@h PRIVMSG #care :x")
            }
        })
        let desk = RecordingDesk(door.news)
        try await run(link(door), door, desk) { desk.sayings.count == 2 }
        let first = try #require(desk.sayings.first)
        #expect(first.network == "office" && first.room == "#care" && first.from == "dana")
        #expect(first.account == nil)
        #expect(first.saidAt == Instant(milliseconds: 1_795_257_102_500))
        #expect(abs((first.heardAt - Instant(seconds: 1_795_257_102)).milliseconds) < 5000)
        #expect(first.bytesLeft == 512 - ":dana!u@h PRIVMSG #care :good morning\r\n".utf8.count)
        #expect(Set(desk.sayings.map(\.messageID)).count == 2)
    }

    @Test func `what is late counts as said when it was said, whatever the server's clock`()
        async throws
    {
        let door = ScriptedDoor(script: { line, wire in
            switch (line.command, line[0]) {
            case ("CAP", "LS"): wire.hear(":s CAP * LS :batch server-time")
            case ("CAP", "REQ"): wire.hear(":s CAP * ACK :batch server-time")
            case ("CAP", "END"):
                wire.hear("@time=2030-01-01T00:10:00.000Z :s 001 casebell :Welcome")
            case ("JOIN", _):
                ScriptedDoor.oldServer(line, wire)
                wire.hear(
                    "@time=2030-01-01T00:09:40.000Z :dana!u@h PRIVMSG #care :late",
                    ":s BATCH +h chathistory #care",
                    "@batch=h;time=2030-01-01T00:05:00.000Z :dana!u@h PRIVMSG #care :past",
                    ":s BATCH -h")
            case ("USER", _): break
            default: ScriptedDoor.oldServer(line, wire)
            }
        })
        let desk = RecordingDesk(door.news)
        try await run(link(door), door, desk) { desk.sayings.count == 2 }
        let (late, past) = (desk.sayings[0], desk.sayings[1])
        #expect((20_000..<25_000).contains((late.heardAt - late.meantAt).milliseconds))
        #expect(!late.fromHistory && past.fromHistory)
        #expect((300_000..<305_000).contains((past.heardAt - past.meantAt).milliseconds))
        // What the server is asked by stays the server's.
        #expect(past.saidAt == Instant(milliseconds: 1_893_456_300_000))
    }

    @Test func `without a connection every post is told that the link is down, at once`() {
        let door = ScriptedDoor()
        let link = link(door)
        let desk = RecordingDesk(door.news)
        link.state.withLock { $0.ears = desk }
        link.post([post("d1", "a"), post("d2", "b")])
        #expect(desk.receipts.map(\.outcome) == [.linkDown, .linkDown])
    }

    @Test func `comes back after losses of every kind, and posts again`() async throws {
        let door = ScriptedDoor(opening: { number, wire in
            switch number {
            case 0: wire.ends(.couldNotConnect(reason: "refused"))
            case 1: wire.ends(.couldNotResolve(host: "irc.example"))
            default: wire.stands()
            }
        })
        let desk = RecordingDesk(door.news)
        let link = link(door)
        desk.react { event in
            guard case .up = event else { return }
            link.post([post(DeliveryID("d\(desk.ups.count)"), "hello")])
            if desk.ups.count < 4 { door.last?.ends(.cutOff(afterRequestWasSent: true)) }
        }
        try await run(link, door, desk) {
            desk.receipts.contains { $0.outcome == .sent(reference: nil) }
        }
        #expect(desk.ups.count == 4)
        #expect(
            desk.receipts.map(\.outcome) == [.unknown, .unknown, .unknown, .sent(reference: nil)])
        #expect(desk.downs.count == 6)
    }

    @Test func `one reason for not connecting is told once`() async throws {
        let door = ScriptedDoor(opening: { _, wire in
            wire.ends(.couldNotConnect(reason: "refused"))
        })
        let desk = RecordingDesk(door.news)
        try await run(link(door), door, desk) { door.wires.withLock { $0.count } > 5 }
        #expect(desk.downs == ["could not connect: refused"])
    }

    @Test func `wrong credentials end it with what to do`() async throws {
        var configuration = Self.configuration
        configuration.session.mechanisms = [.plain(account: "casebell", password: "wrong")]
        let door = ScriptedDoor(script: { line, wire in
            switch (line.command, line[0]) {
            case ("CAP", "LS"): wire.hear(":s CAP * LS :sasl=PLAIN")
            case ("CAP", "REQ"): wire.hear(":s CAP * ACK :sasl")
            case ("AUTHENTICATE", "PLAIN"): wire.hear("AUTHENTICATE +")
            case ("AUTHENTICATE", _): wire.hear(":s 904 casebell :SASL authentication failed")
            default: break
            }
        })
        let desk = RecordingDesk(door.news)
        let link = link(door, configuration)
        await #expect(
            throws: ChatLinkFailure.credentialsRefused(
                server: "irc.example", reason: "SASL authentication failed",
                settings: "account, password and mechanism under `sasl`")
        ) {
            try await run(link, door, desk) { !desk.downs.isEmpty }
        }
        #expect(door.wires.withLock { $0.count } == 1)
    }

    /// On the second connection what the first one was taken with is refused, by the server or its
    /// services.
    @Test(arguments: ["904", "464"])
    func `a login that was taken before is tried again, and somebody is told`(
        numeric: String
    ) async throws {
        var configuration = Self.configuration
        configuration.session.mechanisms = [.plain(account: "casebell", password: "s3cret")]
        configuration.session.serverPassword = "open sesame"
        let attempts = Mutex(0)
        let door = ScriptedDoor(script: { line, wire in
            switch (line.command, line[0]) {
            case ("CAP", "LS"):
                let attempt = attempts.withLock { attempts -> Int in
                    attempts += 1
                    return attempts
                }
                let isRefused = numeric == "464" && attempt == 2
                wire.hear(isRefused ? ":s 464 * :Password incorrect" : ":s CAP * LS :sasl=PLAIN")
            case ("CAP", "REQ"): wire.hear(":s CAP * ACK :sasl")
            case ("AUTHENTICATE", "PLAIN"): wire.hear("AUTHENTICATE +")
            case ("AUTHENTICATE", _):
                let isRefused = attempts.withLock { $0 } == 2
                wire.hear(":s \(isRefused ? "904" : "903") casebell :SASL authentication over")
            case ("CAP", "END"): wire.hear(":s 001 casebell :Welcome")
            case ("USER", _): break
            default: ScriptedDoor.oldServer(line, wire)
            }
        })
        let desk = RecordingDesk(door.news)
        let link = link(door, configuration)
        desk.react { event in
            if case .up = event, desk.ups.count == 1 { door.last?.ends(.closedByPeer) }
        }
        try await run(link, door, desk) { desk.ups.count == 2 }
        #expect(door.wires.withLock { $0.count } == 3)
        let troubles = desk.events.compactMap { event -> String? in
            if case .trouble(let words) = event { words } else { nil }
        }
        #expect(troubles.count == 1)
        #expect(troubles.first?.contains("refuses the login that it took before") == true)
    }

    @Test func `a refused certificate ends it`() async throws {
        let door = ScriptedDoor(opening: { _, wire in
            wire.ends(.certificateRefused(reason: "self-signed"))
        })
        let desk = RecordingDesk(door.news)
        let link = link(door)
        await #expect(throws: ChatLinkFailure.self) {
            try await run(link, door, desk) { !desk.downs.isEmpty }
        }
    }

    @Test func `cancelling is stopping`() async throws {
        let door = ScriptedDoor()
        let desk = RecordingDesk(door.news)
        let link = link(door)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await link.run(desk) }
            while desk.ups.isEmpty {
                door.last?.pump()
                await door.news.sleep(atMost: 100)
            }
            group.cancelAll()
            while desk.downs.isEmpty { door.last?.pump() }
            try await group.waitForAll()
        }
        #expect(door.last?.written.last == "QUIT Casebell")
    }

    @Test func `events come one after the other, whoever posts from within`() async throws {
        let door = ScriptedDoor()
        let desk = RecordingDesk(door.news)
        let link = link(door)
        // Each receipt posts the next: were the ears called inside each other, this would nest.
        desk.react { event in
            switch event {
            case .up: link.post([post("d0", "x")])
            case .receipt where desk.receipts.count < 500:
                link.post([post(DeliveryID("d\(desk.receipts.count)"), "x")])
            default: break
            }
        }
        try await run(link, door, desk) { desk.receipts.count == 500 }
        #expect(desk.receipts.map(\.id) == (0..<500).map { DeliveryID("d\($0)") })
    }

    @Test func `posts of several threads each get one receipt`() async throws {
        let door = ScriptedDoor()
        let desk = RecordingDesk(door.news)
        let link = link(door)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let isUp = Alarm()
            desk.react { event in
                if case .up = event { isUp.ring() }
            }
            group.addTask {
                try await run(link, door, desk) { desk.receipts.count == 400 }
            }
            await isUp.sleep(atMost: nil)
            for thread in 0..<4 {
                group.addTask {
                    for number in 0..<100 {
                        link.post([post(DeliveryID("d\(thread)-\(number)"), "x")])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(Set(desk.receipts.map(\.id)).count == 400)
        #expect(desk.receipts.count == 400)
    }

    @Test func `lines beyond the flood budget follow by themselves`() async throws {
        var configuration = Self.configuration
        configuration.session.flood = FloodAllowance(burst: 2, every: 20)
        let door = ScriptedDoor()
        let desk = RecordingDesk(door.news)
        let link = link(door, configuration)
        desk.react { event in
            if case .up = event {
                link.post((0..<10).map { post(DeliveryID("d\($0)"), "number \($0)") })
            }
        }
        try await run(link, door, desk) { desk.receipts.count == 10 }
        #expect(desk.receipts.map(\.id) == (0..<10).map { DeliveryID("d\($0)") })
    }
}
