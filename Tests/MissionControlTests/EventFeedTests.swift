import CaseStore
import Casework
import HTTPTypes
import Synchronization
import Testing

@testable import MissionControl

@Suite(.timeLimit(.minutes(1)))
struct EventFeedTests {
    private static let accept = ["Accept: text/event-stream"]

    @Test(arguments: [
        ("/v1/events", [], ["id: 1\n", "id: 2\n", "id: 3\n"]),
        ("/v1/events?after=1", [], ["id: 2\n", "id: 3\n"]),
        ("/v1/events?after=1", ["Last-Event-ID: 2"], ["id: 3\n"]),
    ])
    func `resumes where it is told to`(path: String, fields: [String], ids: [String]) async throws {
        try await ServedDesk.serving { served in
            served.store.change { $0.events = (1...3).map { .sample($0) } }
            let request = served.client.request("GET", path, Self.accept + fields)
            let stream = try await served.client.exchange(request, until: "ab3\"}\n\n")
            #expect(stream.lowercased().contains("content-type: text/event-stream"))
            let found = ["id: 1\n", "id: 2\n", "id: 3\n"].filter(stream.contains)
            #expect(found == ids)
            #expect(stream.contains(#"data: {"seq":3,"case":1,"#))
        }
    }

    @Test(arguments: [
        ("text/event-stream", true), ("application/json, text/event-stream", true),
        ("Text/Event-Stream ; q=0.5", true), ("text/event-stream, */*", true),
        ("application/json;q=0.4, text/event-stream;q=0.5", true),
        ("text/event-stream;q=0, application/json", false), ("text/event-stream; Q=0.000", false),
        ("text/event-stream;q=0.5, application/json", false),
        ("text/event-stream;q=0.5, */*;q=0.8", false), ("*/*", false), ("text/*", false),
        (",;,", false), ("", false),
    ])
    func `is given to whoever wants it most`(accept: String, isWanted: Bool) {
        let head = HTTPRequest(
            method: .get, scheme: nil, authority: nil, path: "/v1/events",
            headerFields: [.accept: accept])
        #expect(EventFeed.isWanted(head) == isWanted)
    }

    @Test func `wakes up for new events when told of them`() async throws {
        let bell = Bell()
        try await ServedDesk.serving(
            newEvents: bell, limits: { $0.feedInterval = .seconds(3600) }
        ) { served in
            served.store.change { $0.events = [.sample(1)] }
            let request = served.client.request("GET", "/v1/events", Self.accept)
            async let stream = served.client.exchange(request, until: "id: 2\n")
            await bell.listenedTo()
            served.store.change { $0.events.append(.sample(2)) }
            bell.ring()
            let told = try await stream
            #expect(told.contains("id: 1\n"))
        }
    }

    @Test func `looks by itself where nobody tells, and keeps the stream alive`() async throws {
        try await ServedDesk.serving(limits: {
            $0.feedInterval = .milliseconds(10)
            $0.keepAlive = .milliseconds(20)
        }) { served in
            let request = served.client.request("GET", "/v1/events", Self.accept)
            _ = try await served.client.exchange(request, until: "\n:\n\n")
            async let stream = served.client.exchange(request, until: "id: 1\n")
            served.store.change { $0.events = [.sample(1)] }
            _ = try await stream
        }
    }

    @Test func `has a limit and tells`() async throws {
        try await ServedDesk.serving(limits: { $0.streams = 0 }) { served in
            let reply = try await served.client.get("/v1/events", Self.accept)
            #expect(reply.status == 503)
            #expect(reply.field("retry-after") == "30")
        }
    }

    @Test func `gives its slot back when the reader leaves`() async throws {
        try await ServedDesk.serving(limits: {
            $0.streams = 1
            $0.feedInterval = .milliseconds(10)
            $0.keepAlive = .milliseconds(10)
        }) { served in
            let request = served.client.request("GET", "/v1/events", Self.accept)
            for _ in 0..<3 {
                var answer = ""
                while !answer.hasPrefix("HTTP/1.1 200") {
                    answer = try await served.client.exchange(request, until: "\r\n\r\n")
                }
            }
        }
    }

    @Test func `ends streams when the daemon stops`() async throws {
        let bell = Bell()
        try await withThrowingTaskGroup { group in
            try await ServedDesk.serving(newEvents: bell) { served in
                let request = served.client.request("GET", "/v1/events", Self.accept)
                group.addTask { try await served.client.exchange(request) }
                await bell.listenedTo()
            }
            let stream = try await group.next()
            #expect(stream?.hasSuffix("0\r\n\r\n") == true)
        }
    }
}

/// Rings for new events when the test says so.
private final class Bell: NewEvents {
    private struct State {
        var listeners: [AsyncStream<Void>.Continuation] = []
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    func signals() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let waiting = state.withLock { state in
            state.listeners.append(continuation)
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.resume() }
        return stream
    }

    func ring() {
        for listener in state.withLock({ $0.listeners }) { listener.yield() }
    }

    func listenedTo() async {
        await withCheckedContinuation { continuation in
            let isHeard = state.withLock { state in
                if state.listeners.isEmpty { state.waiting.append(continuation) }
                return !state.listeners.isEmpty
            }
            if isHeard { continuation.resume() }
        }
    }
}
