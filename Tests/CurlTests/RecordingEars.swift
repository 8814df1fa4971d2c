import Glibc
import Synchronization
import Testing

@testable import Curl

/// Ears that a test can await.
final class RecordingEars: LineEars {
    enum Event: Sendable {
        case connected(ConnectionFacts)
        case received([UInt8])
        case ended(CurlFailure?)
    }

    private let events: AsyncStream<Event>
    private let source: AsyncStream<Event>.Continuation
    private let drain: AsyncStream<Void>
    private let drainSource: AsyncStream<Void>.Continuation
    private let ends = Mutex<[ContinuousClock.Instant]>([])
    private let onReceived: (@Sendable ([UInt8]) -> Void)?

    init(onReceived: (@Sendable ([UInt8]) -> Void)? = nil) {
        (events, source) = AsyncStream.makeStream()
        (drain, drainSource) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.onReceived = onReceived
    }

    func connected(_ facts: ConnectionFacts) { source.yield(.connected(facts)) }
    func received(_ bytes: [UInt8]) {
        if let onReceived { onReceived(bytes) } else { source.yield(.received(bytes)) }
    }
    func drained() { drainSource.yield() }
    func ended(_ failure: CurlFailure?) {
        ends.withLock { $0.append(.now) }
        source.yield(.ended(failure))
        drainSource.finish()
    }

    var endCount: Int { ends.withLock(\.count) }
    /// When it ended, whenever its test came to look.
    var endedAt: ContinuousClock.Instant? { ends.withLock(\.last) }

    struct Unexpected: Error {
        let event: Event?
    }

    func awaitConnected() async throws -> ConnectionFacts {
        var iterator = events.makeAsyncIterator()
        let event = await iterator.next()
        guard case .connected(let facts) = event else { throw Unexpected(event: event) }
        return facts
    }

    /// Exactly this many bytes, however they come.
    func awaitBytes(_ count: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var iterator = events.makeAsyncIterator()
        while bytes.count < count {
            let event = await iterator.next()
            guard case .received(let more) = event else { throw Unexpected(event: event) }
            bytes += more
        }
        return bytes
    }

    /// The end, whatever came before it.
    func awaitEnd() async throws -> CurlFailure? {
        for await event in events {
            if case .ended(let failure) = event { return failure }
        }
        throw Unexpected(event: nil)
    }

    func expectEnd(
        _ expected: CurlFailure?, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let ending = try await awaitEnd()
        #expect(ending == expected, sourceLocation: sourceLocation)
    }

    func awaitDrained() async {
        var iterator = drain.makeAsyncIterator()
        _ = await iterator.next()
    }
}

/// Runs the body with a started reactor and stops it afterwards.
@discardableResult
func withReactor<Value: Sendable>(
    _ body: (CurlReactor) async throws -> Value
) async throws -> Value {
    let reactor = try CurlReactor()
    try reactor.start()
    defer { reactor.stop() }
    return try await body(reactor)
}

extension RecordingEars {
    /// Until the line has sent everything, or has not moved for a while.
    func awaitDrainedOrStuck(_ line: LineConnection) async {
        var last = line.unsentBytes
        var still = 0
        for _ in 0..<500 where line.unsentBytes > 0 && still < 50 {
            try? await Task.sleep(for: .milliseconds(4))
            let now = line.unsentBytes
            still = now == last ? still + 1 : 0
            last = now
        }
    }
}

/// Holds threads back until it is opened.
final class Gate: Sendable {
    private let isOpen = Mutex(false)
    func open() { isOpen.withLock { $0 = true } }
    /// At most three minutes, so that a failed test ends. Where other suites take every thread, a
    /// test may come to the next of its steps after half a minute only.
    func wait() {
        for _ in 0..<36_000 where !isOpen.withLock({ $0 }) { usleep(5000) }
    }
}
