import Testing

@testable import casebell

@Suite struct CheckReportTests {
    private let finding = Finding(
        severity: .error, file: "desk.yaml", position: Position(line: 3, column: 7),
        key: "queues[0].room", message: "no room is called \"crae\"",
        suggestion: "Did you mean \"care\"?")
    private let warning = Finding(
        severity: .warning, file: "rota.yaml", position: nil, key: "", message: "not used",
        suggestion: "")

    @Test func `a report has a line for each finding and one that counts`() {
        let report = CheckReport(directory: "bot", findings: [finding, warning, warning])
        #expect(
            report.text == """
                bot/desk.yaml:3:7: error: queues[0].room: no room is called "crae". Did you \
                mean "care"?
                bot/rota.yaml: warning: not used.
                bot/rota.yaml: warning: not used.
                bot: 1 error, 2 warnings

                """)
    }

    @Test func `errors refuse, warnings do not`() {
        #expect(!CheckReport(directory: "bot", findings: [finding]).isAccepted)
        let report = CheckReport(directory: "bot/", findings: [warning])
        #expect(report.isAccepted)
        #expect(report.text == "bot/rota.yaml: warning: not used.\nbot/: 1 warning\n")
        #expect(CheckReport(directory: "bot", findings: []).text == "bot: no mistakes found\n")
    }

    @Test func `scripts get the same as JSON, with the same keys in each finding`() {
        let report = CheckReport(directory: "bot", findings: [finding, warning])
        #expect(
            report.json == """
                {
                  "directory" : "bot",
                  "errors" : 1,
                  "findings" : [
                    {
                      "column" : 7,
                      "file" : "desk.yaml",
                      "key" : "queues[0].room",
                      "line" : 3,
                      "message" : "no room is called \\"crae\\"",
                      "severity" : "error",
                      "suggestion" : "Did you mean \\"care\\"?"
                    },
                    {
                      "column" : null,
                      "file" : "rota.yaml",
                      "key" : "",
                      "line" : null,
                      "message" : "not used",
                      "severity" : "warning",
                      "suggestion" : ""
                    }
                  ],
                  "warnings" : 1
                }

                """)
    }
}
