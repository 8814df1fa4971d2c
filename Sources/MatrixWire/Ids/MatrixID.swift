/// What the ids of Matrix look like. (Appendices, "Common Identifier Format")
package enum MatrixID {
    /// "The length of a … MUST NOT exceed 255 bytes", with the sigil and the server's name.
    static let bytesMax = 255

    /// `!opaque:server`, or `!opaque` from room version 12 on. The opaque part is just that.
    package static func isRoom(_ text: String) -> Bool { isBounded(text, sigil: "!") }

    /// `$opaque`, or `$opaque:server` in the oldest rooms.
    package static func isEvent(_ text: String) -> Bool { isBounded(text, sigil: "$") }

    /// `#localpart:server`.
    package static func isAlias(_ text: String) -> Bool {
        guard isBounded(text, sigil: "#"), let colon = text.firstIndex(of: ":") else {
            return false
        }
        return isServerName(text[text.index(after: colon)...])
    }

    package static func isUser(_ text: String) -> Bool { MatrixUserID(text) != nil }

    /// The server that made a room or an alias, and so is likely to know the way to it.
    static func server(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let name = text[text.index(after: colon)...]
        return isServerName(name) ? String(name) : nil
    }

    /// A host name, an IPv4 address or an IPv6 one in brackets, and a port perhaps. (Appendices,
    /// "Server Name") Names in lower case and others are the same server to nobody: compared as
    /// they are.
    package static func isServerName(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count < bytesMax else { return false }
        if bytes[0] == UInt8(ascii: "[") { return isBracketed(bytes) }
        let host = bytes.prefix { $0 != UInt8(ascii: ":") }
        return !host.isEmpty && host.allSatisfy(isOfHostName) && isPort(bytes[host.endIndex...])
    }

    /// `[2001:db8::1]:8448`: 2 to 45 of the signs that an address is written with.
    private static func isBracketed(_ bytes: [UInt8]) -> Bool {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
        let address = bytes[1..<end]
        return (2...45).contains(address.count) && address.allSatisfy(isOfAddress)
            && isPort(bytes[(end + 1)...])
    }

    private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let colon = bytes.first else { return true }
        let digits = bytes.dropFirst()
        return colon == UInt8(ascii: ":") && (1...5).contains(digits.count)
            && digits.allSatisfy(isDigit)
    }

    static func isBounded(_ text: String, sigil: Unicode.Scalar) -> Bool {
        guard text.unicodeScalars.first == sigil, text.utf8.count <= bytesMax,
            text.utf8.count > 1
        else { return false }
        return text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isOfHostName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }
    private static func isOfAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66, UInt8(ascii: ":"), UInt8(ascii: "."): true
        default: false
        }
    }
}
