// Pills in formatted bodies: `<a href="https://matrix.to/#/@user:server">Name</a>`.
// (Client-Server API, "User and room mentions", "matrix.to navigation")
extension MatrixPill {
    /// Looked at in one text.
    static let max = 8
    private static let link = "https://matrix.to/#/"

    /// The people named in it, in order.
    static func all(in html: String) -> [MatrixPill] {
        var found: [MatrixPill] = []
        var rest = html[...]
        while found.count < max, let (pill, after) = first(in: rest) {
            if !pill.shown.isEmpty { found.append(pill) }
            rest = after
        }
        return found
    }

    /// The first link to a person, and what follows it.
    static func first(in html: Substring) -> (MatrixPill, Substring)? {
        var rest = html
        while let begin = rest.firstRange(of: "<a ") {
            rest = rest[begin.upperBound...]
            guard let close = rest.firstIndex(of: ">") else { return nil }
            let tag = rest[..<close]
            rest = rest[rest.index(after: close)...]
            guard let user = user(linkedBy: tag) else { continue }
            guard let end = rest.firstRange(of: "</a>") else { return nil }
            let shown = unescaped(String(rest[..<end.lowerBound]))
            return (MatrixPill(shown: shown, user: user), rest[end.upperBound...])
        }
        return nil
    }

    private static func user(linkedBy tag: Substring) -> String? {
        guard let quote = tag.firstRange(of: "href=\"")?.upperBound,
            let end = tag[quote...].firstIndex(of: "\"")
        else { return nil }
        let address = tag[quote..<end]
        guard address.hasPrefix(link),
            let target = PercentEncoding.decoded(address.dropFirst(link.count))
        else { return nil }
        let user = String(target.prefix { $0 != "?" && $0 != "/" })
        return MatrixID.isUser(user) ? user : nil
    }

    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = text
        for (entity, sign) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ] {
            result = result.replacing(entity, with: sign)
        }
        return result
    }
}
