import Testing

@testable import IRCWire

@Suite struct IRCLineTests {
    @Test func `the vectors are whole`() {
        #expect(lineVectors.count == 35 && joinVectors.count == 18)
        #expect(maskVectors.count == 6 && sourceVectors.count == 7)
    }

    @Test(arguments: lineVectors)
    func `a line of the vectors is taken apart as they say`(vector: LineVector) throws {
        let line = try #require(IRCLine(parsing: vector.text))
        #expect(line.command == vector.command)
        #expect(line.parameters == vector.parameters)
        #expect(line.source == vector.source)
        let tags = Dictionary(uniqueKeysWithValues: line.tags.pairs.map { ($0.key, $0.value) })
        #expect(tags == vector.tags)
    }

    @Test(arguments: joinVectors)
    func `the parts of the vectors make one of the lines they allow`(vector: JoinVector) {
        // The order of tags is free; the vectors list every order.
        var line = IRCLine(
            source: vector.source, command: vector.command, parameters: vector.parameters)
        for key in vector.tags.keys.sorted() { line.tags[key] = vector.tags[key] }
        #expect(vector.texts.contains(line.serialised))
    }

    @Test(arguments: ["", "   ", "@a=b", ":source", "@a :source ", "\r\n"])
    func `what holds no command is no line`(text: String) {
        #expect(IRCLine(parsing: text) == nil)
    }

    @Test func `a line break in any part cannot begin another line`() {
        var line = IRCLine("PRIVMSG", "#care\r\nQUIT", "a\r\nQUIT :b\nPART #care\0")
        line.source = "x\nQUIT"
        line.tags["label"] = "a\r\nQUIT"
        let bytes = line.wireBytes
        #expect(bytes.count { $0 == 0x0A } == 1)
        #expect(bytes.count { $0 == 0x0D } == 1)
        #expect(!bytes.contains(0))
        #expect(bytes.suffix(2) == [0x0D, 0x0A])
    }

    @Test func `bytes that are no UTF-8 are read, and marked`() throws {
        let line = try #require(IRCLine(parsing: Array(":ren".utf8) + [0xE9] + Array(" QUIT".utf8)))
        #expect(line.source == "ren\u{E9}")
        #expect(!line.isUTF8)
    }
}
