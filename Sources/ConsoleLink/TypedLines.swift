import Glibc

/// Lines from a terminal, a pipe or a file, read as they come.
struct TypedLines {
    enum Line: Hashable {
        case line(String)
        /// Longer than a line may be; it was thrown away.
        case tooLong
    }

    private let input: Int32?
    private var buffer: [UInt8] = []
    private var lines: [Line] = []
    private var isSkipping = false
    private var hasEnded = false

    init(input: Int32?) { self.input = input }

    var isAtEnd: Bool { hasEnded && lines.isEmpty }

    mutating func next() -> Line? { lines.isEmpty ? nil : lines.removeFirst() }

    /// Reads what is there; the caller knows that something is.
    mutating func read() {
        guard let input, lines.isEmpty else { return }
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(input, &chunk, chunk.count)
        if count > 0 { return take(chunk[..<count]) }
        if count < 0, errno == EINTR || errno == EAGAIN { return }
        if !buffer.isEmpty { endLine() }
        hasEnded = true
    }

    mutating func take(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                endLine()
            } else if buffer.count < ConsoleConfiguration.lineLengthMax {
                buffer.append(byte)
            } else {
                isSkipping = true
            }
        }
    }

    private mutating func endLine() {
        if buffer.last == UInt8(ascii: "\r") { buffer.removeLast() }
        lines.append(isSkipping ? .tooLong : .line(String(decoding: buffer, as: UTF8.self)))
        buffer = []
        isSkipping = false
    }
}
