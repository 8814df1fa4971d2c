/// HTML as a browser would read it, of which only what the desk may write is allowed: anything
/// else is a violation. (Client-Server API, "m.room.message msgtypes": tags that clients show)
struct PostHTML {
    private(set) var text = ""
    /// The users that it links to, decoded.
    private(set) var links: [String] = []
    private(set) var violation: String?
    private var open: [Substring] = []

    private static let link = "a href=\"https://matrix.to/#/"
    private static let entities = [
        "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'",
    ]

    init(_ html: String) {
        var rest = html[...]
        while let first = rest.unicodeScalars.first, violation == nil {
            switch first {
            case "<": takeTag(&rest)
            case "&": takeEntity(&rest)
            case ">", "\"", "'": violation = "\(first) by itself"
            default:
                text.unicodeScalars.append(first)
                rest = rest[rest.unicodeScalars.index(after: rest.startIndex)...]
            }
        }
        if violation == nil, !open.isEmpty { violation = "\(open) is left open" }
    }

    private mutating func takeTag(_ rest: inout Substring) {
        let scalars = rest.unicodeScalars
        guard let end = scalars.firstIndex(of: ">") else { return violation = "half a tag" }
        let tag = rest[scalars.index(after: scalars.startIndex)..<end]
        rest = rest[scalars.index(after: end)...]
        switch tag {
        case "br": text += "\n"
        case "strong", "blockquote": open.append(tag)
        case "/strong", "/blockquote", "/a":
            if open.popLast() != tag.dropFirst() { violation = "<\(tag)> out of place" }
        default: takeLink(tag)
        }
    }

    private mutating func takeLink(_ tag: Substring) {
        guard tag.hasPrefix(PostHTML.link), tag.hasSuffix("\"") else {
            return violation = "<\(tag)>"
        }
        let target = tag.dropFirst(PostHTML.link.count).dropLast()
        let isPlain = target.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || "@:-._~%".utf8.contains(byte)
        }
        guard isPlain, let user = PostHTML.decoded(target) else {
            return violation = "<\(tag)>"
        }
        links.append(user)
        open.append("a")
    }

    private mutating func takeEntity(_ rest: inout Substring) {
        guard
            let (entity, sign) = PostHTML.entities.first(where: { entity, _ in
                rest.utf8.starts(with: entity.utf8)
            })
        else { return violation = "& by itself" }
        text += sign
        rest = rest[rest.utf8.index(rest.startIndex, offsetBy: entity.utf8.count)...]
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else { return nil }
            rest = rest.dropFirst(2)
            bytes.append(value)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
