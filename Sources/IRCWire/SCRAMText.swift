/// The notation of SCRAM's messages (RFC 5802, section 7).
enum SCRAMText {
    typealias Field = (name: Character, value: Substring)

    /// `r=…,s=…`; empty if it is no such list. A mandatory extension (`m=`) stands first and is
    /// therefore never taken for what is expected there.
    static func fields(of text: String) -> [Field] {
        var fields: [Field] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let name = part.first, part.dropFirst().first == "=" else { return [] }
            fields.append((name, part.dropFirst(2)))
        }
        return fields
    }

    /// What the server objects to, if it does (`e=invalid-proof`).
    static func error(in text: String) -> String? {
        guard let first = fields(of: text).first, first.name == "e" else { return nil }
        return IRCSession.reason(String(first.value))
    }

    /// "posit-number": no sign, no leading zero, and no more digits than we have use for.
    static func positive(_ text: Substring) -> Int? {
        guard text.utf8.count <= 9, text.utf8.first != UInt8(ascii: "0"),
            text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(text)
    }

    /// "The characters ',' or '=' in usernames are sent as '=2C' and '=3D' respectively."
    static func saslname(_ account: String) -> String {
        var name = ""
        for scalar in prepared(account).unicodeScalars {
            switch scalar {
            case "=": name += "=3D"
            case ",": name += "=2C"
            default: name.unicodeScalars.append(scalar)
            }
        }
        return name
    }

    /// SASLprep (RFC 4013) as far as its tables of mappings go: spaces of other scripts become
    /// spaces, what is never seen vanishes. Its normalisation (NFKC) is *not* done: a password
    /// with composed or full-width letters counts as it is typed. ASCII stays what it is.
    static func prepared(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xAD, 0x34F, 0x1806, 0x180B...0x180D, 0x200B...0x200D, 0x2060, 0xFE00...0xFE0F,
                0xFEFF:
                continue
            case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: scalars.append(" ")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
