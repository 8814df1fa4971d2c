/// `@localpart:server`, the only thing by which anybody is known.
///
/// (Appendices, "User identifiers": at most 255 bytes; localparts of long ago may hold anything but
/// a colon and NUL.) Control characters are refused here all the same: no server makes them, and
/// an id stands in logs and lines.
package struct MatrixUserID: Hashable, Sendable {
    package let rawValue: String
    private let colon: String.Index

    package init?(_ text: String) {
        guard MatrixID.isBounded(text, sigil: "@"), let colon = text.firstIndex(of: ":"),
            MatrixID.isServerName(text[text.index(after: colon)...])
        else { return nil }
        rawValue = text
        self.colon = colon
    }

    package var localpart: String { String(rawValue[..<colon].dropFirst()) }
    package var server: String { String(rawValue[rawValue.index(after: colon)...]) }
}
