/// How a line has to read: its words as they stand, and in braces what is another each time.
///
/// `{time}` is a clock, `{lapse}` a distance in time, `{…}` anything. `{mark:a}` is a mark and
/// `{person:w}` a person, known from there on as `{a}` and `{w}`.
struct LinePattern: Sendable {
    private enum Part: Sendable {
        case words(String)
        case kind(String)
        case named(kind: String, name: String)
        case known(String)
    }
    private static let kinds = [
        "time": "(?:\\d{1,2} [A-Z][a-z]{2} )?\\d\\d:\\d\\d(?::\\d\\d)?", "lapse": "[^()·]+?",
        "…": ".*?",
        "mark": "[a-km-np-z2-9]{4}", "person": "[a-z]+", "number": "\\d+",
    ]
    private var parts: [Part] = []

    init(_ text: String) {
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
            parts.append(LinePattern.part(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.words(String(rest))) }
    }

    /// The same, said to somebody by name.
    func spoken(to name: String) -> LinePattern {
        var spoken = self
        spoken.parts.insert(.words("\(name): "), at: 0)
        return spoken
    }

    private static func part(_ inside: Substring) -> Part {
        if kinds[String(inside)] != nil { return .kind(String(inside)) }
        let halves = inside.split(separator: ":")
        return halves.count == 2
            ? .named(kind: String(halves[0]), name: String(halves[1])) : .known(String(inside))
    }

    /// What the line gives names to; nothing if it reads otherwise.
    /// - Parameter known: what earlier lines gave names to.
    func match(_ line: String, _ known: [String: String]) throws -> [String: String]? {
        var pattern = ""
        var names: [String] = []
        for part in parts {
            switch part {
            case .words(let words): pattern += LinePattern.escaped(words)
            case .kind(let kind): pattern += LinePattern.kinds[kind, default: ".*?"]
            case .named(let kind, let name):
                names.append(name)
                pattern += "(\(LinePattern.kinds[kind, default: ".*?"]))"
            case .known(let name):
                pattern += LinePattern.escaped(known[name, default: "{\(name)}"])
            }
        }
        guard let found = try Regex(pattern).wholeMatch(in: line) else { return nil }
        var values: [String: String] = [:]
        for (index, name) in names.enumerated() {
            values[name] = found.output[index + 1].substring.map(String.init)
        }
        return values
    }

    /// What is said, with the names filled in.
    static func filled(_ text: String, _ known: [String: String]) -> String {
        known.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    private static func escaped(_ words: String) -> String {
        var pattern = ""
        for character in words {
            if character.isASCII, !character.isLetter, !character.isNumber, character != " " {
                pattern += "\\"
            }
            pattern.append(character)
        }
        return pattern
    }
}
