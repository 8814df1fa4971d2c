import Foundation
import Testing

/// The cases of an enum as they stand in its source, so that one which is added is missed at once.
enum SourceCases {
    private static let room = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Casework")

    /// The names of its cases; the file is `swift format`ted.
    static func names(of name: String, in file: String) throws -> Set<String> {
        let text = try String(contentsOf: room.appending(path: file), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let body = lines.drop { !$0.hasPrefix("package enum \(name):") }.dropFirst()
            .prefix { $0 != "}" }
        let cases = body.map { $0.replacing("    indirect case ", with: "    case ") }.filter {
            $0.hasPrefix("    case ")
        }.map { line in
            String(line.dropFirst(9).prefix { $0.isLetter || $0.isNumber })
        }
        try #require(!cases.isEmpty, "no enum \(name) in \(file)")
        return Set(cases)
    }
}
