/// What a server says of itself in numeric 005 (RPL_ISUPPORT), with the values that hold until
/// it does.
package struct ServerSupport: Sendable {
    /// More keys than any server sends; the rest is ignored.
    static let tokensMax = 200
    /// "IRC messages are always lines of characters terminated with a CR-LF pair, and these
    /// messages SHALL NOT exceed 512 characters in length." (RFC 2812, 2.3)
    static let classicLineBytes = 512

    /// Every token as advertised, by its name; a token without a value reads as empty.
    package private(set) var tokens: [String: String] = [:]

    package init() {}

    /// Takes the tokens of one 005 line; `-NAME` takes one back.
    package mutating func take(_ advertised: some Sequence<String>) {
        for token in advertised {
            if token.hasPrefix("-") {
                tokens[String(token.dropFirst())] = nil
                continue
            }
            let parts = token.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first, !name.isEmpty, tokens.count < ServerSupport.tokensMax
            else { continue }
            tokens[String(name)] = parts.count > 1 ? ServerSupport.unescaped(parts[1]) : ""
        }
    }

    package var caseMapping: CaseMapping {
        tokens["CASEMAPPING"].map(CaseMapping.init(advertised:)) ?? .rfc1459
    }
    /// The first characters of channel names.
    package var channelTypes: String { tokens["CHANTYPES"] ?? "#&" }
    /// Bytes of a line without its tags, line end included; never below the classic 512.
    package var lineBytes: Int {
        let classic = ServerSupport.classicLineBytes
        return min(max(number("LINELEN") ?? classic, classic), 16_384)
    }
    /// Longest nick in bytes.
    package var nickBytes: Int { min(max(number("NICKLEN") ?? 9, 1), 512) }
    /// WHO takes a list of fields and a token.
    package var hasWHOX: Bool { tokens["WHOX"] != nil }
    package var isUTF8Only: Bool { tokens["UTF8ONLY"] != nil }
    /// The user mode by which a bot says that it is one.
    package var botMode: Character? { tokens["BOT"]?.first }
    package var historyLimit: Int? { number("CHATHISTORY") }
    package var messageReferenceTypes: [String] { list("MSGREFTYPES") }
    /// Longest topic, counted in bytes to be on the safe side.
    package var topicBytes: Int? { number("TOPICLEN").map { max($0, 0) } }
    /// Mode changes with a parameter that one MODE line may carry.
    package var modesPerLine: Int { min(max(number("MODES") ?? 3, 1), 100) }
    /// "The server ensures that a client will not be disconnected due to server rate-limiting."
    /// (soju.im/SAFERATE)
    package var isSafeAtAnyRate: Bool {
        tokens["SAFERATE"] != nil || tokens["soju.im/SAFERATE"] != nil
            || tokens["draft/SAFERATE"] != nil
    }
    /// Prefixes such as `@` that, put before a channel, address only people of that rank.
    package var statusMessagePrefixes: String { tokens["STATUSMSG"] ?? "" }

    /// Whether the server drops that client-only tag (CLIENTTAGDENY). `name` begins with `+`.
    package func deniesClientTag(_ name: String) -> Bool {
        let denied = list("CLIENTTAGDENY")
        let name = String(name.drop { $0 == "+" })
        return denied.first == "*" ? !denied.contains("-\(name)") : denied.contains(name)
    }

    /// How many targets a command may have; nothing is no limit.
    package func targets(of command: String) -> Int? {
        for entry in list("TARGMAX") {
            let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
            if parts.first.map(String.init) == command {
                return parts.last.flatMap { Int($0) }.map { max($0, 1) }
            }
        }
        // RFC 2812 lets JOIN have a list (3.2.1); a message to several is not everywhere taken.
        return tokens["TARGMAX"] == nil && command != "JOIN" ? 1 : nil
    }

    /// The modes that rank members and the signs they show, highest first: `("ov", "@+")`.
    package var memberPrefixes: (modes: String, signs: String) {
        guard let value = tokens["PREFIX"] else { return ("ov", "@+") }
        guard value.hasPrefix("("), let end = value.firstIndex(of: ")") else { return ("", "") }
        let modes = value[value.index(after: value.startIndex)..<end]
        return (String(modes), String(value[value.index(after: end)...]))
    }

    /// What the server says of channel modes, read once for many of them.
    package var channelModes: ChannelModes {
        ChannelModes(
            ranks: memberPrefixes.modes,
            kinds: (tokens["CHANMODES"] ?? "beI,k,l,imnpst")
                .split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    }

    package struct ChannelModes: Sendable {
        /// The modes that rank members, highest first.
        package let ranks: String
        /// Modes by the parameters that they take: to set and to unset, too, to set alone, and none.
        fileprivate let kinds: [String]

        /// Whether a mode comes with a parameter when it is set or unset.
        package func takesParameter(_ mode: Character, isSet: Bool) -> Bool {
            if ranks.contains(mode) { return true }
            guard let kind = kinds.firstIndex(where: { $0.contains(mode) }) else { return false }
            return kind < 2 || (kind == 2 && isSet)
        }

        /// Whether a mode of a channel never comes with a parameter.
        package func isFlag(_ mode: Character) -> Bool {
            kinds.count > 3 && kinds[3].contains(mode)
        }
    }

    private func number(_ name: String) -> Int? { tokens[name].flatMap { Int($0) } }

    private func list(_ name: String) -> [String] {
        (tokens[name] ?? "").split(separator: ",").map(String.init)
    }

    /// `\x20` and the like in a value.
    private static func unescaped(_ value: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(value.utf8)[...]
        while let byte = rest.popFirst() {
            let hex = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"),
                hex.utf8.count == 2, hex.allSatisfy(\.isHexDigit),
                let code = UInt8(hex, radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
