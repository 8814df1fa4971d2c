package import Casework

/// Writes JSON in the order in which it is told, without ever holding a tree of it.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
    }

    /// An array of what is written until nothing more is.
    package mutating func page(_ writeNext: (inout JSONWriter) throws -> Bool) rethrows {
        try enclose(UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
            while try writeNext(&writer) {}
        }
    }

    package mutating func array<Items: Sequence>(
        _ items: Items, _ write: (inout JSONWriter, Items.Element) -> Void
    ) {
        enclose(UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
            for item in items { write(&writer, item) }
        }
    }

    private mutating func enclose(
        _ opening: UInt8, _ closing: UInt8, _ inside: (inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        bytes.append(opening)
        needsComma = false
        try inside(&self)
        bytes.append(closing)
        needsComma = true
    }

    /// The name of the member whose value is written next.
    package mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func string(_ text: String?) {
        separate()
        if let text { quote(text) } else { bytes.append(contentsOf: "null".utf8) }
    }

    /// JSON that is already written, as it is.
    package mutating func raw(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
    }

    package mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        string(text)
    }
    package mutating func member(_ name: String, _ number: Int?) {
        member(name, number.map(Int64.init))
    }
    package mutating func member(_ name: String, _ number: Int64?) {
        self.name(name)
        raw(number.map { String($0) } ?? "null")
    }
    package mutating func member(_ name: String, _ flag: Bool) {
        self.name(name)
        raw(flag ? "true" : "false")
    }
    package mutating func member(_ name: String, _ instant: Instant?) {
        member(name, instant.map(Timestamp.text))
    }

    /// RFC 8259, 7. The line separators of Unicode are escaped as well, for readers that split
    /// lines at them or take JSON for JavaScript.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
            case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
            case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
            case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
            case 0..<0x20, 0x7F:
                bytes.append(contentsOf: #"\u00"#.utf8)
                let hex = String(byte, radix: 16)
                bytes.append(contentsOf: (hex.utf8.count == 1 ? "0" + hex : hex).utf8)
            case 0xA8 where bytes.hasSuffix(0xE2, 0x80): escapeLast(#"\u2028"#)
            case 0xA9 where bytes.hasSuffix(0xE2, 0x80): escapeLast(#"\u2029"#)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// In place of the two bytes that were written of it already.
    private mutating func escapeLast(_ escape: StaticString) {
        bytes.removeLast(2)
        escape.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ first: UInt8, _ second: UInt8) -> Bool {
        count >= 2 && self[count - 2] == first && self[count - 1] == second
    }
}
