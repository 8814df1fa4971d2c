import Glibc
import Testing

@testable import casebell

/// What is written to a descriptor that people read.
@Suite struct OutletTests {
    /// Without /dev/full, what is no descriptor serves as well.
    @Test func `a line that cannot be written is dropped`() {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        defer { close(full) }
        Outlet(descriptor: full).offer("a line\n")
        Outlet(descriptor: -1).offer("a line\n")
    }

    @Test func `a reader that is behind holds up nobody`() throws {
        var ends: [Int32] = [0, 0]
        let made = pipe2(&ends, O_CLOEXEC | O_NONBLOCK)
        try #require(made == 0)
        defer { for end in ends { close(end) } }
        let outlet = Outlet(descriptor: ends[1])
        outlet.offer("first\n")
        outlet.offer(String(repeating: "x", count: 1 << 20))
        var bytes = [UInt8](repeating: 0, count: 1 << 21)
        let count = read(ends[0], &bytes, bytes.count)
        #expect((7..<1 << 20).contains(count))
        #expect(String(decoding: bytes.prefix(6), as: UTF8.self) == "first\n")
    }
}
