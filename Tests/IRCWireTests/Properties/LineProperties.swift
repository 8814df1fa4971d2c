@testable import IRCWire

/// What holds for any bytes that pass through the pure parts of the wire. The first byte of an
/// input says which part is looked at, the rest is its input.
enum LineProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        guard let choice = input.first else { return nil }
        let bytes = input.dropFirst()
        switch choice & 7 {
        case 0: return line(bytes)
        case 1: return reader(bytes)
        case 2: return tags(bytes)
        case 3: return source(bytes)
        case 4: return support(bytes)
        case 5: return harmless(bytes)
        case 6: return cutter(bytes)
        default: return names(bytes)
        }
    }

    /// What is read and written is read again as the same.
    private static func line(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let line = IRCLine(parsing: bytes) else { return nil }
        let wire = line.wireBytes
        guard wire.suffix(2) == [0x0D, 0x0A], !wire.dropLast(2).contains(where: isBreak) else {
            return "a line that is more than one line"
        }
        // What no server sends and we do not write: a command that reads as something else.
        guard let first = line.command.utf8.first, first != UInt8(ascii: ":"),
            first != UInt8(ascii: "@"), !bytes.contains(where: isBreak)
        else { return nil }
        guard var again = IRCLine(parsing: wire) else { return "a written line is no line" }
        again.isUTF8 = line.isUTF8
        // Tags that cannot be told from none.
        return again == line ? nil : "a written line reads otherwise"
    }

    private static func isBreak(_ byte: UInt8) -> Bool {
        byte == 0x0D || byte == 0x0A || byte == 0
    }

    /// How the input is cut changes nothing, and nothing piles up.
    private static func reader(_ bytes: ArraySlice<UInt8>) -> String? {
        var whole = LineReader()
        var pieces = LineReader()
        let lines = whole.lines(in: bytes)
        var read: [IRCLine] = []
        var rest = bytes
        var size = 1
        while !rest.isEmpty {
            read += pieces.lines(in: rest.prefix(size))
            guard pieces.pendingBytes < LineReader.lineBytesMax else { return "a line piles up" }
            rest = rest.dropFirst(size)
            size = size % 7 + 2
        }
        return read == lines ? nil : "lines depend on how they came"
    }

    private static func tags(_ bytes: ArraySlice<UInt8>) -> String? {
        let value = String(decoding: bytes, as: UTF8.self)
        guard IRCTags.unescaped(IRCTags.escaped(value).utf8) == value else {
            return "a tag's value comes back otherwise"
        }
        let tags = IRCTags(parsing: bytes)
        let again = IRCTags(parsing: Array(tags.serialised.utf8))
        guard again == tags else { return "tags come back otherwise" }
        guard Set(tags.pairs.map { Array($0.key.utf8) }).count == tags.pairs.count else {
            return "a tag stands twice"
        }
        return nil
    }

    private static func source(_ bytes: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        let source = IRCSource(text)
        guard Array(source.serialised.utf8) == Array(text.utf8) else {
            return "a source comes back otherwise"
        }
        if let stamp = ServerTime.milliseconds(text) {
            let years: ClosedRange<Int64> = -62_200_000_000_000...253_500_000_000_000
            guard years.contains(stamp) else { return "a time beyond all years" }
        }
        return Base64.decoded(Base64.encoded(Array(bytes))) == Array(bytes)
            ? nil : "base64 comes back otherwise"
    }

    private static func support(_ bytes: ArraySlice<UInt8>) -> String? {
        var support = ServerSupport()
        for line in bytes.split(separator: 0x0A) {
            support.take(
                line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) })
        }
        guard support.tokens.count <= ServerSupport.tokensMax else { return "too many tokens" }
        guard (512...16_384).contains(support.lineBytes), (1...512).contains(support.nickBytes),
            (1...100).contains(support.modesPerLine)
        else { return "a limit without limit" }
        _ = (support.caseMapping, support.memberPrefixes, support.botMode, support.channelTypes)
        _ = (support.targets(of: "PRIVMSG"), support.channelModes.takesParameter("k", isSet: false))
        return nil
    }

    private static func harmless(_ bytes: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        let line = HarmlessText.oneLine(text)
        let quoted = HarmlessText.quoted(text, nicks: ["dana", "[b]"], mapping: .rfc1459)
        let hasControl = { (text: String) in
            text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
        }
        guard !hasControl(line), !hasControl(quoted) else { return "a control character is shown" }
        let turns = quoted.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) }
        return turns ? "the reading direction is turned" : nil
    }

    private static func cutter(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let size = bytes.first else { return nil }
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        let limit = Int(size)
        let pieces = LineCutter.cut(text, limit: limit, continuation: size & 1 == 0 ? "" : "#4 ")
        let bound = max(limit, LineCutter.limitMin)
        guard pieces.allSatisfy({ $0.utf8.count <= bound }) else { return "a piece too long" }
        guard size & 1 == 0 else { return nil }
        let shown = pieces.joined().utf8.filter { $0 != 0x20 }
        return shown == text.utf8.filter { $0 != 0x20 } ? nil : "words went missing"
    }

    private static func names(_ bytes: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        for mapping in [CaseMapping.ascii, .rfc1459, .rfc1459Strict, .rfc7613] {
            let once = mapping.folded(text)
            guard mapping.key(once) == mapping.key(text) || mapping == .rfc7613 else {
                return "folding twice is another name"
            }
        }
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        if words.count == 2 { _ = IRCMask(words[0]).matches(words[1], under: .rfc1459) }
        return IRCMask("*").matches(text) ? nil : "something is not anything"
    }
}
