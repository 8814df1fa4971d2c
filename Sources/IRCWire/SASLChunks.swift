/// Messages of any length in the parameters of AUTHENTICATE.
enum SASLChunks {
    /// "If the message is longer than 400 bytes it is split; if the last chunk was exactly 400
    /// bytes long, it must be followed by an `AUTHENTICATE +`." (sasl)
    static let chunkBytesMax = 400
    /// A challenge longer than this is no mechanism's.
    static let challengeBytesMax = 16 * 1024

    static func chunks(of message: [UInt8]) -> [String] {
        let text = Array(Base64.encoded(message).utf8)
        var chunks = stride(from: 0, to: text.count, by: chunkBytesMax).map {
            String(decoding: text[$0..<min($0 + chunkBytesMax, text.count)], as: UTF8.self)
        }
        if text.count % chunkBytesMax == 0 { chunks.append("+") }
        return chunks
    }
}

/// The other direction: what the server sends in pieces, until one is short.
struct SASLChallenge: Sendable {
    enum Piece: Hashable {
        case more
        case whole([UInt8])
        /// Too long, or no base64.
        case unusable
    }
    private var text = ""

    mutating func take(_ chunk: String) -> Piece {
        if chunk != "+" { text += chunk }
        guard text.utf8.count <= SASLChunks.challengeBytesMax,
            chunk.utf8.count <= SASLChunks.chunkBytesMax
        else { return .unusable }
        guard chunk.utf8.count < SASLChunks.chunkBytesMax else { return .more }
        defer { text = "" }
        return Base64.decoded(text).map(Piece.whole) ?? .unusable
    }
}
