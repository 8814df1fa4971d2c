/// The files of a configuration, opened and parsed.
struct Documents {
    let connection: YAMLDocument
    let people: YAMLDocument?
    let desk: YAMLDocument?
    let canned: YAMLDocument?
    private let others: [YAMLDocument]

    private static let used = ["casebell.yaml", "people.yaml", "desk.yaml", "canned.yaml"]
    /// Read as YAML and not used by this version.
    private static let later = ["rota.yaml", "plans.yaml"]

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
        for file in Documents.later {
            guard let found = open(file) else { continue }
            found.note(
                .warning, at: nil, key: "", "this version does not use this file yet",
                "It may stay; nothing in it has an effect.")
            others.append(found)
        }
        for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            let known = Documents.used + Documents.later
            guard !known.contains(name), !name.hasPrefix(".") else { continue }
            let document = YAMLDocument(file: printable(name))
            document.note(
                .warning, at: nil, key: "", "no file of this name is read",
                offer(known, insteadOf: name))
            others.append(document)
        }
        self.others = others
    }

    /// In the order in which a reader opens them.
    var all: [YAMLDocument] { [connection, people, desk, canned].compactMap(\.self) + others }

    /// Those that say how the desk works and who works in it, which a running desk can take over.
    var ofTheDesk: [YAMLDocument] { [people, desk, canned].compactMap(\.self) }

    /// All findings, file by file.
    var findings: [Finding] { all.flatMap(\.sortedFindings) }

    /// Whether what a file holds is known: it could be parsed.
    var connectionIsKnown: Bool { connection.root != nil }
    var deskIsKnown: Bool { desk.map { $0.root != nil || $0.findings.isEmpty } ?? true }
}
