import Yams

/// One file while it is read: its tree, what was found wrong in it, and where each key stands.
/// Lives no longer than the reading.
final class YAMLDocument {
    /// The name inside the configuration's directory.
    let file: String
    /// The tree. Its values refer to this document, which therefore keeps none of them.
    private var tree: Node?
    private var marks: Set<Unicode.Scalar> = []
    private(set) var findings: [Finding] = []
    private(set) var positions: [String: Position] = [:]
    /// The keys that the section at each path asks for, which makes them known: the schemas for
    /// editors have to have the same.
    private(set) var asked: [String: [String]] = [:]

    /// More findings than this help nobody; the rest is counted in one last line.
    static let findingsMax = 200
    private var findingsLeftOut = 0
    /// The gravest of those: what is only warned of stops nobody, however often.
    private var leftOut = Finding.Severity.warning

    init(file: String) { self.file = file }

    func grow(_ node: Node, hiding marks: Set<Unicode.Scalar>) {
        tree = node
        self.marks = marks
    }

    /// Whether this is the first of two equal keys, renamed and reported when the tree was made.
    func hides(_ key: String) -> Bool { key.unicodeScalars.first.map(marks.contains) ?? false }

    /// The top of the tree; nothing if the file has no content or could not be parsed.
    var root: Value? { tree.map { Value(node: $0, path: "", document: self) } }

    /// Remembers where a path of keys stands, for what can only be checked when all is read.
    func remember(_ path: String, at position: Position?) { positions[path] = position }

    func note(asked keys: [String], at path: String) { asked[path] = keys }

    /// - Parameter suggestion: looking for the nearest word takes its time, and is not done for
    ///   what is left out.
    func note(
        _ severity: Finding.Severity, at position: Position?, key: String, _ message: String,
        _ suggestion: @autoclosure () -> String
    ) {
        guard findings.count < Self.findingsMax else {
            findingsLeftOut += 1
            if severity == .error { leftOut = .error }
            return
        }
        findings.append(
            Finding(
                severity: severity, file: file, position: position, key: key, message: message,
                suggestion: suggestion()))
    }

    /// Notes something about the key at `path`, or about the nearest key around it that is in
    /// the file where that one is left to its default.
    func note(
        _ severity: Finding.Severity, of path: String, _ message: String,
        _ suggestion: @autoclosure () -> String
    ) {
        var shown = path
        while positions[shown] == nil, let cut = shown.lastIndex(where: { ".[".contains($0) }) {
            shown = String(shown[..<cut])
        }
        note(severity, at: positions[shown], key: shown, message, suggestion())
    }

    /// Whether something at this path or below it is wrong: then what it lacks says nothing.
    func hasErrors(under path: String = "") -> Bool {
        leftOut == .error
            || findings.contains { $0.severity == .error && $0.key.hasPrefix(path) }
    }

    /// Whether what a key at `path` has is known: the file could be parsed, the key is not misspelt,
    /// and what it should be stands there. Of what is not known nothing is missing.
    func knows(_ key: String, in path: String = "") -> Bool {
        guard let root else { return findings.isEmpty }
        guard root.isGroup else { return false }
        let begin = path.isEmpty ? "" : "\(path)."
        let errors = findings.filter { $0.severity == .error && $0.key.hasPrefix(begin) }
            .map { String($0.key.dropFirst(begin.count)) }
        if positions[begin + key] != nil { return !errors.contains(key) }
        let asked = asked[path] ?? []
        return errors.allSatisfy { name in
            name.isEmpty || name.contains { ".[".contains($0) } || asked.contains(name)
        }
    }

    /// The findings in the order of the file.
    var sortedFindings: [Finding] {
        let start = Position(line: 0, column: 0)
        var sorted = findings.enumerated().sorted { left, right in
            (left.element.position ?? start, left.offset)
                < (right.element.position ?? start, right.offset)
        }.map(\.element)
        if findingsLeftOut > 0 {
            sorted.append(
                Finding(
                    severity: leftOut, file: file, position: nil, key: "",
                    message: "\(findingsLeftOut) more findings are left out",
                    suggestion: "Mend these first."))
        }
        return sorted
    }
}
