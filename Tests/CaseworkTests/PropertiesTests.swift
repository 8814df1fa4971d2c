import Testing
import Yardstick

@testable import Casework

/// The properties of rules, for the inputs that the fuzzer found worth keeping (`scripts/fuzz`).
@Suite struct PropertiesTests {
    @Test func `the rules' properties hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "rules")
        #expect((1...800).contains(inputs.count))
        for input in inputs {
            let violation = RuleProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }
}
