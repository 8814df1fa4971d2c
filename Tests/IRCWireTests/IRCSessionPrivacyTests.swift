import Testing

@testable import IRCWire

@Suite struct IRCSessionPrivacyTests {
    private func listed(_ modes: String) -> ScriptedServer {
        var server = ScriptedServer.joined()
        server.sends(
            ":s 324 casebell #care \(modes)", ":s 354 casebell 999 u h dana Dana",
            ":s 354 casebell 999 u h bo 0", ":s 354 casebell 999 u h casebell casebell",
            ":s 315 casebell #care :End")
        return server
    }

    @Test func `a room is asked about its modes and its people`() {
        var server = ScriptedServer()
        server.sends(":s 001 casebell :Hi", ":s 005 casebell WHOX :are supported")
        _ = server.hears()
        server.sends(":casebell!u@h JOIN #care")
        #expect(server.hears() == ["MODE #care", "WHO #care %tuhna,999"])
    }

    @Test(arguments: ["+nti", "+ntk secret", "+k", "+sni"])
    func `invite-only or keyed is closed`(modes: String) {
        let server = listed(modes)
        #expect(
            server.facts.contains(
                .privacy(room: "#care", .closed(accounts: ["dana"], strangers: ["bo"]))))
    }

    @Test(arguments: ["+nt", "+sntl 5", "+"])
    func `anything else is open`(modes: String) {
        #expect(listed(modes).facts.contains(.privacy(room: "#care", .open)))
    }

    @Test func `until modes and people are known nothing is promised`() {
        var server = ScriptedServer.joined()
        server.sends(":s 324 casebell #care +i")
        server.sends(":dana!u@h MODE #care +i")
        #expect(!server.facts.contains { if case .privacy = $0 { true } else { false } })
    }

    @Test func `changes are told as they come`() {
        var server = listed("+i")
        _ = server.learns()
        server.sends(":dana!u@h MODE #care -i+l 5")
        #expect(server.learns() == [.privacy(room: "#care", .open)])
        server.sends(":dana!u@h MODE #care +ok bo key")
        #expect(
            server.learns()
                == [.privacy(room: "#care", .closed(accounts: ["dana"], strangers: ["bo"]))])
        server.sends(":bo!u@h ACCOUNT bo")
        #expect(
            server.learns().last
                == .privacy(room: "#care", .closed(accounts: ["bo", "dana"], strangers: [])))
        server.sends(":mallory!u@h JOIN #care * :M")
        #expect(
            server.learns().last
                == .privacy(
                    room: "#care", .closed(accounts: ["bo", "dana"], strangers: ["mallory"])))
        server.sends(":mallory!u@h PART #care")
        #expect(
            server.learns().last
                == .privacy(room: "#care", .closed(accounts: ["bo", "dana"], strangers: [])))
    }

    @Test func `a connection of our own that has died is no stranger, while we are logged in`() {
        var server = ScriptedServer.joined(.withAccount, members: "@dana casebell")
        server.sends(
            ":s 324 casebell #care +i", ":s 354 casebell 999 u h dana dana",
            ":s 315 casebell #care :End")
        let own = IRCRoomPrivacy.closed(accounts: ["dana"], strangers: [])
        #expect(server.learns().last == .privacy(room: "#care", own))
        server.sends(":casebell_!~bot@old.test JOIN #care CaseBell :C")
        #expect(!server.learns().contains { if case .privacy = $0 { true } else { false } })
        server.sends(":mallory!u@h JOIN #care casebell_ :M")
        #expect(
            server.learns().last
                == .privacy(
                    room: "#care", .closed(accounts: ["casebell_", "dana"], strangers: [])))
        server.sends(":mallory!u@h PART #care", ":s 901 casebell c!u@h :You are logged out")
        #expect(
            server.learns().contains(
                .privacy(room: "#care", .closed(accounts: ["casebell", "dana"], strangers: []))))
    }

    /// Giving an operator the prefix mode `i` elsewhere must not read as invite-only here.
    @Test func `a rank whose letter is i does not close the room`() {
        var server = ScriptedServer.joined(support: "WHOX PREFIX=(iov)!@+")
        server.sends(":s 324 casebell #care +nt", ":s 315 casebell #care :End")
        server.sends(":dana!u@h MODE #care +i dana")
        #expect(
            server.facts.filter { if case .privacy = $0 { true } else { false } }
                == [.privacy(room: "#care", .open)])
    }
}
