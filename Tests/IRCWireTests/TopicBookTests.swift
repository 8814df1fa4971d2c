import Testing

@testable import IRCWire

@Suite struct TopicBookTests {
    private static let load = "plan: normal · 3 open"

    private func joined(
        _ topic: String? = nil, by setter: String? = nil, members: String = "@casebell dana",
        modes: String = "+nt",
        support: String = "CASEMAPPING=rfc1459"
    ) -> ScriptedServer {
        var server = ScriptedServer.joined(
            capabilities: "", support: support, members: members)
        if let topic { server.sends(":s 332 casebell #care :\(topic)") }
        if let setter { server.sends(":s 333 casebell #care \(setter) 1795257000") }
        server.sends(":s 324 casebell #care \(modes)")
        _ = server.hears()
        return server
    }

    @Test func `the team's own topic stays, and ours stands behind it`() {
        var server = joined("Be kind")
        server.show("plan: normal · 3 open")
        #expect(server.topics == ["TOPIC #care :Be kind │ plan: normal · 3 open"])
        server.sends(":casebell!u@h TOPIC #care :Be kind │ plan: normal · 3 open")
        server.show("plan: normal · 4 open")
        #expect(server.topics.isEmpty)
        server.livesOn(61_000)
        #expect(server.topics == ["TOPIC #care :Be kind │ plan: normal · 4 open"])
    }

    @Test func `an empty topic becomes ours, and the same is not set again`() {
        var server = joined()
        server.show(Self.load)
        #expect(server.topics == ["TOPIC #care :\(Self.load)"])
        server.sends(":casebell!u@h TOPIC #care :\(Self.load)")
        server.livesOn(200_000)
        #expect(server.topics.isEmpty)
    }

    @Test func `without the rank nothing is tried until it comes`() {
        var server = joined(members: "+casebell @dana")
        server.show(Self.load)
        #expect(server.topics.isEmpty)
        server.sends(":dana!u@h MODE #care +k-v+o key casebell casebell")
        #expect(server.topics == ["TOPIC #care :\(Self.load)"])
        server.sends(":s 482 casebell #care :You're not channel operator")
        server.livesOn(200_000)
        #expect(server.topics.isEmpty)
        server.sends(":dana!u@h MODE #care +o casebell")
        #expect(server.topics.count == 1)
    }

    @Test func `a room that lets everybody needs no rank`() {
        var server = joined(members: "casebell dana", modes: "+n")
        server.show(Self.load)
        #expect(server.topics.count == 1)
    }

    @Test(
        arguments: [
            ("plan: all by Friday", "dana!u@h", "plan: all by Friday │ \(load)"),
            ("plan: all by Friday", nil, "plan: all by Friday │ \(load)"),
            ("plan: all by Friday │ plan: a", "casebell!u@h", "plan: all by Friday │ \(load)"),
            ("plan: a", "casebell!u@h", load), ("plan: a", "casebell", load),
        ] as [(String, String?, String)])
    func `a team's topic that begins as ours does is kept, and ours is known by who set it`(
        before: String, setter: String?, after: String
    ) {
        var server = joined(before, by: setter)
        server.show(Self.load)
        #expect(server.topics == ["TOPIC #care :\(after)"])
    }

    @Test func `a topic that we set is ours until somebody else sets one`() {
        var server = joined()
        server.show(Self.load)
        #expect(server.topics == ["TOPIC #care :\(Self.load)"])
        server.sends(":casebell!u@h TOPIC #care :\(Self.load)")
        server.show("plan: normal · 4 open")
        server.livesOn(61_000)
        #expect(server.topics == ["TOPIC #care :plan: normal · 4 open"])
        server.sends(":dana!u@h TOPIC #care :plan: all by Friday")
        server.livesOn(61_000)
        #expect(server.topics == ["TOPIC #care :plan: all by Friday │ plan: normal · 4 open"])
    }

    @Test(
        arguments: [
            ("", "plan: a", 100, "plan: a"), ("x", "plan: a", 100, "x │ plan: a"),
            ("x │ plan: old", "plan: new", 100, "x │ plan: new"),
            ("plan: old", "plan: new", 100, "plan: new"),
            ("x", "plan: " + String(repeating: "y", count: 80), 40, nil),
            (String(repeating: "x", count: 80), "plan: a", 100, nil),
        ] as [(String, String, Int, String?)])
    func `what becomes of a topic`(text: String, wanted: String, bytes: Int, merged: String?) {
        let found = TopicBook.merged(wanted, into: text, isOurs: true, bar: "│", bytes: bytes)
        if let merged {
            #expect(found == merged)
        } else {
            #expect(found == nil || found?.utf8.count == bytes)
        }
    }

    @Test func `it is cut to what the server takes`() {
        var server = joined("Be kind", support: "TOPICLEN=40")
        server.show("plan: normal · 12 open, 3 unclaimed, oldest due 10:58")
        let topic = server.topics.first?.dropFirst("TOPIC #care :".count) ?? ""
        #expect(topic.hasPrefix("Be kind │ plan: normal · 12"))
        #expect(topic.utf8.count <= 40)
    }
}

extension ScriptedServer {
    fileprivate var topics: [String] {
        mutating get { hears().filter { $0.hasPrefix("TOPIC ") } }
    }
}
