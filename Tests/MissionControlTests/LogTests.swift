import Casework
import Desk
import Logging
import Synchronization
import Testing

@testable import MissionControl

@Suite(.timeLimit(.minutes(1)))
struct LogTests {
    @Test func `what is refused on purpose fills no log`() async throws {
        let paper = LogPaper()
        try await ServedDesk.serving(logger: paper.logger) { served in
            served.desk.change { $0.storeIsWritable = false }
            served.desk.refuse(with: DeskUnavailable.overloaded)
            let replies = [
                try await served.client.get("/readyz"), try await served.client.get("/nowhere"),
                try await served.client.post("{"), try await served.client.post("{}"),
                try await served.client.post(mara),
            ]
            #expect(replies.map(\.status) == [503, 404, 400, 422, 503])
        }
        let refusals = paper.lines.filter { $0.text.contains("request not served") }
        #expect(refusals.count == 5)
        #expect(refusals.allSatisfy { $0.level == .debug })
    }

    @Test func `what nobody expected is an error`() async throws {
        struct Surprise: Error {}
        let paper = LogPaper()
        try await ServedDesk.serving(logger: paper.logger) { served in
            served.desk.refuse(with: Surprise())
            let reply = try await served.client.post(mara)
            #expect(reply.status == 500)
        }
        let errors = paper.lines.filter { $0.level == .error }
        #expect(errors.count == 1)
        #expect(errors.first?.text.contains("Surprise") == true)
    }

    @Test func `whoever logs the service logs its name`() async throws {
        let paper = LogPaper()
        try await ServedDesk.serving(logger: paper.logger) { _ in }
        #expect(paper.lines.contains { $0.text.contains("MissionControl") })
        #expect(!paper.lines.contains { $0.text.contains("tokens") })
    }
}

/// Keeps what is logged, metadata included.
private final class LogPaper: Sendable {
    struct Line: Sendable {
        var level: Logger.Level
        var text: String
    }

    private let state = Mutex<[Line]>([])

    var lines: [Line] { state.withLock { $0 } }

    func write(_ line: Line) { state.withLock { $0.append(line) } }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(paper: self) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let paper: LogPaper
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let text = "\(event.message) \(event.metadata ?? [:])"
            paper.write(Line(level: event.level, text: text))
        }
    }
}
