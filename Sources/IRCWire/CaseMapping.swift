/// Which spellings of a nick or channel are the same one on a server.
package enum CaseMapping: String, Sendable {
    /// `A`–`Z` only.
    case ascii
    /// `A`–`Z`, and `[]\^` are the capitals of `{}|~`. What holds until a server says otherwise.
    case rfc1459
    /// As `rfc1459` without `^` and `~`.
    case rfc1459Strict = "rfc1459-strict"
    /// PRECIS. The server sends only normalised names, so lower-casing each scalar is enough.
    case rfc7613

    /// An unknown mapping folds least, so that no two people become one.
    package init(advertised name: String) {
        self = CaseMapping(rawValue: name.lowercased()) ?? .ascii
    }

    package func folded(_ text: String) -> String {
        if self == .rfc7613 {
            return text.unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping }
        }
        return String(decoding: text.utf8.map(folded), as: UTF8.self)
    }

    private func folded(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x41...0x5A: byte + 0x20
        case 0x5B...0x5D where self != .ascii: byte + 0x20
        case 0x5E where self == .rfc1459: byte + 0x20
        default: byte
        }
    }

    /// The name as a key. Bytes, because Swift's strings are equal under canonical equivalence
    /// and names on a server are not.
    package func key(_ text: String) -> FoldedName {
        FoldedName(bytes: Array(folded(text).utf8))
    }
}

/// A nick or channel in its server's case folding, comparable with others of that server.
package struct FoldedName: Hashable, Comparable, Sendable {
    let bytes: [UInt8]

    package static func < (left: FoldedName, right: FoldedName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
