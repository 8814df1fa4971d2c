import Foundation
import Logging

extension LogSection {
    /// Sends the program's log to standard error, in the configured shape.
    func bootstrap() {
        let level = Logger.Level(rawValue: level.rawValue) ?? .info
        let format = format
        LoggingSystem.bootstrap { label in
            StandardErrorLog(label: label, logLevel: level, format: format)
        }
    }
}

/// A line for each event, with ids and never people's words.
struct StandardErrorLog: LogHandler {
    let label: String
    var logLevel: Logger.Level
    let format: LogSection.Format
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }
        let line =
            switch format {
            case .text: text(event, fields)
            case .json: json(event, fields)
            }
        Outlet.error.offer(line + "\n")
    }

    private func text(
        _ event: LogEvent, _ fields: [(key: String, value: Logger.Metadata.Value)]
    ) -> String {
        let tail = fields.map { " \($0.key)=\(oneLine("\($0.value)"))" }.joined()
        return "\(stamp) \(event.level) \(oneLine("\(event.message)"))\(tail)"
    }

    private func json(
        _ event: LogEvent, _ fields: [(key: String, value: Logger.Metadata.Value)]
    ) -> String {
        var object: [String: String] = Dictionary(
            fields.map { ($0.key, "\($0.value)") }, uniquingKeysWith: { first, _ in first })
        object["time"] = stamp
        object["level"] = event.level.rawValue
        object["message"] = "\(event.message)"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings alone: encoding them cannot fail.
        return (try? encoder.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private var stamp: String { Date().formatted(.iso8601) }

    private func oneLine(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
    }
}
