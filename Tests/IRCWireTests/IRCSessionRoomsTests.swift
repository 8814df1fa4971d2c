import Testing

@testable import IRCWire

@Suite struct IRCSessionRoomsTests {
    @Test func `rooms are joined right after 001, those with keys first`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms = [
            .init(name: "#care"), .init(name: "#approvals", key: "k1"),
            .init(name: "#ops", key: "k2"),
        ]
        var server = ScriptedServer(configuration)
        server.sends(":s CAP * LS :")
        _ = server.hears()
        server.sends(":s 001 casebell :Welcome")
        #expect(server.hears() == ["JOIN #approvals,#ops,#care k1,k2"])
    }

    @Test func `many rooms take several lines, each within the limit`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms = (0..<90).map { .init(name: "#room-number-\($0)", key: "key\($0)") }
        var server = ScriptedServer(configuration)
        server.sends(":s 001 casebell :Welcome")
        let joins = server.hears().filter { $0.hasPrefix("JOIN") }
        #expect(joins.count > 1)
        for join in joins {
            #expect(join.utf8.count <= 510)
            let parts = join.split(separator: " ").map { $0.split(separator: ",").count }
            #expect(parts[1] == parts[2])
        }
    }

    @Test func `up is told when every room has answered, in our spelling`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms = [.init(name: "#Care"), .init(name: "#approvals")]
        var server = ScriptedServer(configuration)
        server.sends(":s CAP * LS :", ":s 001 casebell :Welcome", ":casebell!u@h JOIN :#care")
        #expect(!server.facts.contains { if case .rooms = $0 { true } else { false } })
        server.sends(":s 473 casebell #approvals :Cannot join (+i)")
        #expect(server.facts.contains(.rooms(["#Care"])))
        server.sends(":dana!u@h PRIVMSG #CARE :hello")
        #expect(server.sayings.last?.room == "#Care")
    }

    @Test func `without rooms up is told at once`() {
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms = []
        var server = ScriptedServer(configuration)
        server.sends(":s 001 casebell :Welcome")
        #expect(server.facts.contains(.rooms([])))
    }

    @Test func `a server that puts us into rooms without end is not followed`() {
        var server = ScriptedServer()
        server.sends(":s CAP * LS :", ":s 001 casebell :Welcome", ":casebell!u@h JOIN :#care")
        for number in 0..<500 { server.sends(":casebell!u@h JOIN :#pushed\(number)") }
        let told = server.facts.compactMap { if case .rooms(let rooms) = $0 { rooms } else { nil } }
        #expect(told == [["#care"]])
        let heard = server.hears()
        #expect(heard.count { $0.hasPrefix("PART #pushed") } == RoomBook.leftMax)
        #expect(!heard.contains { $0.hasPrefix("MODE #pushed") })
    }

    @Test(arguments: ["403", "405", "437", "471", "473", "474", "475", "476", "477", "489", "520"])
    func `a room that does not let us in is told and tried again, ever later`(numeric: String) {
        var server = ScriptedServer()
        server.sends(":s CAP * LS :", ":s 001 casebell :Welcome")
        var waits: [Milliseconds] = []
        for _ in 0..<4 {
            server.sends(":s \(numeric) casebell #care :Cannot join")
            for case .roomRefused("#care", numeric, _, let wait) in server.learns() {
                waits.append(wait)
                _ = server.hears()
                server.livesOn(wait)
                #expect(server.hears().contains("JOIN #care"))
            }
        }
        #expect(waits == [10_000, 20_000, 40_000, 80_000])
    }

    @Test func `an invitation to a room of ours is taken at once, another is not`() {
        var server = ScriptedServer()
        server.sends(":s 001 casebell :Welcome", ":s 473 casebell #care :No")
        _ = server.hears()
        server.sends(":mallory!u@h INVITE casebell #trap", ":dana!u@h INVITE casebell :#care")
        #expect(server.hears() == ["JOIN #care"])
    }

    @Test func `kicked, it returns with growing patience and tells its rooms`() {
        var server = ScriptedServer.joined()
        for wait: Milliseconds in [2000, 4000, 8000] {
            server.sends(":dana!u@h KICK #care casebell :out")
            #expect(
                server.learns().suffix(2) == [
                    .roomLost(room: "#care", reason: "kicked by dana", retryIn: wait), .rooms([]),
                ])
            _ = server.hears()
            server.passes(wait - 1)
            #expect(!server.hears().contains("JOIN #care"))
            server.passes(1)
            #expect(server.hears() == ["JOIN #care"])
            server.sends(":casebell!~bot@desk.test JOIN #care")
            #expect(server.learns().contains(.rooms(["#care"])))
        }
    }

    @Test func `who comes, changes nick and goes is told with the account`() {
        var server = ScriptedServer.joined(members: "casebell")
        server.sends(":dana!u@h JOIN #care Dana :Dana D.")
        #expect(
            server.learns().filter(isPresence) == [
                .presence(nick: "dana", account: nil, isHere: true),
                .presence(nick: "dana", account: "dana", isHere: true),
            ])
        server.sends(":dana!u@h NICK dana2")
        #expect(
            server.learns() == [
                .presence(nick: "dana", account: nil, isHere: false),
                .presence(nick: "dana2", account: "dana", isHere: true),
            ])
        server.sends(":dana2!u@h ACCOUNT *", ":dana2!u@h QUIT :bye")
        #expect(
            server.learns().filter(isPresence) == [
                .presence(nick: "dana2", account: nil, isHere: true),
                .presence(nick: "dana2", account: nil, isHere: false),
            ])
    }

    private func isPresence(_ fact: IRCFact) -> Bool {
        if case .presence = fact { true } else { false }
    }
}
