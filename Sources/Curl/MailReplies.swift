/// A mail server's replies as they come (RFC 5321, 4.2): `250-first`, `250 last`.
struct MailReplies {
    /// The last whole reply.
    private(set) var last: MailReply?
    private var unread: [UInt8] = []
    private var words = ""

    /// Bytes of a line and of a reply that are kept: what is longer is cut.
    private static let lineLimit = 4 << 10
    private static let wordsLimit = 1 << 10

    /// Takes bytes wherever they were cut. Returns the replies that they complete.
    @discardableResult
    mutating func take(_ bytes: [UInt8]) -> [MailReply] {
        var whole: [MailReply] = []
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                if unread.count < MailReplies.lineLimit { unread.append(byte) }
                continue
            }
            if let reply = end() { whole.append(reply) }
            unread = []
        }
        last = whole.last ?? last
        return whole
    }

    /// The reply, if this line was its last. What is no reply counts as one that nobody knows.
    private mutating func end() -> MailReply? {
        let digits = unread.prefix(3).map { Int($0) - 0x30 }
        let isReply = digits.count == 3 && digits.allSatisfy((0...9).contains)
        let said = String(decoding: isReply ? unread.dropFirst(4) : unread[...], as: UTF8.self)
        if words.utf8.count < MailReplies.wordsLimit { words += " " + said }
        if isReply, unread.count > 3, unread[3] == UInt8(ascii: "-") { return nil }
        defer { words = "" }
        let text = words.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
        return MailReply(
            code: isReply ? digits[0] * 100 + digits[1] * 10 + digits[2] : 0,
            text: CurlFailure.printable(text))
    }
}
