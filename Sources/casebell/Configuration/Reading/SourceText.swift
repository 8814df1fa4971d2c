import Glibc

/// The text of one file, read whole and within limits.
struct SourceText {
    var text: String

    /// No configuration is longer; what is was named by mistake.
    static let bytesMax = 1 << 20

    /// Why a file could not be read, as a clause and a way out.
    struct Trouble: Error, Hashable {
        var message: String
        var suggestion: String
        var position: Position?
        /// Nothing has that name.
        var isMissing = false
    }

    /// Reads nothing but regular files, of at most `limit` bytes.
    init(path: String, limit: Int = SourceText.bytesMax) throws(Trouble) {
        try self.init(bytes: SourceText.bytes(path: path, limit: limit))
    }

    /// UTF-8 with or without a byte order mark.
    init(bytes: [UInt8]) throws(Trouble) {
        var bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Trouble(
                message: "this is not UTF-8", suggestion: "Save the file as UTF-8.",
                position: SourceText.firstInvalid(in: bytes))
        }
        self.text = text
    }

    /// What is in a regular file.
    static func bytes(path: String, limit: Int) throws(Trouble) -> [UInt8] {
        // Not blocking: opening a pipe that nobody writes to would wait for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw Trouble(
                message: "it cannot be opened: \(systemReason(errno))",
                suggestion: errno == ENOENT
                    ? "Create it, or mend the name." : "Make it readable for this user.",
                isMissing: errno == ENOENT || errno == ENOTDIR)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Trouble(message: "it is not a file", suggestion: "Put a plain text file here.")
        }
        var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), limit) + 1)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw Trouble(
                    message: "it cannot be read: \(systemReason(errno))", suggestion: "")
            }
            if count == 0 { break }
            filled += count
        }
        guard filled <= limit else {
            throw Trouble(
                message: "it is longer than \(limit >> 10) KiB",
                suggestion: "Split it, or check that it is the right file.")
        }
        return Array(bytes.prefix(filled))
    }

    /// Where the first byte stands that is not UTF-8.
    private static func firstInvalid(in bytes: [UInt8]) -> Position {
        var valid = String.UnicodeScalarView()
        var iterator = bytes.makeIterator()
        var decoder = UTF8()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { valid.append(scalar) }
        return SourceLines(String(valid)).end
    }
}

/// What the system says about an error number.
func systemReason(_ number: Int32) -> String {
    switch number {
    case ENOENT: "no such file"
    case EACCES, EPERM: "permission denied"
    default: String(cString: strerror(number))
    }
}
