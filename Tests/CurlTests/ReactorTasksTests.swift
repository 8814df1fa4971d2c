import Glibc
import Synchronization
import Testing

@testable import Curl

/// Tasks on the reactor's thread, and what rings there.
@Suite(.timeLimit(.minutes(3))) struct ReactorTasksTests {
    private final class Visits: Sendable {
        private let list = Mutex<[ContinuousClock.Instant]>([])
        func note() { list.withLock { $0.append(.now) } }
        var moments: [ContinuousClock.Instant] { list.withLock(\.self) }
        var count: Int { moments.count }
    }

    /// Left on a thread, it is on no other: a `pthread_t` may soon be another thread's.
    private struct Mark {
        private let key: pthread_key_t

        init() {
            var key = pthread_key_t()
            pthread_key_create(&key, nil)
            self.key = key
        }

        func leave() { pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1)) }
        var isHere: Bool { pthread_getspecific(key) != nil }
    }

    @Test func `a task goes on where its answers come`() async throws {
        let server = try LoopbackServer.http { _ in
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        }
        let alarms = Visits()
        let turns = Visits()
        let mark = Mark()
        try await withReactor { reactor in
            let (rings, bell) = AsyncStream.makeStream(of: Void.self)
            let alarm = reactor.alarm {
                alarms.note()
                mark.leave()
                bell.yield()
            }
            alarm.set(.now)
            await withTaskExecutorPreference(reactor.executor) {
                for await _ in rings {
                    turns.note()
                    #expect(mark.isHere)
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
        #expect(!mark.isHere)
    }

    @Test func `a task whose reactor has ended goes on elsewhere`() async throws {
        let reactor = try CurlReactor()
        try reactor.start()
        let mark = Mark()
        await withTaskExecutorPreference(reactor.executor) {
            mark.leave()
            await Task.yield()
            #expect(mark.isHere)
            await Task.detached { reactor.stop() }.value
            await Task.yield()
            #expect(!mark.isHere)
        }
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
        let sooner = Visits()
        let never = Visits()
        let last = Visits()
        let reactor = try CurlReactor()
        let first = reactor.alarm { sooner.note() }
        let second = reactor.alarm { never.note() }
        let third = reactor.alarm { last.note() }
        let later = ContinuousClock.now + .milliseconds(60)
        first.set(.now + .seconds(600))
        second.set(.now)
        third.set(.now)
        first.set(.now)
        second.set(nil)
        third.set(later)
        // All of it is there before anything can ring.
        try reactor.start()
        defer { reactor.stop() }
        await until { last.count > 0 }
        #expect(sooner.count == 1)
        #expect(never.count == 0)
        #expect(last.moments.allSatisfy { $0 >= later })
    }

    @Test func `after the end nothing rings`() async throws {
        let reactor = try CurlReactor()
        try reactor.start()
        let visits = Visits()
        let alarm = reactor.alarm { visits.note() }
        #expect(alarm.set(.now + .seconds(600)))
        reactor.stop()
        #expect(!alarm.set(.now))
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
