import Casework
import Testing
import Yardstick

@testable import casebell

/// The properties of configurations, for the inputs that the fuzzer found worth keeping
/// (`scripts/fuzz`), and that they see what they are there to see.
@Suite struct PropertiesTests {
    @Test func `the configuration's properties hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "configuration")
        #expect((1...800).contains(inputs.count))
        var accepted = 0
        for input in inputs {
            let violation = ConfigurationProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
            let files = WrittenFiles(input.bytes[0], input.bytes.dropFirst())
            if files.read().configuration != nil { accepted += 1 }
        }
        #expect(accepted > 0, "none of them is accepted")
    }

    @Test(
        arguments: [
            { $0.position = nil }, { $0.position = Position(line: 4, column: 1) },
            { $0.position = Position(line: 2, column: 5) },
            { $0.position = Position(line: 0, column: 0) }, { $0.message = "" },
            { $0.message = "a\nb" }, { $0.key = "\u{1B}" },
            { $0.suggestion = String(repeating: "x", count: 3000) },
            { $0.message = "anchors and aliases (\"*b\") are not used here" },
        ] as [@Sendable (inout Finding) -> Void])
    func `a finding without its place, or that does something, is seen`(
        change: @Sendable (inout Finding) -> Void
    ) {
        var finding = Finding(
            severity: .error, file: "desk.yaml", position: Position(line: 2, column: 3), key: "b",
            message: "wrong", suggestion: "")
        let text = FileLines(Array("a:\r\n  b\n".utf8))
        #expect(FindingProperties.violation(of: finding, in: text) == nil)
        change(&finding)
        #expect(FindingProperties.violation(of: finding, in: text) != nil)
    }

    @Test(
        arguments: [
            { $0.desk.queues[0].rooms = ["nowhere"] }, { $0.desk.rooms[0].network = "nowhere" },
            { $0.desk.priority.p2 = 100 }, { $0.people[0].name = "" },
            { $0.people.append($0.people[0]) }, { $0.connection.relays[0].webhook.secret = nil },
            { $0.canned.responses[0].texts = [] }, { $0.canned.responses[0].queues = ["nowhere"] },
            { $0.desk.policy.undoWindow = .days(1) }, { $0.people[0].accounts[0].account = "" },
        ] as [@Sendable (inout Configuration) -> Void])
    func `a configuration that nothing could run on is seen`(
        change: @Sendable (inout Configuration) -> Void
    ) throws {
        let files = try ConfigurationFiles(in: ExampleTests.examples)
        var configuration = try #require(Configuration.read(files).configuration)
        #expect(AcceptedProperties.violation(in: configuration) == nil)
        change(&configuration)
        #expect(AcceptedProperties.violation(in: configuration) != nil)
    }
}
