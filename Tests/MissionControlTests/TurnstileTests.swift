import HTTPTypes
import Synchronization
import Testing

@testable import MissionControl

@Suite(.timeLimit(.minutes(1)))
struct TurnstileTests {
    @Test func `never lets more through than it has room for, and all in the end`() async throws {
        let turnstile = Turnstile(limit: 2, queueMax: 100)
        let crowd = Crowd()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await turnstile.pass {
                        crowd.enter()
                        await Task.yield()
                        crowd.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(crowd.most == 2)
    }

    @Test func `tells who comes when the queue is full`() async throws {
        let turnstile = Turnstile(limit: 1, queueMax: 0)
        try await turnstile.pass {
            let problem = await #expect(throws: Problem.self) { try await turnstile.pass {} }
            #expect(problem?.status.code == 503)
            #expect(problem?.headers[.retryAfter] == "1")
        }
        try await turnstile.pass {}
    }

    @Test func `what fails inside gives its place back`() async throws {
        struct Failure: Error {}
        let turnstile = Turnstile(limit: 1, queueMax: 0)
        for _ in 0..<3 {
            await #expect(throws: Failure.self) {
                try await turnstile.pass { throw Failure() }
            }
        }
        try await turnstile.pass {}
    }
}

/// Counts who is inside.
private final class Crowd: Sendable {
    private let state = Mutex((inside: 0, most: 0))

    var most: Int { state.withLock { $0.most } }
    func enter() { state.withLock { $0 = ($0.inside + 1, max($0.most, $0.inside + 1)) } }
    func leave() { state.withLock { $0.inside -= 1 } }
}
