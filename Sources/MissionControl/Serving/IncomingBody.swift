import HummingbirdCore
import NIOCore

/// The body of one request, read once and never beyond its limit.
struct IncomingBody {
    /// Bytes of a refused body that are read and thrown away, so that a sender who is still
    /// writing gets to read the answer. Beyond them the connection is cut.
    static let drainMax = 8 << 20

    private var parts: RequestBody.AsyncIterator
    private(set) var isAtEnd = false

    init(_ body: RequestBody) { parts = body.makeAsyncIterator() }

    /// The whole body; nothing if it is longer than the limit.
    /// - Throws: `BrokenOff`.
    @concurrent
    mutating func collect(limit: Int) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while let part = try await next() {
            guard bytes.count + part.readableBytes <= limit else { return nil }
            bytes.append(contentsOf: part.readableBytesView)
        }
        isAtEnd = true
        return bytes
    }

    /// - Throws: `BrokenOff` or `BodyTooLong`.
    @concurrent
    mutating func drain() async throws {
        var count = 0
        while !isAtEnd {
            guard let part = try await next() else {
                isAtEnd = true
                return
            }
            count += part.readableBytes
            if count > IncomingBody.drainMax { throw BodyTooLong() }
        }
    }

    @concurrent
    private mutating func next() async throws -> ByteBuffer? {
        do { return try await parts.next() } catch { throw BrokenOff() }
    }

    /// Cuts the connection.
    struct BodyTooLong: Error {}
    /// The client went away, or was cut off, before its body was whole.
    struct BrokenOff: Error {}
}
