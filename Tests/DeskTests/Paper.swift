import Logging
import Synchronization

/// What is logged, with its level and metadata; nothing of what only debugging wants to know.
final class Paper: Sendable {
    private let written = Mutex<[String]>([])
    var lines: [String] { written.withLock { $0 } }

    /// The lines with these words in them.
    func lines(with words: String) -> [String] { lines.filter { $0.contains(words) } }

    var logger: Logger {
        var logger = Logger(label: "desk") { _ in Handler(paper: self) }
        logger.logLevel = .info
        return logger
    }

    private struct Handler: LogHandler {
        let paper: Paper
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
