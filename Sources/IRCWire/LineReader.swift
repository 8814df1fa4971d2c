/// Cuts a stream of bytes into lines, however the bytes arrive. A line longer than any server
/// may send is dropped whole, so that a peer without line ends cannot fill the memory.
struct LineReader: Sendable {
    /// Tags, and four times the classic 512 for servers with a longer LINELEN.
    static let lineBytesMax = IRCTags.receivedBytesMax + 4 * 512

    private var pending: [UInt8] = []
    private var isSkipping = false
    /// Bytes of the line that has begun; never more than `lineBytesMax`.
    var pendingBytes: Int { pending.count }

    mutating func lines(in bytes: [UInt8]) -> [IRCLine] { lines(in: bytes[...]) }

    mutating func lines(in bytes: ArraySlice<UInt8>) -> [IRCLine] {
        var lines: [IRCLine] = []
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0A) {
            keep(rest[..<end])
            if !isSkipping, let line = IRCLine(parsing: pending) { lines.append(line) }
            pending.removeAll(keepingCapacity: true)
            isSkipping = false
            rest = rest[end...].dropFirst()
        }
        keep(rest)
        return lines
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard !isSkipping else { return }
        isSkipping = pending.count + bytes.count >= LineReader.lineBytesMax
        if isSkipping { pending = [] } else { pending += bytes }
    }
}
