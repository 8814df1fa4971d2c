import Yardstick

@testable import casebell

/// What holds for any files of a configuration. An input is a byte for what it stands for and what
/// is tried with it, then the text of one file, or of up to four with a NUL between them.
enum ConfigurationProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        guard let choice = input.first else { return nil }
        let files = WrittenFiles(choice, input.dropFirst())
        var reading: Configuration.Reading?
        let milliseconds = ProcessorTime.milliseconds { reading = files.read() }
        guard milliseconds < millisecondsMax else { return "\(milliseconds) ms" }
        guard let reading else { return nil }
        return FindingProperties.violation(of: reading.report, in: files.texts)
            ?? verdict(of: reading)
            ?? TreeProperties.violation(of: files.texts, isAccepted: reading.report.isAccepted)
            ?? (choice & 4 != 0 ? repetition(of: reading, from: files) : nil)
    }

    /// A hundredfold of what a few KiB take.
    private static let millisecondsMax = 2000

    private static func verdict(of reading: Configuration.Reading) -> String? {
        let report = reading.report
        guard report.isAccepted == (reading.configuration != nil),
            report.isAccepted == !report.findings.contains(where: { $0.severity == .error })
        else { return "errors and a configuration" }
        return reading.configuration.flatMap(AcceptedProperties.violation)
    }

    private static func repetition(
        of reading: Configuration.Reading, from files: WrittenFiles
    ) -> String? {
        let again = files.read()
        guard again.configuration == reading.configuration else { return "another configuration" }
        return again.report == reading.report ? nil : "other findings at the second reading"
    }
}

/// Files in memory.
struct WrittenFiles {
    let texts: [String: [UInt8]]

    private static let names = ["casebell.yaml", "people.yaml", "desk.yaml", "canned.yaml"]
    /// What stands where the input is another file.
    private static let good: [String: [UInt8]] = [
        "casebell.yaml": Array("networks: [{ name: office, irc: { server: irc.test } }]".utf8),
        "people.yaml": Array(
            """
            people:
              - { name: dana, roles: [agent], accounts: { office: dana } }
              - { name: sam, roles: [agent, supervisor], accounts: { office: sam } }
            """.utf8),
        "desk.yaml": Array(
            """
            rooms: { care: { network: office, room: "#care" } }
            queues: [{ name: care, room: care }]
            """.utf8),
    ]

    init(_ choice: UInt8, _ input: ArraySlice<UInt8>) {
        var texts: [String: [UInt8]] = [:]
        if choice & 3 == 0 {
            let parts = input.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false)
            for (name, part) in zip(WrittenFiles.names, parts) { texts[name] = Array(part) }
        } else {
            texts = WrittenFiles.good
            texts[WrittenFiles.names[Int(choice & 3) - 1]] = Array(input)
        }
        self.texts = texts
    }

    func read() -> Configuration.Reading { Configuration.read(files) }

    private var files: ConfigurationFiles {
        ConfigurationFiles(directory: "bot-config", names: texts.keys.sorted()) {
            name throws(SourceText.Trouble) in try SourceText(bytes: texts[name] ?? [])
        }
    }
}
