/// What keeps something from going with a reply.
package enum AttachmentFault: Error, Hashable, Sendable, Codable {
    /// No address of http or https that is written in full.
    case noAddress
    case addressTooLong(bytes: Int)
    /// Whoever cannot see it would be told nothing.
    case noAlt
    case altTooLong(characters: Int)
    case tooMany
    /// It is attached already.
    case twice
    /// Nothing is attached that could be taken off.
    case nothing
}

extension Attachment {
    /// To one reply.
    package static let draftMax = 4
    /// ASCII; what browsers and receivers are sure to take.
    package static let addressBytesMax = 2_000
    package static let altMax = 1_500

    /// What somebody of the desk attaches: an address that a browser opens, in ASCII alone so that
    /// nothing in it looks like something else, and words for whoever cannot see it.
    /// - Parameter alt: cleaned as texts for customers are.
    init(attached url: String, alt: String) throws(AttachmentFault) {
        guard url.utf8.count <= Attachment.addressBytesMax else {
            throw .addressTooLong(bytes: url.utf8.count)
        }
        guard Attachment.isAddress(url) else { throw .noAddress }
        guard !alt.isEmpty else { throw .noAlt }
        guard alt.count <= Attachment.altMax,
            alt.utf8.count <= 4 * Attachment.altMax
        else { throw .altTooLong(characters: alt.count) }
        self.init(type: Attachment.kind(of: url), url: url, alt: alt)
    }

    /// A scheme, a host and whatever follows; nobody's name before the host, which would only look
    /// like one.
    private static func isAddress(_ url: String) -> Bool {
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !misplaced.contains($0) }) else {
            return false
        }
        let lower = url.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else {
            return false
        }
        let authority = lower.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let pieces = authority.split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard pieces.count == 1 || isPort(pieces[1]) else { return false }
        return pieces[0].split(separator: ".", omittingEmptySubsequences: false)
            .allSatisfy { label in
                !label.isEmpty && label.first != "-" && label.last != "-"
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }

    private static func isPort(_ text: Substring) -> Bool {
        UInt16(text) != nil && text.allSatisfy(\.isNumber)
    }

    /// What RFC 3986 has no place for; browsers repair it in ways of their own.
    private static let misplaced = Set(#""<>\^`{|}"#.utf8)

    private static func kind(of url: String) -> String {
        let path = url.lowercased().prefix { $0 != "?" && $0 != "#" }
        guard let dot = path.lastIndex(of: ".") else { return "file" }
        switch path[path.index(after: dot)...] {
        case "png", "jpg", "jpeg", "gif", "webp", "avif", "heic", "svg": return "image"
        case "mp4", "webm", "mov", "m4v": return "video"
        case "mp3", "ogg", "oga", "wav", "m4a", "opus", "flac": return "audio"
        default: return "file"
        }
    }
}
