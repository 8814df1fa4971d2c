extension JSONParser {
    mutating func number() throws(JSONFault) -> JSONValue {
        let start = offset
        var isInteger = true
        if next == UInt8(ascii: "-") { offset += 1 }
        if next == UInt8(ascii: "0") {
            offset += 1
        } else {
            try digits()
        }
        if next == UInt8(ascii: ".") {
            isInteger = false
            offset += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isInteger = false
            offset += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        return .real(Double(text) ?? .infinity)
    }

    private mutating func digits() throws(JSONFault) {
        let start = offset
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { offset += 1 }
        if offset == start { throw fault("a digit was expected here") }
    }

    mutating func string() throws(JSONFault) -> String {
        let start = offset + 1
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") {
                offset = start
                let text = try text(upTo: end)
                offset = end + 1
                return text
            }
            if byte == UInt8(ascii: "\\") {
                offset = start
                return try escapedString(from: end)
            }
            if byte < 0x20 {
                offset = end
                throw fault("a control character stands in a string unescaped")
            }
            end += 1
        }
        offset = bytes.count
        throw fault("the closing quote is missing")
    }

    private func text(upTo end: Int) throws(JSONFault) -> String {
        guard let text = String(validating: bytes[offset..<end], as: UTF8.self) else {
            throw fault("this string is not UTF-8")
        }
        return text
    }

    /// A string with escapes; `offset` is its first byte, `escape` its first backslash.
    private mutating func escapedString(from escape: Int) throws(JSONFault) -> String {
        let start = offset
        var decoded = Array(bytes[start..<escape])
        offset = escape
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                guard let text = String(validating: decoded, as: UTF8.self) else {
                    offset = start
                    throw fault("this string is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"):
                try unescape(into: &decoded)
            case 0..<0x20:
                throw fault("a control character stands in a string unescaped")
            default:
                decoded.append(byte)
                offset += 1
            }
        }
        throw fault("the closing quote is missing")
    }

    private mutating func unescape(into decoded: inout [UInt8]) throws(JSONFault) {
        offset += 1
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(next)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"):
            offset += 1
            decoded.append(contentsOf: String(try escapedScalar()).utf8)
            return
        default: throw fault("no such escape")
        }
        offset += 1
    }

    /// What `\u` and its digits stand for; a pair of surrogates is one.
    private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
        let first = try hexUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard (0xD800..<0xDC00).contains(first), bytes.count - offset >= 6,
            bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
        else { return replacement }
        let resume = offset
        offset += 2
        let second = try hexUnit()
        guard (0xDC00..<0xE000).contains(second) else {
            offset = resume
            return replacement
        }
        let code = 0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00)
        return Unicode.Scalar(code) ?? replacement
    }

    private mutating func hexUnit() throws(JSONFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(next)).hexDigitValue else {
                throw fault("four hexadecimal digits were expected after “\\u”")
            }
            unit = unit << 4 | UInt16(digit)
            offset += 1
        }
        return unit
    }
}
