import Foundation

/// Lines of a file or of standard input, read as they come.
struct LineSource: ~Copyable {
    /// Bytes of one line; a longer one is skipped and counted as bad.
    static let lineMax = 1 << 20
    /// Bytes that are read at once.
    private static let portionMax = 1 << 16

    private let descriptor: Int32
    /// Where what is read lands first.
    private var portion = [UInt8](repeating: 0, count: Self.portionMax)
    /// What was read: up to `start` it was given out, and from there to `searched` no line ends.
    private var bytes: [UInt8] = []
    private var start = 0
    private var searched = 0
    /// Of the line that is being read only its end matters any more.
    private var isTooLong = false
    private var isOver = false

    /// - Parameter path: `-` for standard input.
    init(path: String) throws {
        let opened = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else {
            throw CommandFailure(
                .badData, "\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Says what stands in the way before anything is made or opened.
    static func requireReadable(_ path: String) throws {
        guard path != "-" else { return }
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw CommandFailure(
                .badData, "\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw CommandFailure(.badData, "\(path) is a directory: name a file of JSON lines")
        }
    }

    enum Found {
        case line([UInt8])
        case tooLong
        case end
    }

    /// - Throws: `CommandFailure` if the file breaks off; what came before is not lost.
    mutating func next() throws -> Found {
        while true {
            if let end = lineEnd() { return cut(at: end) }
            guard !isOver else {
                return start < bytes.count || isTooLong ? cut(at: bytes.count) : .end
            }
            try readOn()
        }
    }

    /// Whether a line, or the end, is there at that moment at the latest. Waits for it until then.
    mutating func isReady(by moment: ContinuousClock.Instant) throws -> Bool {
        while lineEnd() == nil, !isOver {
            let left = ContinuousClock.now.duration(to: moment) / .milliseconds(1)
            guard left > 0, hasMore(within: Int32(left.rounded(.up))) else { return false }
            try readOn()
        }
        return true
    }

    private mutating func lineEnd() -> Int? {
        let end = bytes[searched...].firstIndex(of: 0x0A)
        searched = end ?? bytes.count
        return end
    }

    private mutating func cut(at end: Int) -> Found {
        defer {
            start = min(end + 1, bytes.count)
            searched = start
            isTooLong = false
        }
        guard !isTooLong, end - start <= Self.lineMax else { return .tooLong }
        return .line(Array(bytes[start..<end]))
    }

    private mutating func readOn() throws {
        bytes.removeFirst(start)
        start = 0
        if isTooLong || bytes.count > Self.lineMax {
            isTooLong = true
            bytes.removeAll(keepingCapacity: true)
        }
        searched = bytes.count
        let descriptor = descriptor
        var count = -1
        while count < 0 {
            count = portion.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count < 0, errno != EINTR else { continue }
            guard errno == EAGAIN else {
                throw CommandFailure(
                    .unavailable, "reading broke off: \(String(cString: strerror(errno)))")
            }
            // Whoever else has the descriptor wished not to wait.
            _ = hasMore(within: -1)
        }
        isOver = count == 0
        bytes += portion.prefix(count)
    }

    /// Whether there is something to read, or the end. Below zero it waits for as long as it takes.
    private func hasMore(within milliseconds: Int32) -> Bool {
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waited, 1, milliseconds) > 0
    }
}
