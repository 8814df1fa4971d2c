import Casework
import Glibc
import Testing

@testable import casebell

@Suite struct ConfigurationReadingTests {
    @Test func `a directory that does not exist is named`() {
        let report = check(directory: "/nowhere/bot-config")
        #expect(
            report.text == """
                /nowhere/bot-config: error: there is no such directory. Name the directory of \
                casebell.yaml: --config bot-config.
                /nowhere/bot-config: 1 error

                """)
        #expect(!report.isAccepted)
    }

    @Test func `a file where the directory belongs is named`() throws {
        let folder = try ConfigurationFolder([:])
        let report = check(directory: "\(folder.path)/casebell.yaml")
        #expect(report.errors == 1)
        #expect(report.text.contains("the directory cannot be opened: Not a directory"))
    }

    @Test func `a directory without casebell yaml says so`() throws {
        let folder = try ConfigurationFolder()
        #expect(
            folder.findings == """
                casebell.yaml: error: the file is missing. Create it; one network under \
                networks: is enough.
                """)
    }

    @Test func `a file of 2 MiB is refused`() throws {
        let folder = try ConfigurationFolder()
        let filler = [UInt8](repeating: UInt8(ascii: "#"), count: 2 << 20)
        try folder.write("casebell.yaml", bytes: filler)
        #expect(
            folder.findings == """
                casebell.yaml: error: it is longer than 1024 KiB. Split it, or check that it is \
                the right file.
                """)
    }

    @Test func `a file of just 1 MiB is read`() throws {
        let folder = try ConfigurationFolder()
        let text = Array(ConfigurationFolder.oneNetwork.utf8)
        let filler = [UInt8](repeating: UInt8(ascii: "#"), count: (1 << 20) - text.count)
        try folder.write("casebell.yaml", bytes: text + filler)
        #expect(folder.findings == "")
    }

    @Test func `a file that is not UTF-8 is refused where it stops being so`() throws {
        let folder = try ConfigurationFolder()
        let text = Array((ConfigurationFolder.oneNetwork + "name: caf").utf8)
        try folder.write("casebell.yaml", bytes: text + [0xE9, 0x0A])
        #expect(
            folder.findings
                == "casebell.yaml:4:10: error: this is not UTF-8. Save the file as UTF-8.")
    }

    @Test func `what is not UTF-8 is found in lines that end as on old machines too`() throws {
        let folder = try ConfigurationFolder()
        try folder.write("casebell.yaml", bytes: Array("a: b\rc: caf".utf8) + [0xE9, 0x0A])
        #expect(
            folder.findings
                == "casebell.yaml:2:7: error: this is not UTF-8. Save the file as UTF-8.")
    }

    @Test func `a document is gone when its reading is over`() throws {
        weak var kept: YAMLDocument?
        do {
            let document = YAMLDocument(file: "casebell.yaml")
            document.parse("networks: []")
            #expect(document.root?.isGroup == true)
            kept = document
        }
        #expect(kept == nil)
    }

    @Test func `a byte order mark does not count`() throws {
        let folder = try ConfigurationFolder()
        let text = "mod: live\n" + ConfigurationFolder.oneNetwork
        try folder.write("casebell.yaml", bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8))
        #expect(
            folder.findings
                == """
                casebell.yaml:1:1: error: mod: this key is not known. Did you mean "mode"?
                """)
    }

    @Test func `lines may end as Windows ends them`() throws {
        let text = ConfigurationFolder.oneNetwork + "log:\n  level: info\n  levle: debug\n"
        let folder = try ConfigurationFolder([
            "casebell.yaml": text.replacing("\n", with: "\r\n")
        ])
        #expect(
            folder.findings
                == """
                casebell.yaml:6:3: error: log.levle: this key is not known. Did you mean "level"?
                """)
    }

    @Test func `keys that stand twice are found in Windows lines too`() throws {
        let text = ConfigurationFolder.oneNetwork + "mode: live\nmode: practice\n"
        let folder = try ConfigurationFolder([
            "casebell.yaml": text.replacing("\n", with: "\r\n")
        ])
        #expect(
            folder.findings
                == """
                casebell.yaml:5:1: error: mode: this key stands here twice. Keep one; the other \
                is on line 4.
                """)
    }

    @Test func `a pipe is no file, and nobody waits for it`() throws {
        let folder = try ConfigurationFolder()
        #expect(mkfifo("\(folder.path)/casebell.yaml", 0o600) == 0)
        #expect(
            folder.findings
                == "casebell.yaml: error: it is not a file. Put a plain text file here.")
    }

    @Test(arguments: ["i", "? *i\n: x"])
    func `aliases that would grow without bound are refused at once`(_ use: String) throws {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        for (before, name) in zip("abcdefgh", "bcdefghi") {
            let uses = Array(repeating: "*\(before)", count: 10).joined(separator: ", ")
            bomb += "\(name): &\(name) [\(uses)]\n"
        }
        let folder = try ConfigurationFolder(["casebell.yaml": bomb + use])
        #expect(folder.findings.hasPrefix("casebell.yaml:2:8: error: anchors and aliases"))
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func `nesting without end is refused`(_ opening: String) throws {
        let text = "x:\n  " + String(repeating: opening, count: 100_000)
        let folder = try ConfigurationFolder(["casebell.yaml": text])
        #expect(folder.findings.contains("error: this is nested too deep."))
    }

    @Test func `a flood of mistakes is cut short, and says so`() throws {
        let text = (1...500).map { "key\($0): 1\n" }.joined()
        let folder = try ConfigurationFolder([
            "casebell.yaml": ConfigurationFolder.oneNetwork + text
        ])
        let lines = folder.findings.split(separator: "\n")
        #expect(lines.count == 201)
        #expect(
            lines.last
                == "casebell.yaml: error: 300 more findings are left out. Mend these first.")
    }

    @Test func `what has errors gives no configuration, what has warnings does`() throws {
        let wrong = try ConfigurationFolder(["desk.yaml": "sigl: x"])
        #expect(Configuration.read(from: wrong.path).configuration == nil)
        let unwise = try ConfigurationFolder(["desk.yaml": "policy: { approval: never }"])
        let reading = Configuration.read(from: unwise.path)
        #expect(reading.configuration?.desk.policy.approval == ApprovalRule.never)
        #expect(reading.report.warnings == 1)
    }

    @Test func `the same text reads as the same configuration`() throws {
        let text = [
            "people.yaml": "people: [{ name: dana, roles: [agent], accounts: { office: d } }]"
        ]
        let first = try ConfigurationFolder(text).configuration()
        #expect(try ConfigurationFolder(text).configuration() == first)
    }
}
