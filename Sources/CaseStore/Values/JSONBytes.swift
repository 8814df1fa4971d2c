// JSON text in bytes. Each of these takes the array once: to a class's own array, every access by
// itself costs more than the byte that it brings.
extension [UInt8] {
    /// A comma, where something stands already.
    mutating func separate() {
        switch last {
        case UInt8(ascii: "{"), UInt8(ascii: "["), nil: break
        default: append(UInt8(ascii: ","))
        }
    }

    mutating func append(key: UnsafeBufferPointer<UInt8>) {
        separate()
        append(quoted: key)
        append(UInt8(ascii: ":"))
    }

    /// - Parameter text: UTF-8.
    mutating func append(quoted text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        var start = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
            else { continue }
            append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            append(escaped: byte)
            start = index + 1
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        append(UInt8(ascii: "\""))
    }

    private mutating func append(escaped byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\n"): append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): append(UInt8(ascii: "t"))
        case 0x20...: append(byte)
        default:
            append(contentsOf: "u00".utf8)
            append(hex: byte >> 4)
            append(hex: byte & 15)
        }
    }

    private mutating func append(hex digit: UInt8) {
        append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
}
