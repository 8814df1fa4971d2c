/// The files of a configuration, opened and parsed.
struct Documents {
    let connection: YAMLDocument
    let people: YAMLDocument?
    let desk: YAMLDocument?
    let canned: YAMLDocument?
    let rota: YAMLDocument?
    let plans: YAMLDocument?
    private let calendars = CalendarDocuments()
    private let others: [YAMLDocument]

    private static let used = [
        "casebell.yaml", "people.yaml", "desk.yaml", "canned.yaml", "rota.yaml",
        "plans.yaml",
    ]

    init(_ files: ConfigurationFiles) {
        let names = files.names
        func open(_ file: String) -> YAMLDocument? {
            names.contains(file) ? .open(file, of: files) : nil
        }
        var others: [YAMLDocument] = []
        if let found = open("casebell.yaml") {
            connection = found
            if found.root == nil, found.findings.isEmpty {
                found.note(
                    .error, at: nil, key: "", "the file is empty", "Add networks: with one network."
                )
            }
        } else {
            connection = YAMLDocument(file: "casebell.yaml")
            connection.note(
                .error, at: nil, key: "", "the file is missing",
                "Create it; one network under networks: is enough.")
        }
        people = open("people.yaml")
        desk = open("desk.yaml")
        canned = open("canned.yaml")
        rota = open("rota.yaml")
        plans = open("plans.yaml")
        for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            guard !Documents.used.contains(name), !name.hasPrefix(".") else { continue }
            let document = YAMLDocument(file: printable(name))
            document.note(
                .warning, at: nil, key: "", "no file of this name is read",
                offer(Documents.used, insteadOf: name))
            others.append(document)
        }
        self.others = others
    }

    /// In the order in which a reader opens them.
    var all: [YAMLDocument] {
        [connection, people, desk, canned, rota, plans].compactMap(\.self) + calendars.all + others
    }

    /// Those that say how the desk works and who works in it, which a running desk can take over.
    var ofTheDesk: [YAMLDocument] { [people, desk, canned, rota, plans].compactMap(\.self) }

    /// The names of those that a configuration is read from.
    var files: [String] { [connection.file] + ofTheDesk.map(\.file) }

    /// All findings, file by file.
    var findings: [Finding] { all.flatMap(\.sortedFindings) }

    /// Whether what a file holds is known: it could be parsed, or is not there at all.
    var connectionIsKnown: Bool { connection.root != nil && connection.knows("networks") }
    var peopleAreKnown: Bool { people.knows("people") }
    var queuesAreKnown: Bool { desk.knows("queues") }
    var roomsAreKnown: Bool { desk.knows("rooms") }
    var cannedIsKnown: Bool { canned.knows("canned") }
    var chainsAreKnown: Bool { rota.knows("chains") }
}

extension YAMLDocument? {
    /// Of a file that is not there it is known that nothing stands in it.
    func knows(_ key: String, in path: String = "") -> Bool {
        map { $0.knows(key, in: path) } ?? true
    }
}

extension Documents {
    /// What is said of a calendar beside `rota.yaml`.
    func calendar(_ file: String) -> YAMLDocument { calendars.document(file) }
}

/// The calendars of which something is said.
private final class CalendarDocuments {
    private(set) var all: [YAMLDocument] = []

    func document(_ file: String) -> YAMLDocument {
        if let found = all.first(where: { $0.file == file }) { return found }
        let made = YAMLDocument(file: file)
        all.append(made)
        return made
    }
}
