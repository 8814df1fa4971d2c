/// What we wrote and the server has not shown to have read. It is kept small: a server that is
/// behind would answer what is urgent late, and one that keeps too much unread ends the connection
/// ("RecvQ exceeded" at about 10 KB with InspIRCd, 20 lines with servers of the hybrid family).
struct UnreadWindow: Sendable {
    static let bytesMax = 7 * 1024
    /// A server without limits for us still gets no more than it reads at once: InspIRCd takes
    /// 10,240 bytes (`netbuffersize`), and may leave what is behind them for a second.
    static let bytesMaxUnlimited = 9 * 1024
    /// Lines that are counted one by one until the server has read them; more are counted as one.
    static let entriesMax = 1024
    static let linesStart = 12
    static let linesMin = 2
    /// Where the server promises never to end a connection for its speed.
    static let linesMaxSafe = 64
    /// Above this it is behind, and gets fewer lines at once; below the other it gets more.
    static let latencyMax: Milliseconds = 3000
    static let latencyLow: Milliseconds = 1000

    private struct Entry {
        var sequence: Int
        var bytes: Int
        var writtenAt: Milliseconds
    }
    private var entries: [Entry] = []
    /// Those before it are confirmed, and go when they are many.
    private var first = 0
    private(set) var bytes = 0
    /// How many lines may be unread, where lines are counted at all.
    private(set) var linesMax: Int
    private let linesCeiling: Int
    /// How long the latest confirmed line took to be read, both ways included.
    private(set) var latency: Milliseconds = 0

    /// - Parameter burst: what may be written at once.
    init(burst: Int = linesStart) {
        linesCeiling = max(burst, UnreadWindow.linesStart)
        linesMax = linesCeiling
    }

    var lines: Int { entries.count - first }

    mutating func wrote(_ sequence: Int, _ bytes: Int, at now: Milliseconds) {
        if entries.count - first < UnreadWindow.entriesMax {
            entries.append(Entry(sequence: sequence, bytes: bytes, writtenAt: now))
        } else {
            entries[entries.count - 1].sequence = sequence
            entries[entries.count - 1].bytes += bytes
        }
        self.bytes += bytes
    }

    /// The server has read everything up to here, and we know it since `now`.
    mutating func confirm(_ sequence: Int, isSafe: Bool, at now: Milliseconds) {
        var latest: Entry?
        while first < entries.count, entries[first].sequence <= sequence {
            bytes -= entries[first].bytes
            latest = entries[first]
            first += 1
        }
        if first > 64, first * 2 > entries.count {
            entries.removeFirst(first)
            first = 0
        }
        guard let latest else { return }
        latency = now - latest.writtenAt
        let ceiling = isSafe ? UnreadWindow.linesMaxSafe : linesCeiling
        if latency >= UnreadWindow.latencyMax {
            linesMax = max(min(linesMax, lines + 1) * 3 / 4, UnreadWindow.linesMin)
        } else if latency <= UnreadWindow.latencyLow {
            linesMax = min(linesMax + 1, ceiling)
        }
    }
}
