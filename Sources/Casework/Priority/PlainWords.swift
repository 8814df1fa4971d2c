/// The short way to a text's words (`WordFolding`), which most texts can take: ASCII letters, the
/// punctuation that keyboards put in by themselves, and emoji.
enum PlainWords {
    private static let apostrophe = UInt8(ascii: "'")

    /// Nothing if the text asks for the long way.
    static func words(of text: String) -> [String]? {
        var bytes = Array(text.utf8)
        return bytes.withUnsafeMutableBufferPointer { words(in: $0) }
    }

    /// Letters become small in place, and what is left of a word moves up where an apostrophe was
    /// three bytes long.
    private static func words(in bytes: UnsafeMutableBufferPointer<UInt8>) -> [String]? {
        var words: [String] = []
        words.reserveCapacity(bytes.count / 5)
        var start = 0
        var end = 0
        var index = 0
        func finish() {
            while end > start, bytes[end - 1] == apostrophe { end -= 1 }
            if end > start {
                let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
                words.append(String(decoding: word, as: UTF8.self))
            }
            start = index
            end = index
        }
        func take(_ byte: UInt8) {
            bytes[end] = byte
            end += 1
        }
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                index += 1
                take(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                index += 1
                take(byte | 0x20)
            case apostrophe:
                index += 1
                if end > start { take(byte) } else { finish() }
            case 0..<0x80:
                index += 1
                finish()
            default:
                switch sign(at: index, of: bytes) {
                case .apostrophe:
                    index += 3
                    if end > start { take(apostrophe) } else { finish() }
                case .parting(let length):
                    index += length
                    finish()
                case .other:
                    return nil
                }
            }
        }
        finish()
        return words
    }

    private enum Sign {
        case apostrophe, other
        /// Of so many bytes; it parts words.
        case parting(Int)
    }

    private static func sign(
        at index: Int, of bytes: UnsafeMutableBufferPointer<UInt8>
    ) -> Sign {
        guard index + 2 < bytes.count else { return .other }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE2, 0x80, 0x99):
            return .apostrophe
        // U+2010 to U+2027, dashes, quotation marks, bullets and dots; and U+2030 to U+203E.
        case (0xE2, 0x80, 0x90...0xA7), (0xE2, 0x80, 0xB0...0xBE):
            return .parting(3)
        // U+1F300 to U+1F67F.
        case (0xF0, 0x9F, 0x8C...0x98), (0xF0, 0x9F, 0x99):
            return index + 3 < bytes.count ? .parting(4) : .other
        default:
            return .other
        }
    }
}
