import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import MissionControl

@Suite(.timeLimit(.minutes(1)))
struct EbbTests {
    private let loop = MultiThreadedEventLoopGroup.singleton.next()

    @Test func `gives memory back once after a rush`() async throws {
        let (stream, given) = AsyncStream.makeStream(of: Void.self)
        let ebb = Ebb(worth: 100, calm: .milliseconds(20)) { given.yield() }
        for _ in 0..<50 { ebb.note(10, on: loop) }
        for await _ in stream { break }
        // What comes later has to be worth it again.
        ebb.note(99, on: loop)
        try await loop.scheduleTask(in: .milliseconds(60)) { given.finish() }.futureResult.get()
        var more = 0
        for await _ in stream { more += 1 }
        #expect(more == 0)
    }

    @Test func `waits while things still come`() async throws {
        let count = Mutex(0)
        let ebb = Ebb(worth: 1, calm: .milliseconds(40)) { count.withLock { $0 += 1 } }
        let rush = loop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(5)) { _ in
            ebb.note(1, on: loop)
        }
        try await loop.scheduleTask(in: .milliseconds(120)) {
            #expect(count.withLock { $0 } == 0)
            rush.cancel()
        }.futureResult.get()
        while count.withLock({ $0 }) == 0 { try await Task.sleep(for: .milliseconds(1)) }
        #expect(count.withLock { $0 } == 1)
    }

    @Test func `the real one does no harm`() async throws {
        let ebb = Ebb(worth: 1, calm: .zero)
        ebb.note(1, on: loop)
        try await loop.scheduleTask(in: .milliseconds(10)) {}.futureResult.get()
    }
}
