import Foundation

/// Lines of a file or of standard input, read as they come.
struct LineSource: ~Copyable {
    /// Bytes of one line; a longer one is skipped and counted as bad.
    static let lineMax = 1 << 20

    private let file: UnsafeMutablePointer<FILE>

    /// - Parameter path: `-` for standard input.
    init(path: String) throws {
        guard let opened = path == "-" ? fdopen(STDIN_FILENO, "r") : fopen(path, "r") else {
            throw CommandFailure(
                .badData, "\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        file = opened
    }

    deinit { fclose(file) }

    enum Found {
        case line([UInt8])
        case tooLong
        case end
    }

    mutating func next() -> Found {
        var line: [UInt8] = []
        var isTooLong = false
        while true {
            let byte = getc_unlocked(file)
            if byte == EOF {
                guard !line.isEmpty || isTooLong else { return .end }
                break
            }
            if byte == 0x0A { break }
            if line.count < Self.lineMax { line.append(UInt8(byte)) } else { isTooLong = true }
        }
        return isTooLong ? .tooLong : .line(line)
    }
}
