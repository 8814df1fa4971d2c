/// Base64 with padding (RFC 4648, section 4), as SASL carries it.
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encoded(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let padded = Array(group) + Array(repeating: 0, count: 3 - group.count)
            let word = Int(padded[0]) << 16 | Int(padded[1]) << 8 | Int(padded[2])
            for place in 0..<4 {
                let isPadding = place > group.count
                let sextet = word >> (18 - 6 * place) & 0x3F
                text.append(isPadding ? UInt8(ascii: "=") : alphabet[sextet])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nothing if the text is not whole, padded base64.
    static func decoded(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        var word = 0
        var padding = 0
        for (index, digit) in digits.enumerated() {
            if digit == UInt8(ascii: "="), index >= digits.count - 2 {
                padding += 1
                word <<= 6
            } else if padding == 0, let value = alphabet.firstIndex(of: digit) {
                word = word << 6 | value
            } else {
                return nil
            }
            if index % 4 == 3 {
                let group = [UInt8(word >> 16 & 0xFF), UInt8(word >> 8 & 0xFF), UInt8(word & 0xFF)]
                bytes += group.dropLast(padding)
                word = 0
            }
        }
        return bytes
    }
}
