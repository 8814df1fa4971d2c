import Glibc

/// Wakes a thread that waits in `poll`. Rings before it looks are not lost and merge into one.
final class Bell: Sendable {
    /// To be polled for reading.
    let descriptor: Int32
    private let rope: Int32

    /// A system without two free descriptors gives a bell that never rings.
    init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
        }
        (descriptor, rope) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(rope)
    }

    func ring() {
        var byte: UInt8 = 1
        _ = write(rope, &byte, 1)
    }

    func silence() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }
}
