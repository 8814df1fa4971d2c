import CaseStore
import Casework
import HTTPTypes
import HummingbirdCore
import NIOCore
import Notation
import ServiceLifecycle

/// The audit as server-sent events (WHATWG HTML, 9.2): each event's sequence is its id, so that a
/// reader who comes back with `Last-Event-ID` misses nothing.
struct EventFeed: Sendable {
    /// Events read from the store at once.
    static let pageSize = 100
    /// Bytes after which no further event is put into one piece of a stream: every stream may
    /// have one in memory that its reader does not fetch.
    static let pieceBytes = 256 << 10

    let store: any CaseStore
    let newEvents: (any NewEvents)?
    let limits: ServingLimits
    let slots: Slots
    let now: @Sendable () -> Instant

    /// Whether the reader names a stream, and would not rather have an array.
    static func isWanted(_ head: HTTPRequest) -> Bool {
        var weights: [String: Double] = [:]
        for range in (head.headerFields[.accept] ?? "").split(separator: ",") {
            guard let type = range.split(separator: ";").first else { continue }
            weights[type.trimmed.lowercased()] = weight(of: range)
        }
        guard let stream = weights["text/event-stream"], stream > 0 else { return false }
        let array = weights["application/json"] ?? weights["application/*"] ?? weights["*/*"]
        return stream >= array ?? 0
    }

    /// RFC 9110, 12.4.2: "a value of 0 means "not acceptable"", and of what says nothing it is 1.
    private static func weight(of range: Substring) -> Double {
        for parameter in range.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1).map(\.trimmed)
            guard parts.count == 2, parts[0].lowercased() == "q" else { continue }
            guard let weight = Double(parts[1]), (0...1).contains(weight) else { return 1 }
            return weight
        }
        return 1
    }

    /// Takes a slot for a stream. Where it starts: after `Last-Event-ID`, else after `after`.
    func admit(_ head: HTTPRequest, _ text: Substring) async throws -> Int64 {
        var query = Query(text, known: ["after", "limit"])
        var after = query.number("after", in: 0...Int64.max) ?? 0
        _ = query.number("limit", in: 1...CaseReader.limitMax)
        try query.check()
        if let last = try EventFeed.lastEvent(head) { after = last }
        // No stream can say so any more once it has begun.
        try CaseReader.check(after: after, last: try await store.read { try $0.lastEvent() })
        guard slots.enter() else {
            throw Problem.unavailable(
                "All \(slots.limit) event streams are taken.", retryAfterSeconds: 30)
        }
        return after
    }

    /// What a reader had seen before it was cut off.
    static func lastEvent(_ head: HTTPRequest) throws -> Int64? {
        guard let text = head.headerFields.value("last-event-id"), !text.isEmpty else {
            return nil
        }
        guard text.utf8.count <= 18, let sequence = Int64(plain: text) else {
            throw Problem(.badRequest, "Last-Event-ID is the sequence of an event.")
        }
        return sequence
    }

    /// Runs until the reader leaves or the daemon stops; gives the slot back.
    @concurrent
    func run(after: Int64, _ writer: consuming ResponseWriter, on channel: any Channel)
        async throws
    {
        defer { slots.leave() }
        let head = HTTPResponse(
            status: .ok,
            headerFields: [
                .contentType: "text/event-stream", .cacheControl: "no-store",
                .date: now().httpDate, .xContentTypeOptions: "nosniff",
            ])
        var body = try await writer.writeHead(head)
        try await body.write(ByteBuffer(string: "retry: 2000\n\n"))
        let (ticks, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup { [limits, newEvents] group in
            defer { group.cancelAll() }
            continuation.yield()
            group.addTask {
                while true {
                    try await Task.sleep(for: limits.feedInterval)
                    continuation.yield()
                }
            }
            if let newEvents {
                group.addTask {
                    for await _ in newEvents.signals() { continuation.yield() }
                }
            }
            try await tell(ticks, after: after, &body, on: channel)
        }
        try await body.finish(nil)
    }

    @concurrent
    private func tell(
        _ ticks: AsyncStream<Void>, after: Int64, _ body: inout some ResponseBodyWriter,
        on channel: any Channel
    ) async throws {
        var cursor = after
        var lastWord = ContinuousClock.now
        for await _ in ticks.cancelOnGracefulShutdown() {
            guard channel.isActive else { return }
            while let (chunk, last) = try await page(after: cursor) {
                try await write(chunk, &body, on: channel)
                cursor = last
                lastWord = .now
            }
            if .now - lastWord >= limits.keepAlive {
                try await write(Array(":\n\n".utf8), &body, on: channel)
                lastWord = .now
            }
        }
    }

    @concurrent
    private func write(
        _ bytes: [UInt8], _ body: inout some ResponseBodyWriter, on channel: any Channel
    ) async throws {
        let deadline = channel.cut(after: limits.answerDeadline)
        defer { deadline.cancel() }
        try await body.write(ByteBuffer(bytes: bytes))
    }

    /// The next events as they go out and the last one's sequence; nothing if there are none.
    private func page(after cursor: Int64) async throws -> (chunk: [UInt8], last: Int64)? {
        try await store.read { reading in
            guard try reading.lastEvent() > cursor else { return nil }
            let events = try reading.tellings(after: cursor, limit: EventFeed.pageSize)
            var chunk: [UInt8] = []
            var last: Int64?
            for event in events where chunk.count < EventFeed.pieceBytes {
                var writer = JSONWriter()
                writer.event(event)
                chunk += Array("id: \(event.sequence)\ndata: ".utf8)
                // A line break in stored JSON is white space; here it would end the field.
                chunk += writer.bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
                chunk += Array("\n\n".utf8)
                last = event.sequence
            }
            return last.map { (chunk, $0) }
        }
    }
}
