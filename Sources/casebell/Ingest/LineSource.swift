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
        var line: [UInt8] = []
        var isTooLong = false
        while true {
            let byte = getc_unlocked(file)
            if byte == EOF {
                guard ferror(file) == 0 else {
                    throw CommandFailure(
                        .unavailable, "reading broke off: \(String(cString: strerror(errno)))")
                }
                guard !line.isEmpty || isTooLong else { return .end }
                break
            }
            if byte == 0x0A { break }
            if line.count < Self.lineMax { line.append(UInt8(byte)) } else { isTooLong = true }
        }
        return isTooLong ? .tooLong : .line(line)
    }
}
