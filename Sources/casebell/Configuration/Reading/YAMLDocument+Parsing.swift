import Yams

extension YAMLDocument {
    /// Reads and parses a file. What goes wrong is noted, and the document has no root.
    static func open(_ file: String, of files: ConfigurationFiles) -> YAMLDocument {
        let document = YAMLDocument(file: file)
        do throws(SourceText.Trouble) {
            document.parse(try files.open(file).text)
        } catch {
            document.note(.error, at: error.position, key: "", error.message, error.suggestion)
        }
        return document
    }

    /// Makes the tree. Anchors are refused before: nested ones grow without bound.
    func parse(_ text: String) {
        if let anchor = Anchors.first(in: text) {
            return note(
                .error, at: anchor.position, key: "",
                "anchors and aliases (\"*\(printable(anchor.name))\") are not used here",
                "Write the value out, or put what begins with * or & in quotes.")
        }
        var repeated = RepeatedKeys(text)
        while true {
            do {
                // No resolver rules: what a word means is decided by who reads it, so that
                // `no` stays a word of customers and a language.
                let parser = try Parser(yaml: repeated.text, resolver: .basic, encoding: .utf8)
                guard let node = try parser.singleRoot() else { return }
                repeated.report(in: node, to: self)
                grow(node, hiding: repeated.marks)
                return
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let position = Position(line: context.mark.line, column: context.mark.column)
                guard repeated.hide(keys.first ?? "", at: position) else {
                    return note(
                        .error, at: position, key: "",
                        "the key \"\(printable(keys.first ?? ""))\" stands here more than once",
                        "Keep one of them.")
                }
            } catch {
                return note(error, in: SourceLines(repeated.text))
            }
        }
    }

    private func note(_ problem: any Error, in lines: SourceLines) {
        switch problem {
        case YamlError.composer(_, let problem, let mark, _)
        where problem.contains("another document"):
            note(
                .error, at: lines.position(line: mark.line, column: mark.column), key: "",
                "a second document begins here", "Remove the line with ---.")
        case YamlError.parser(_, let problem, let mark, _) where problem.contains("nesting"):
            note(
                .error, at: lines.position(line: mark.line, column: mark.column), key: "",
                "this is nested too deep", "Remove the brackets or the indentation.")
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            let position = lines.position(line: mark.line, column: mark.column)
            let beginning = context.map { context in
                lines.position(line: context.mark.line, column: context.mark.column).line
            }
            let began = context.map { " \($0.text), begun on line \(beginning ?? 1)" } ?? ""
            note(
                .error, at: position, key: "", "this is not YAML: \(problem)\(began)",
                hint(for: problem + began, from: beginning, to: position, in: lines))
        case YamlError.reader(let problem, _, let value, _):
            note(
                .error, at: UInt32(exactly: value).flatMap(lines.position(of:)), key: "",
                "this is not YAML: \(problem)", "Remove the character.")
        default:
            note(.error, at: nil, key: "", "this is not YAML", "")
        }
    }

    /// The usual cause of a parser's complaint, told by where it stands.
    private func hint(
        for problem: String, from beginning: Int?, to position: Position, in source: SourceLines
    ) -> String {
        let lines = source.lines
        let line = lines[position.line - 1]
        let first = min(beginning ?? position.line, position.line)
        let all = lines.prefix(position.line).dropFirst(first - 1)
        if line.prefix(while: \.properties.isWhitespace).contains("\t") {
            return "Indent with spaces: YAML takes no tabs there."
        }
        if let found = line.dropFirst(position.column - 1).first,
            "@`%!*&".unicodeScalars.contains(found)
        {
            return "Put what begins with \(found) in quotes."
        }
        if problem.contains("mapping values are not allowed") {
            return "Mend the indentation, or put a text with \": \" in quotes."
        }
        if problem.contains("scanning an alias") || problem.contains("scanning an anchor") {
            return "Put what begins with * or & in quotes."
        }
        if !problem.contains("quoted"), all.contains(where: { Substring($0).contains(" #") }) {
            return "Put what begins with # in quotes."
        }
        return "Look for a missing quote, bracket, comma or colon on this line or the one before."
    }
}
