import Yardstick

@testable import casebell

/// What holds for everything that is said about a configuration: it has a place in its file, a key
/// or a reason why not, and is one harmless line.
enum FindingProperties {
    private static let bytesMax = 2400

    static func violation(of report: CheckReport, in texts: [String: [UInt8]]) -> String? {
        var files: [String: FileLines] = [:]
        for finding in report.findings {
            guard let bytes = texts[finding.file] ?? missing(finding) else {
                return "a finding in “\(finding.file)”, which is not there"
            }
            let lines = files[finding.file] ?? FileLines(bytes)
            files[finding.file] = lines
            if let violation = violation(of: finding, in: lines) {
                return "\(violation): \(finding)"
            }
        }
        let lines = report.text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == report.findings.count + 2 else { return "\(lines.count) lines" }
        return order(of: report.findings)
    }

    private static func missing(_ finding: Finding) -> [UInt8]? {
        finding.message == "the file is missing" ? [] : nil
    }

    static func violation(of finding: Finding, in lines: FileLines) -> String? {
        guard !finding.message.isEmpty else { return "nothing is said" }
        for words in [finding.key, finding.message, finding.suggestion] {
            if let harm = HarmlessLine.violation(in: words, bytesMax: bytesMax) { return harm }
        }
        guard let position = finding.position else {
            return finding.severity == .warning || isOfWholeFile(finding)
                ? nil : "an error without a place"
        }
        guard lines.hold(position) else { return "a place that is not in the file" }
        return aim(finding, at: lines.scalar(at: position))
    }

    private static let wholeFile = [
        "the file is missing", "the file is empty", "this is not YAML",
    ]

    private static func isOfWholeFile(_ finding: Finding) -> Bool {
        wholeFile.contains(finding.message) || finding.message.hasSuffix("are left out")
    }

    /// What is said about one character stands at that character.
    private static func aim(_ finding: Finding, at scalar: Unicode.Scalar?) -> String? {
        if finding.message.hasPrefix("anchors and aliases") {
            return scalar == "*" ? nil : "no alias stands there"
        }
        if finding.suggestion == "Remove the character." {
            guard let scalar else { return "no character stands there" }
            return (0x20...0x7E).contains(scalar.value) ? "a letter to be removed" : nil
        }
        return nil
    }

    /// Of one file all stand together, in the order of their places.
    private static func order(of findings: [Finding]) -> String? {
        let start = Position(line: 0, column: 0)
        for (earlier, later) in zip(findings, findings.dropFirst())
        where earlier.file == later.file && !later.message.hasSuffix("are left out") {
            if later.position ?? start < earlier.position ?? start { return "out of order" }
        }
        return nil
    }
}

/// A text as YAML counts its lines.
struct FileLines {
    private var lines: [[Unicode.Scalar]] = [[]]

    init(_ bytes: [UInt8]) {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        var last: Unicode.Scalar?
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n" where last == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": lines.append([])
            default: lines[lines.count - 1].append(scalar)
            }
            last = scalar
        }
    }

    func hold(_ position: Position) -> Bool {
        (1...lines.count).contains(position.line)
            && (1...(lines[position.line - 1].count + 1)).contains(position.column)
    }

    func scalar(at position: Position) -> Unicode.Scalar? {
        guard hold(position) else { return nil }
        return lines[position.line - 1].dropFirst(position.column - 1).first
    }
}
