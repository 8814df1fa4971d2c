import Testing

@testable import casebell

/// The schemas for editors know what the sections know. A key that was added to one of both is
/// named; `bot-config/` and its mistakes are held against them in `Tests/Acceptance`.
@Suite struct SchemaTests {
    /// Each section at least once; whatever a new section has has to stand here, too.
    static let files = [
        "casebell": """
        log: {}
        networks:
          - name: office
            irc:
              server: irc.example.org
              tls: {}
              password: { env: A }
              sasl: { mechanism: plain, account: casebell, password: { env: A } }
              flood: {}
              services: { password: { env: A } }
              reconnect: {}
          - { name: hall, matrix: { homeserver: x, user: y, token: { env: A }, tls: {}, flood: {} } }
          - { name: attic, matrix: { homeserver: x, user: y, password: { env: A } } }
        http: { tokens: [{ secret: { env: A } }] }
        sources: [{ webhook: { secret: { env: A } } }]
        relays: [{ webhook: { secret: { env: A } } }]
        paging:
          smtp: { tls: {}, password: { env: A } }
          webhook: { secret: { env: A } }
          heartbeat: {}
        """,
        "people": """
        people: [{ name: dana, page: {} }]
        """,
        "canned": """
        canned: [{ name: hello, text: Hi }]
        """,
        "rota": """
        holidays: { england: [{}] }
        hours: [{ open: [{}], acknowledge: {} }]
        rotations:
          - overrides: [{}]
            layers:
              - { calendar: { url: { env: A } } }
              - { parts: [{ calendar: { url: { env: A } } }] }
        chains: [{ steps: [{ if: {} }] }]
        """,
        "plans": """
        plans:
          - priority: { rules: [{ when: {} }] }
            routing: [{ when: {} }]
            policy: {}
            holding: {}
            queues: { care: { overflow: {}, holding: {} } }
        """,
        "desk": """
        rooms: { care: { key: { env: A } } }
        queues: [{ overflow: {}, first_response: {}, next_response: {} }]
        priority: { rules: [{ when: {} }] }
        routing: [{ when: {} }]
        noise: [{ when: {} }]
        policy: { out_of_hours: {} }
        score: {}
        """,
    ]

    /// The keys that the sections of a file ask for, by the path of the section.
    private func asked(_ name: String) throws -> [String: [String]] {
        let files = ConfigurationFiles(
            directory: "bot-config", names: Self.files.keys.map { "\($0).yaml" }.sorted()
        ) { file throws(SourceText.Trouble) in
            try SourceText(bytes: Array((Self.files[String(file.dropLast(5))] ?? "").utf8))
        }
        let documents = Documents(files)
        _ = Configuration.read(documents, of: files)
        let document = try #require(documents.all.first { $0.file == "\(name).yaml" })
        return document.asked
    }

    @Test(arguments: files.keys.sorted())
    func `a schema has the keys that the sections ask for, and no others`(name: String) throws {
        let schema = try SchemaSections.open(name)
        let file = "schemas/\(name).schema.json"
        for (path, keys) in try asked(name).sorted(by: { $0.key < $1.key }) {
            let place = path.isEmpty ? "the top" : path
            let known = Set(keys)
            guard let written = schema.keys(at: path) else {
                Issue.record("\(file): there is no group at \(place); it has \(known.sorted())")
                continue
            }
            let missing = known.subtracting(written).sorted()
            #expect(missing == [], "\(file): add these keys at \(place)")
            let strange = written.subtracting(known).sorted()
            #expect(strange == [], "\(file): no section asks for these keys at \(place)")
        }
    }

    @Test(arguments: files.keys.sorted())
    func `every group of a schema is a section that was read`(name: String) throws {
        let schema = try SchemaSections.open(name)
        let read = Set(try asked(name).keys.map(schema.general))
        let unread = schema.allPaths.subtracting(read).sorted()
        #expect(unread == [], "put one of each into SchemaTests.files")
    }

    @Test(arguments: files.keys.sorted())
    func `the example names its schema`(name: String) throws {
        let path = "\(ExampleTests.examples)/\(name).yaml"
        let text = try SourceText(path: path).text
        #expect(
            text.hasPrefix("# yaml-language-server: $schema=../schemas/\(name).schema.json\n"))
    }
}
