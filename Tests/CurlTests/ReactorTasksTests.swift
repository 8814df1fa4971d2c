import Glibc
import Synchronization
import Testing

@testable import Curl

/// Tasks on the reactor's thread, and what rings there.
@Suite(.timeLimit(.minutes(3))) struct ReactorTasksTests {
    /// Threads as they were met, and when.
    private final class Visits: Sendable {
        private let list = Mutex<[(thread: pthread_t, at: ContinuousClock.Instant)]>([])
        func note() { list.withLock { $0.append((pthread_self(), .now)) } }
        var threads: Set<pthread_t> { Set(list.withLock { $0.map(\.thread) }) }
        var moments: [ContinuousClock.Instant] { list.withLock { $0.map(\.at) } }
        var count: Int { list.withLock(\.count) }
    }

    @Test func `a task goes on where its answers come`() async throws {
        let server = try LoopbackServer.http { _ in
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        }
        let alarms = Visits()
        let turns = Visits()
        try await withReactor { reactor in
            let (rings, bell) = AsyncStream.makeStream(of: Void.self)
            let alarm = reactor.alarm {
                alarms.note()
                bell.yield()
            }
            alarm.set(.now)
            await withTaskExecutorPreference(reactor.executor) {
                for await _ in rings {
                    turns.note()
                    if turns.count == 10 { break }
                    let call = reactor.call(.init(url: server.url, proxy: "")) { _ in
                        bell.yield()
                    }
                    call.start()
                }
            }
        }
        #expect(turns.count == 10)
        #expect(alarms.count == 1)
        #expect(turns.threads == alarms.threads)
        #expect(!turns.threads.contains(pthread_self()))
    }

    @Test func `a task whose reactor has ended goes on elsewhere`() async throws {
        let reactor = try CurlReactor()
        try reactor.start()
        let before = Visits()
        let after = Visits()
        await withTaskExecutorPreference(reactor.executor) {
            before.note()
            await Task.detached { reactor.stop() }.value
            await Task.yield()
            after.note()
        }
        #expect(after.count == 1)
        #expect(after.threads.isDisjoint(with: before.threads))
    }

    @Test func `a task that was given before the start waits for it`() async throws {
        let reactor = try CurlReactor()
        let visits = Visits()
        let task = Task(executorPreference: reactor.executor) { visits.note() }
        try? await Task.sleep(for: .milliseconds(20))
        #expect(visits.count == 0)
        try reactor.start()
        await task.value
        #expect(visits.count == 1)
        reactor.stop()
    }

    @Test func `an alarm rings once, and not before its time`() async throws {
        try await withReactor { reactor in
            let visits = Visits()
            let alarm = reactor.alarm { visits.note() }
            let due = ContinuousClock.now + .milliseconds(30)
            alarm.set(due)
            await until { visits.count > 0 }
            try? await Task.sleep(for: .milliseconds(40))
            #expect(visits.count == 1)
            #expect(visits.moments.allSatisfy { $0 >= due })
        }
    }

    @Test func `the last word counts, whether sooner, later or not at all`() async throws {
        try await withReactor { reactor in
            let sooner = Visits()
            let never = Visits()
            let last = Visits()
            let first = reactor.alarm { sooner.note() }
            let second = reactor.alarm { never.note() }
            let third = reactor.alarm { last.note() }
            first.set(.now + .seconds(600))
            second.set(.now + .milliseconds(10))
            third.set(.now + .milliseconds(60))
            first.set(.now + .milliseconds(5))
            second.set(nil)
            await until { last.count > 0 }
            #expect(sooner.count == 1)
            #expect(never.count == 0)
        }
    }

    @Test func `after the end nothing rings`() async throws {
        let reactor = try CurlReactor()
        try reactor.start()
        let visits = Visits()
        let alarm = reactor.alarm { visits.note() }
        alarm.set(.now + .milliseconds(20))
        reactor.stop()
        alarm.set(.now)
        try? await Task.sleep(for: .milliseconds(40))
        #expect(visits.count == 0)
    }

    /// Work that always leads to more must not keep the reactor from its sockets.
    @Test func `who never rests leaves the sockets their turn`() async throws {
        let server = try LoopbackServer.http { _ in
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        }
        try await withReactor { reactor in
            let isOver = Mutex(false)
            async let busy: Void = withTaskExecutorPreference(reactor.executor) {
                while !isOver.withLock({ $0 }) { await Task.yield() }
            }
            let status = try await reactor.perform(.init(url: server.url, proxy: "")).status
            isOver.withLock { $0 = true }
            await busy
            #expect(status == 200)
        }
    }
}
