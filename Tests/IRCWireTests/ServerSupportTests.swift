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
        #expect(support.channelModes.takesParameter("k", isSet: false))
        #expect(
            support.channelModes.takesParameter("l", isSet: true)
                && !support.channelModes.takesParameter("l", isSet: false))
        #expect(
            support.channelModes.takesParameter("o", isSet: false)
                && !support.channelModes.takesParameter("i", isSet: true))
        #expect(support.lineBytes == 2048)
        #expect(support.targets(of: "PRIVMSG") == 4)
        #expect(support.targets(of: "JOIN") == nil)
        #expect(support.tokens["NETWORK"] == "A B")
        #expect(support.botMode == "B")
        support.take(["-WHOX", "-LINELEN"])
        #expect(!support.hasWHOX)
        #expect(support.lineBytes == 512)
    }

    @Test func `every token of a large server is understood`() {
        var support = ServerSupport()
        support.take([
            "CASEMAPPING=rfc1459-strict", "CHANTYPES=#&+!", "PREFIX=(Yqaohv)!~&@%+", "MODES=20",
            "CHANMODES=IXZbeg,k,BEFHJLWdfjl,ACDKMNOPQRSTUcimnprstuz", "MSGREFTYPES=timestamp,msgid",
            "CHATHISTORY=1000", "UTF8ONLY", "STATUSMSG=@+", "TARGMAX=JOIN:3,PRIVMSG:,WHOIS:1",
        ])
        #expect(support.caseMapping == .rfc1459Strict)
        #expect(support.channelTypes.contains("!") && support.isUTF8Only)
        #expect(support.memberPrefixes.modes == "Yqaohv" && support.modesPerLine == 20)
        #expect(
            support.channelModes.takesParameter("Y", isSet: false)
                && support.channelModes.takesParameter("b", isSet: true))
        #expect(
            support.channelModes.takesParameter("f", isSet: true)
                && !support.channelModes.takesParameter("f", isSet: false))
        #expect(support.channelModes.isFlag("z") && !support.channelModes.isFlag("d"))
        #expect(
            !support.channelModes.takesParameter("z", isSet: true)
                && !support.channelModes.takesParameter("?", isSet: true))
        #expect(support.messageReferenceTypes == ["timestamp", "msgid"])
        #expect(support.historyLimit == 1000 && support.statusMessagePrefixes == "@+")
        #expect(support.targets(of: "JOIN") == 3 && support.targets(of: "WHOIS") == 1)
        #expect(support.targets(of: "PRIVMSG") == nil)
        support.take(["-CHANTYPES", "-CASEMAPPING", "-PREFIX", "-UTF8ONLY", "-NEVER-SEEN"])
        #expect(support.channelTypes == "#&" && support.caseMapping == .rfc1459)
        #expect(support.memberPrefixes.signs == "@+" && !support.isUTF8Only)
    }

    @Test func `no ranks and no channels are what they say, not what is usual`() {
        var support = ServerSupport()
        support.take(["PREFIX=", "CHANTYPES=", "CHANMODES="])
        #expect(support.memberPrefixes.signs == "" && support.channelTypes == "")
        #expect(!support.channelModes.takesParameter("o", isSet: true))
    }

    @Test(arguments: [
        ("\\x41", "A"), ("a\\x20b\\x3Dc", "a b=c"), ("\\x5C", "\\"), ("\\x5Cx41", "\\x41"),
        ("\\x4", "\\x4"), ("\\xZZ", "\\xZZ"), ("\\", "\\"), ("\\xC3\\xBC", "ü"), ("a=b", "a=b"),
        ("\\x+1", "\\x+1"),
    ])
    func `an escaped value is read as it was meant`(value: String, meant: String) {
        var support = ServerSupport()
        support.take(["NETWORK=\(value)"])
        #expect(support.tokens["NETWORK"] == meant)
    }

    @Test func `more tokens than any server has are not kept`() {
        var support = ServerSupport()
        support.take((0..<1000).map { "T\($0)=x" } + ["LINELEN=2048"])
        #expect(support.tokens.count == ServerSupport.tokensMax)
        support.take(["-T1", "LINELEN=2048"])
        #expect(support.lineBytes == 2048)
        support.take(["LINELEN=1024"])
    }

    @Test(arguments: ["LINELEN=1", "LINELEN=-5", "LINELEN=abc", "NICKLEN=0", "PREFIX=", "=", "-"])
    func `nonsense leaves something to live with`(token: String) {
        var support = ServerSupport()
        support.take([token])
        #expect(support.lineBytes >= 512)
        #expect(support.nickBytes >= 1)
    }
}
