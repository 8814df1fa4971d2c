import Testing
import Yardstick

@testable import casebell

/// Files within the limits take seconds, whatever is in them: nothing is compared with everything.
@Suite struct LargeFilesTests {
    private static let network = "networks: [{ name: office, irc: { server: irc.test } }]\n"
    private static let desk = """
        rooms: { care: { network: office, room: "#care" } }
        queues:

        """

    @Test(arguments: [
        ("keys that nobody knows", "casebell.yaml", network + lines(40_000) { "k\($0): 1" }),
        ("a key many times", "casebell.yaml", network + lines(40_000) { _ in "mode: live" }),
        ("keys twice", "casebell.yaml", network + lines(40_000) { "k\($0 / 2): 1" }),
        (
            "events that there are not", "casebell.yaml",
            network + "relays:\n"
                + lines(40) { _ in
                    "  - { events: [\(Array(repeating: "case.opxn", count: 900).list)] }"
                }
        ),
        (
            "replies to nobody", "casebell.yaml",
            network + "sources:\n" + lines(1000) { "  - { name: sourc\(10_000 + $0) }" }
                + "relays:\n"
                + lines(200) { line in
                    "  - { replies: [\((0..<100).map { "zzzzz\(line * 100 + $0)" }.list)] }"
                }
        ),
        (
            "masks", "people.yaml",
            "people:\n"
                + lines(3000) {
                    "  - { name: p\($0), identity: hostmask, accounts: { office: \"n\($0)!u@*\" } }"
                }
        ),
        (
            "queues that there are not", "desk.yaml",
            desk + lines(200) { "  - { name: queue\(1000 + $0), room: care }" } + "routing:\n"
                + lines(9000) { "  - { when: { words: [w\($0)] }, queue: zzeue\(1000 + $0) }" }
        ),
        (
            "canned texts with mistakes", "canned.yaml",
            "canned:\n"
                + lines(9000) {
                    "  - { name: c\($0 / 2), queues: [zz\($0)], text: \"{nmae} {?a}\" }"
                }
        ),
        ("one character", "desk.yaml", "sigil: a" + String(repeating: "\u{301}", count: 300_000)),
    ])
    func `a large file is read in seconds`(name: String, file: String, text: String) throws {
        #expect(text.utf8.count < SourceText.bytesMax)
        let files = ConfigurationFiles(
            directory: "bot-config", names: ["casebell.yaml", file]
        ) { opened throws(SourceText.Trouble) in
            try SourceText(bytes: Array((opened == file ? text : Self.network).utf8))
        }
        var report: CheckReport?
        let milliseconds = ProcessorTime.milliseconds { report = Configuration.read(files).report }
        #expect(milliseconds < 10_000, "\(name)")
        #expect(report?.findings.isEmpty == false, "\(name)")
    }

    private static func lines(_ count: Int, _ line: (Int) -> String) -> String {
        (0..<count).map { line($0) + "\n" }.joined()
    }
}

extension [String] {
    fileprivate var list: String { joined(separator: ", ") }
}
