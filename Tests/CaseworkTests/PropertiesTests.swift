import Testing
import Yardstick

@testable import Casework

/// The properties of rules, for the inputs that the fuzzer found worth keeping (`scripts/fuzz`).
@Suite struct PropertiesTests {
    /// By the part's name.
    private static let properties: [String: @Sendable ([UInt8]) -> String?] = [
        "find": FindProperties.violation, "canned": CannedProperties.violation,
        "thread": ThreadProperties.violation,
    ]

    @Test(arguments: ["find", "canned", "thread"])
    func `the properties hold for the corpus`(part: String) throws {
        let violation = try #require(Self.properties[part])
        let inputs = try Corpus.inputs(of: part)
        #expect((1...800).contains(inputs.count))
        for input in inputs {
            let violation = violation(input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }

    @Test func `the rules' properties hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "rules")
        #expect((1...800).contains(inputs.count))
        for input in inputs {
            let violation = RuleProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }
}
