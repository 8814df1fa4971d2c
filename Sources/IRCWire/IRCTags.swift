/// The tags of a line in their order; a repeated key keeps its last value.
package struct IRCTags: Hashable, Sendable {
    /// "The size limit for message tags is 8191 bytes" from a server, `@` and space included, of
    /// which a client may send 4094 bytes of data. (message-tags)
    package static let receivedBytesMax = 8191
    package static let sentDataBytesMax = 4094

    package private(set) var pairs: [Pair] = []

    package struct Pair: Hashable, Sendable {
        package var key: String
        package var value: String
    }

    package init() {}

    package init(_ pairs: KeyValuePairs<String, String>) {
        for (key, value) in pairs { self[key] = value }
    }

    /// Reads what stands between `@` and the space.
    package init(parsing bytes: some Collection<UInt8>) {
        for part in bytes.split(separator: UInt8(ascii: ";")) {
            let key = part.prefix { $0 != UInt8(ascii: "=") }
            guard !key.isEmpty else { continue }
            self[String(decoding: key, as: UTF8.self)] = IRCTags.unescaped(
                part[key.endIndex...].dropFirst())
        }
    }

    package var isEmpty: Bool { pairs.isEmpty }

    /// A tag without a value reads as the empty string; setting nothing removes it.
    package subscript(key: String) -> String? {
        get { pairs.first { $0.key == key }?.value }
        set {
            let index = pairs.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): pairs[index].value = value
            case (let index?, nil): pairs.remove(at: index)
            case (nil, let value?): pairs.append(Pair(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    package var serialised: String {
        pairs.map { $0.value.isEmpty ? $0.key : "\($0.key)=\(IRCTags.escaped($0.value))" }
            .joined(separator: ";")
    }

    /// `;` → `\:`, space → `\s`, `\` → `\\`, CR → `\r`, LF → `\n`. (message-tags)
    package static func escaped(_ value: String) -> String {
        let isPlain = value.utf8.allSatisfy {
            $0 > 0x20 && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\\")
        }
        if isPlain { return value }
        var escaped = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar {
            case ";": escaped.append(contentsOf: #"\:"#.unicodeScalars)
            case " ": escaped.append(contentsOf: #"\s"#.unicodeScalars)
            case "\\": escaped.append(contentsOf: #"\\"#.unicodeScalars)
            case "\r": escaped.append(contentsOf: #"\r"#.unicodeScalars)
            case "\n": escaped.append(contentsOf: #"\n"#.unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// An unknown escape is the character itself; a lone `\` at the end is dropped.
    static func unescaped(_ bytes: some Sequence<UInt8>) -> String {
        var value: [UInt8] = []
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                isEscaped = false
                switch byte {
                case UInt8(ascii: ":"): value.append(UInt8(ascii: ";"))
                case UInt8(ascii: "s"): value.append(UInt8(ascii: " "))
                case UInt8(ascii: "r"): value.append(0x0D)
                case UInt8(ascii: "n"): value.append(0x0A)
                default: value.append(byte)
                }
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                value.append(byte)
            }
        }
        return String(decoding: value, as: UTF8.self)
    }
}
