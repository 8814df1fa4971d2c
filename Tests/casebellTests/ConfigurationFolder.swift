import Casework
import FoundationEssentials
import Testing

@testable import casebell

/// A directory of configuration for one test, removed when the test lets go of it.
final class ConfigurationFolder {
    let path: String

    /// One network and nothing else.
    static let oneNetwork = "networks:\n  - name: office\n    irc: { server: irc.example.org }\n"

    init() throws {
        let place = FileManager.default.temporaryDirectory
        path = place.appendingPathComponent("casebell-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    /// Writes these files, and a `casebell.yaml` of one network unless another is among them.
    convenience init(_ files: [String: String]) throws {
        try self.init()
        if files["casebell.yaml"] == nil { try write("casebell.yaml", Self.oneNetwork) }
        for (name, text) in files { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, bytes: Array(text.utf8))
    }

    @discardableResult
    func write(_ name: String, bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }

    /// The report without the directory's own name and the last line.
    var findings: String { findings(at: Instant(Date())) }

    func findings(at now: Instant) -> String {
        let text = check(directory: path, now: now).text.replacing("\(path)/", with: "")
        return text.split(separator: "\n").dropLast().joined(separator: "\n")
    }

    /// The configuration, which has to be accepted.
    func configuration(_ location: SourceLocation = #_sourceLocation) throws -> Configuration {
        let reading = Configuration.read(from: path)
        return try #require(
            reading.configuration, "\(reading.report.text)", sourceLocation: location)
    }
}
