import Testing

@testable import IRCWire

@Suite struct LineReaderTests {
    @Test func `lines end with LF, with or without CR, however they come`() {
        var reader = LineReader()
        #expect(reader.lines(in: Array("PING 1\r\nPING 2\n\r\n\nPI".utf8)).count == 2)
        #expect(reader.lines(in: Array("NG 3\r".utf8)).isEmpty)
        #expect(reader.lines(in: [0x0A]) == [IRCLine("PING", "3")])
    }

    @Test func `a line longer than any server may send is dropped whole, and never kept`() {
        var reader = LineReader()
        for _ in 0..<10 {
            #expect(reader.lines(in: [UInt8](repeating: 65, count: 5000)).isEmpty)
            #expect(reader.pendingBytes < LineReader.lineBytesMax)
        }
        let lines = reader.lines(in: Array(" PRIVMSG x :!approve 42\r\nPING 1\r\n".utf8))
        #expect(lines == [IRCLine("PING", "1")])
    }

    @Test func `a line as long as tags and text may be is read`() {
        var reader = LineReader()
        let tag = "@a=" + String(repeating: "x", count: IRCTags.receivedBytesMax - 5)
        let text = String(repeating: "y", count: 480)
        let lines = reader.lines(in: Array("\(tag) PRIVMSG #care :\(text)\r\n".utf8))
        #expect(lines.first?[1] == text)
    }
}
