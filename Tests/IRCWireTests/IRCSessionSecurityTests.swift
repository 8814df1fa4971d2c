import Testing

@testable import IRCWire

@Suite struct IRCSessionSecurityTests {
    @Test(arguments: [
        ":s CAP * LS :sts=port=6697", ":s CAP * LS * :batch sts=port=6697,duration=10 sasl",
        ":s CAP * LS :sts=duration=10,foo,port=6697",
    ])
    func `in the clear the server's wish for TLS is followed at once and without a word`(
        line: String
    ) {
        var configuration = IRCSessionConfiguration.withAccount
        configuration.serverPassword = "open sesame"
        var server = ScriptedServer(configuration)
        server.sends(line, ":s CAP * LS :sasl=PLAIN", ":s 001 casebell :Welcome", "PING :1")
        server.passes(100_000)
        server.quit()
        #expect(server.facts == [.secureAt(port: 6697)])
        #expect(server.isClosed)
        #expect(server.hears() == ["CAP LS 302"])
    }

    @Test func `a wish that comes later is followed too`() {
        var server = ScriptedServer.joined()
        server.sends(":s CAP casebell NEW :sts=port=6697")
        #expect(server.facts == [.secureAt(port: 6697)])
        #expect(server.isClosed)
        #expect(server.hears() == [])
    }

    @Test(arguments: ["sts", "sts=duration=10", "sts=port=70000", "sts=port=1,port=2"])
    func `in the clear no policy counts that names no port`(advice: String) {
        var server = ScriptedServer()
        server.sends(":s CAP * LS :\(advice)")
        #expect(server.facts == [])
        #expect(server.hears().last == "CAP END")
    }

    @Test func `by TLS the policy is kept and the port is not looked at`() {
        var server = ScriptedServer(isEncrypted: true)
        server.sends(":s CAP * LS :sts=duration=10,port=12345 batch")
        #expect(server.facts == [.securePolicy(seconds: 10)])
        #expect(!server.isClosed)
        #expect(server.hears().last == "CAP REQ batch")
        server.sends(
            ":s CAP * DEL :sts", ":s CAP * NEW :sts=duration=0", ":s CAP * NEW :sts=port=1")
        #expect(server.facts == [.securePolicy(seconds: 10), .securePolicy(seconds: 0)])
    }

    @Test func `sts is never asked for`() {
        var server = ScriptedServer(isEncrypted: true)
        server.sends(":s CAP * LS :sts=duration=10,port=12345 batch sts", ":s CAP * ACK :batch sts")
        #expect(!server.hears().contains { $0.contains("sts") })
        #expect(!server.session.capabilities.has("sts"))
    }
}
