import Casework
import Foundation

/// All that `casebell check` found in a directory, in a stable order: by file as a reader opens
/// them, then by position.
struct CheckReport: Hashable, Sendable {
    /// The directory as it was given.
    var directory: String
    var findings: [Finding]

    var errors: Int { findings.count { $0.severity == .error } }
    var warnings: Int { findings.count { $0.severity == .warning } }
    /// Whether the configuration can be used; warnings do not stand in the way.
    var isAccepted: Bool { errors == 0 }

    /// One line for each finding (`file:line:column: severity: key: what is wrong. The way out.`)
    /// and a last one that counts them. Ends with a line break.
    var text: String {
        (findings.map(line(for:)) + [summary]).map { $0 + "\n" }.joined()
    }

    /// `bot-config: 1 error, 2 warnings`, or that all is well.
    var summary: String {
        guard errors + warnings > 0 else { return "\(directory): no mistakes found" }
        var counts: [String] = []
        if errors > 0 { counts.append(errors == 1 ? "1 error" : "\(errors) errors") }
        if warnings > 0 { counts.append(warnings == 1 ? "1 warning" : "\(warnings) warnings") }
        return "\(directory): " + counts.joined(separator: ", ")
    }

    func line(for finding: Finding) -> String {
        var place = directory
        if !finding.file.isEmpty { place += (place.hasSuffix("/") ? "" : "/") + finding.file }
        if let position = finding.position { place += ":\(position.line):\(position.column)" }
        let key = finding.key.isEmpty ? "" : "\(finding.key): "
        let wayOut = finding.suggestion.isEmpty ? "" : " \(finding.suggestion)"
        return "\(place): \(finding.severity.rawValue): \(key)\(finding.message).\(wayOut)"
    }
}

/// Reads the configuration in `directory` and says everything that is wrong with it. Needs no
/// environment variable, no network and no write access.
func check(directory: String, now: Instant = Instant(Date())) -> CheckReport {
    Configuration.read(from: directory, now: now).report
}
