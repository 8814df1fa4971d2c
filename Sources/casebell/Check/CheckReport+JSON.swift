import FoundationEssentials

extension CheckReport {
    /// The report for scripts: `{ "directory", "errors", "warnings", "findings": [{ "severity",
    /// "file", "line", "column", "key", "message", "suggestion" }] }`; `line` and `column` are
    /// null where a whole file is meant. Keys are sorted; ends with a line break.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Strings and whole numbers alone: encoding them cannot fail.
        guard let data = try? encoder.encode(Document(self)) else { return "{}\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private struct Document: Encodable {
        var directory: String
        var errors: Int
        var warnings: Int
        var findings: [Entry]

        init(_ report: CheckReport) {
            directory = report.directory
            errors = report.errors
            warnings = report.warnings
            findings = report.findings.map(Entry.init)
        }
    }

    private struct Entry: Encodable {
        var finding: Finding

        init(_ finding: Finding) { self.finding = finding }

        enum Key: String, CodingKey {
            case severity, file, line, column, key, message, suggestion
        }

        func encode(to encoder: any Encoder) throws {
            var entry = encoder.container(keyedBy: Key.self)
            try entry.encode(finding.severity.rawValue, forKey: .severity)
            try entry.encode(finding.file, forKey: .file)
            // Null where there is none: scripts find the same keys in each entry.
            try entry.encode(finding.position?.line, forKey: .line)
            try entry.encode(finding.position?.column, forKey: .column)
            try entry.encode(finding.key, forKey: .key)
            try entry.encode(finding.message, forKey: .message)
            try entry.encode(finding.suggestion, forKey: .suggestion)
        }
    }
}
