package import Logging
import Synchronization

/// What is logged, with its level and metadata; nothing of what only debugging wants to know.
package final class LogPaper: Sendable {
    private let written = Mutex<[String]>([])

    package init() {}

    /// As `level message key=value …`, in the order in which they were logged.
    package var lines: [String] { written.withLock { $0 } }

    /// The lines with these words in them.
    package func lines(with words: String) -> [String] { lines.filter { $0.contains(words) } }

    package var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(paper: self) }
        logger.logLevel = .info
        return logger
    }

    private struct Handler: LogHandler {
        let paper: LogPaper
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let about = (event.metadata ?? [:]).map { " \($0.key)=\($0.value)" }.sorted()
            let line = "\(event.level) \(event.message)\(about.joined())"
            paper.written.withLock { $0.append(line) }
        }
    }
}
