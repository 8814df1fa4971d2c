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

    @Test func `what was asked for and cannot be written is a failure`() throws {
        let failure = #expect(throws: CommandFailure.self) {
            try Outlet(descriptor: -1).print("a line")
        }
        #expect(failure?.code == .cannotCreate)
        try Outlet(descriptor: -1).print([])
    }

    @Test func `lines that were asked for are all there`() throws {
        var ends: [Int32] = [0, 0]
        let made = pipe(&ends)
        try #require(made == 0)
        defer { for end in ends { close(end) } }
        try Outlet(descriptor: ends[1]).print(["one", "two"])
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = read(ends[0], &bytes, bytes.count)
        #expect(String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self) == "one\ntwo\n")
    }

    @Test func `a reader that is behind holds up nobody`() throws {
        var ends: [Int32] = [0, 0]
        let made = pipe(&ends)
        try #require(made == 0)
        for end in ends {
            let set = fcntl(end, F_SETFL, O_NONBLOCK)
            try #require(set == 0)
        }
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
