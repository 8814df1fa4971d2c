import Glibc

/// NUL in text: SQLite's text functions end at it and PostgreSQL refuses it, yet a customer may
/// send it and a mention comes back as it came. `U+0000` is kept as `U+001A 0`, `U+001A` itself as
/// `U+001A 1`; everything else stays as it is, so that equal texts stay equal and others differ.
enum TextEscape {
    private static let mark: UInt8 = 0x1A

    private static func has(_ byte: UInt8, _ text: String) -> Bool {
        var text = text
        return text.withUTF8 { utf8 in
            utf8.baseAddress.map { memchr($0, CInt(byte), utf8.count) != nil } ?? false
        }
    }

    static func escaped(_ text: String) -> String {
        guard has(0, text) || has(mark, text) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0: bytes += [mark, UInt8(ascii: "0")]
            case mark: bytes += [mark, UInt8(ascii: "1")]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func restored(_ text: String) -> String {
        guard has(mark, text) else { return text }
        var bytes: [UInt8] = []
        var isMarked = false
        for byte in text.utf8 {
            if isMarked {
                bytes.append(byte == UInt8(ascii: "0") ? 0 : mark)
                isMarked = false
            } else if byte == mark {
                isMarked = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
