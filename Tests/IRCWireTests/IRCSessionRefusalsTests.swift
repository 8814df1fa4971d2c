import Testing

@testable import IRCWire

@Suite struct IRCSessionRefusalsTests {
    private func refused(_ line: String) -> ScriptedServer {
        var server = ScriptedServer()
        server.sends(":s CAP * LS :", ":s 001 casebell :Welcome")
        _ = server.hears()
        _ = server.learns()
        server.sends(line)
        return server
    }

    private func refusals(_ server: ScriptedServer) -> [String] {
        server.facts.compactMap {
            if case .roomRefused(_, let numeric, let reason, _) = $0 {
                "\(numeric) \(reason)"
            } else {
                nil
            }
        }
    }

    @Test func `a refusal says what would have to change`() {
        let server = refused(":s 473 casebell #care :Cannot join channel (+i)")
        #expect(
            refusals(server) == [
                "473 it is invite-only; invite the bot or put it on the room's invite list (+I)"
            ])
    }

    @Test func `a standard reply refuses as well`() {
        let server = refused(":s FAIL JOIN CHANNEL_UNREACHABLE #care :It is elsewhere")
        #expect(refusals(server) == ["CHANNEL_UNREACHABLE the server says: It is elsewhere"])
    }

    @Test func `a forward is a refusal, and the other room is left`() {
        var server = refused(":s 470 casebell #care ##care :Forwarding to another channel")
        #expect(
            refusals(server) == [
                "470 it forwards to ##care; have the bot let in, or configure the other room"
            ])
        server.sends(":casebell!u@h JOIN ##care", ":s 353 casebell = ##care :@mallory casebell")
        #expect(server.hears() == ["PART ##care :not one of my rooms"])
        #expect(server.facts.contains(.rooms([])))
        #expect(!server.facts.contains { if case .presence = $0 { true } else { false } })
        server.say(Utterance(id: "d1", target: "#care", lines: [[.plain("a")]]))
        #expect(!server.hears().contains { $0.hasPrefix("PRIVMSG") })
        server.livesOn(10_000)
        #expect(server.hears().contains("JOIN #care"))
    }

    @Test func `a forward to a room of ours is a way in there`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms.append(.init(name: "#ops"))
        var server = ScriptedServer(configuration)
        server.sends(
            ":s 001 casebell :Welcome", ":s 470 casebell #care #ops :Forwarding",
            ":casebell!u@h JOIN #ops")
        #expect(server.facts.contains(.rooms(["#ops"])))
        #expect(!server.hears().contains { $0.hasPrefix("PART") })
    }

    @Test func `brought into a room by staff it goes again`() {
        var server = ScriptedServer.joined()
        server.sends(":casebell!u@h JOIN #elsewhere")
        #expect(server.hears() == ["PART #elsewhere :not one of my rooms"])
    }

    @Test func `logged in later, refused rooms are tried at once`() {
        var server = refused(":s 477 casebell #care :You need to be logged in")
        server.sends(":s 900 casebell casebell!u@h casebell :You are now logged in")
        #expect(server.hears() == [])
        server.passes(0)
        #expect(server.hears() == ["JOIN #care"])
    }

    @Test func `invitations cannot be used to make it hurry`() {
        var server = refused(":s 474 casebell #care :Banned")
        for _ in 0..<5 {
            server.sends(":m!u@h INVITE casebell #care", ":s 474 casebell #care :Banned")
        }
        #expect(server.hears() == ["JOIN #care"])
        server.passes(2000)
        #expect(server.hears() == ["JOIN #care"])
    }

    // MARK: - Renamed

    private func renamed() -> ScriptedServer {
        var server = ScriptedServer.joined(capabilities: "draft/channel-rename echo-message")
        server.sends(
            ":s 324 casebell #care +i", ":s 315 casebell #care :End",
            ":op!u@h RENAME #care #support :new name")
        return server
    }

    @Test func `a renamed room is the same room to the desk`() {
        var server = renamed()
        #expect(
            server.facts.contains(.trouble("#care is called #support now: configure the new name")))
        #expect(!server.facts.contains { if case .roomLost = $0 { true } else { false } })
        server.sends(":dana!u@h PRIVMSG #support :hello")
        #expect(server.sayings.last?.room == "#care")
        server.say(Utterance(id: "d1", target: "#care", lines: [[.plain("a")]]))
        #expect(server.hears() == ["PRIVMSG #support :a"])
        server.sends(":casebell!~bot@desk.test PRIVMSG #support :a")
        #expect(server.receipts == [.sent(reference: nil)])
        _ = server.learns()
        server.sends(":op!u@h MODE #support -i")
        #expect(server.learns() == [.privacy(room: "#care", .open)])
    }

    @Test func `what waits while a room is renamed is said under the new name`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.flood = FloodAllowance(burst: 1, every: 1000)
        var server = ScriptedServer.joined(
            configuration, capabilities: "draft/channel-rename echo-message", support: "X")
        server.sends(":s 324 casebell #care +i")
        server.livesOn(20_000)
        _ = server.hears()
        server.say(Utterance(id: "d1", target: "#care", lines: [[.plain("a")], [.plain("b")]]))
        server.sends(
            ":casebell!~bot@desk.test PRIVMSG #care :a", ":op!u@h RENAME #care #support :")
        server.passes(1000)
        #expect(server.hears() == ["PRIVMSG #care :a", "PRIVMSG #support :b"])
        server.sends(":casebell!~bot@desk.test PRIVMSG #support :b")
        #expect(server.receipts == [.sent(reference: nil)])
    }

    @Test func `renamed, it comes back under the new name, and back to the old one`() {
        var server = renamed()
        server.sends(":op!u@h KICK #support casebell :out")
        #expect(
            server.facts.contains(
                .roomLost(room: "#care", reason: "kicked by op", retryIn: 2000)))
        server.livesOn(2000)
        #expect(server.hears().contains("JOIN #support"))
        server.sends(":casebell!~bot@desk.test JOIN #support", ":op!u@h RENAME #support #care :")
        _ = server.hears()
        server.say(Utterance(id: "d1", target: "#care", lines: [[.plain("a")]]))
        #expect(server.hears() == ["PRIVMSG #care :a"])
    }
}
