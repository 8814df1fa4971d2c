/// Cuts a stream of bytes into lines, however the bytes arrive. A line longer than any server
/// may send is dropped whole, so that a peer without line ends cannot fill the memory.
struct LineReader: Sendable {
    /// Tags, and four times the classic 512 for servers with a longer LINELEN.
    static let lineBytesMax = IRCTags.receivedBytesMax + 4 * 512

    private var pending: [UInt8] = []
    private var isSkipping = false
    /// Bytes of the line that has begun; never more than `lineBytesMax`.
    var pendingBytes: Int { pending.count }

    mutating func lines(in bytes: some Sequence<UInt8>) -> [IRCLine] {
        var lines: [IRCLine] = []
        for byte in bytes {
            if byte == 0x0A {
                if !isSkipping, let line = IRCLine(parsing: pending) { lines.append(line) }
                pending.removeAll(keepingCapacity: true)
                isSkipping = false
            } else if !isSkipping {
                pending.append(byte)
                if pending.count >= LineReader.lineBytesMax {
                    pending.removeAll()
                    isSkipping = true
                }
            }
        }
        return lines
    }
}
