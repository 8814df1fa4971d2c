@testable import IRCWire

/// What holds for every line that a session writes.
enum WrittenLines {
    /// The commands we use, with the number of parameters each may have.
    static let commands: [String: ClosedRange<Int>] = [
        "AUTHENTICATE": 1...1, "BATCH": 1...3, "CAP": 1...2, "CHATHISTORY": 4...5, "JOIN": 1...2,
        "MODE": 1...3, "MONITOR": 2...2, "NAMES": 1...1, "NICK": 1...1, "NOTICE": 2...2,
        "PART": 1...2,
        "PASS": 1...1, "PING": 1...1, "PONG": 0...1, "PRIVMSG": 2...2, "QUIT": 0...1,
        "TOPIC": 2...2,
        "USER": 4...4, "WHO": 1...2, "WHOIS": 1...1,
    ]

    static func violation(in bytes: [UInt8], lineBytes: Int) -> String? {
        guard bytes.suffix(2) == [0x0D, 0x0A] else { return "a line without end is written" }
        guard !bytes.contains(0) else { return "NUL is written" }
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0D) {
            let line = rest[..<end]
            guard rest[end + 1] == 0x0A, !line.contains(0x0A) else {
                return "half a line end is written"
            }
            if let violation = violation(ofLine: line, lineBytes: lineBytes) { return violation }
            rest = rest[(end + 2)...]
        }
        return nil
    }

    private static func violation(ofLine bytes: ArraySlice<UInt8>, lineBytes: Int) -> String? {
        guard let line = IRCLine(parsing: bytes), line.isUTF8 else { return "no line is written" }
        let name = line.command
        guard let range = commands[name] else { return "\(name) is none of our commands" }
        guard range.contains(line.parameters.count) else {
            return "\(name) with \(line.parameters.count) parameters"
        }
        guard line.source == nil else { return "a source is written" }
        var body = bytes
        if bytes.first == UInt8(ascii: "@") {
            let space = bytes.firstIndex(of: 0x20) ?? bytes.endIndex
            body = bytes[space...].dropFirst()
            guard space - bytes.startIndex - 1 <= IRCTags.sentDataBytesMax else {
                return "more tags than a client may send"
            }
        }
        guard body.count + 2 <= lineBytes else { return "\(name) of \(body.count) bytes" }
        return nil
    }
}
