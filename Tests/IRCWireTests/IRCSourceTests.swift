import Testing

@testable import IRCWire

@Suite struct IRCSourceTests {
    @Test(arguments: sourceVectors)
    func `a source of the vectors is taken apart as they say`(vector: SourceVector) {
        let source = IRCSource(vector.text)
        #expect(source == IRCSource(nick: vector.nick, user: vector.user, host: vector.host))
        #expect(source.serialised == vector.text)
    }
}
