import Testing

@testable import IRCWire

@Suite struct ServerSupportTests {
    @Test func `before a server speaks the oldest rules hold`() {
        let support = ServerSupport()
        #expect(support.caseMapping == .rfc1459)
        #expect(support.lineBytes == 512)
        #expect(support.nickBytes == 9)
        #expect(support.channelTypes == "#&")
        #expect(!support.hasWHOX)
    }

    @Test func `tokens are taken and taken back`() {
        var support = ServerSupport()
        support.take([
            "CASEMAPPING=ascii", "PREFIX=(qaohv)~&@%+", "CHANMODES=beI,k,l,imnst", "WHOX",
            "NICKLEN=30", "LINELEN=2048", "TARGMAX=PRIVMSG:4,JOIN:", "NETWORK=A\\x20B", "BOT=B",
        ])
        #expect(support.caseMapping == .ascii)
        #expect(support.memberPrefixes.signs == "~&@%+")
        #expect(support.takesParameter("k", isSet: false))
        #expect(
            support.takesParameter("l", isSet: true) && !support.takesParameter("l", isSet: false))
        #expect(
            support.takesParameter("o", isSet: false) && !support.takesParameter("i", isSet: true))
        #expect(support.lineBytes == 2048)
        #expect(support.targets(of: "PRIVMSG") == 4)
        #expect(support.targets(of: "JOIN") == nil)
        #expect(support.tokens["NETWORK"] == "A B")
        #expect(support.botMode == "B")
        support.take(["-WHOX", "-LINELEN"])
        #expect(!support.hasWHOX)
        #expect(support.lineBytes == 512)
    }

    @Test(arguments: ["LINELEN=1", "LINELEN=-5", "LINELEN=abc", "NICKLEN=0", "PREFIX=", "=", "-"])
    func `nonsense leaves something to live with`(token: String) {
        var support = ServerSupport()
        support.take([token])
        #expect(support.lineBytes >= 512)
        #expect(support.nickBytes >= 1)
    }
}
