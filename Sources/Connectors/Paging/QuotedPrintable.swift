/// RFC 2045, 6.7.
enum QuotedPrintable {
    /// "encoded lines of no more than 76 characters", the `=` at a soft break's end included.
    private static let lineLimit = 76

    /// One line of text without its break.
    static func line(_ text: String) -> [UInt8] {
        var whole: [UInt8] = []
        var length = 0
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let isLast = index == bytes.count - 1
            let piece = piece(byte, isFirst: length == 0, isLast: isLast)
            if length + piece.count > (isLast ? lineLimit : lineLimit - 1) {
                whole += "=\r\n".utf8
                length = 0
                let again = self.piece(byte, isFirst: true, isLast: isLast)
                whole += again
                length = again.count
            } else {
                whole += piece
                length += piece.count
            }
        }
        return whole
    }

    private static func piece(_ byte: UInt8, isFirst: Bool, isLast: Bool) -> [UInt8] {
        switch byte {
        // A dot and "From " mean something to who carries mail.
        case UInt8(ascii: ".") where isFirst, UInt8(ascii: "F") where isFirst: hex(byte)
        case UInt8(ascii: "="),
            UInt8(ascii: " ") where isLast:
            hex(byte)
        case 0x20...0x7E: [byte]
        default: hex(byte)
        }
    }

    private static func hex(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
