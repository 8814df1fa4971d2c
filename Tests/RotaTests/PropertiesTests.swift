import Casework
import Testing
import Yardstick

@testable import Rota

/// The properties of calendars, for the inputs that the fuzzer found worth keeping
/// (`scripts/fuzz`).
@Suite struct PropertiesTests {
    @Test func `the calendar's properties hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "calendar")
        #expect((1...400).contains(inputs.count))
        for input in inputs {
            let violation = CalendarProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }

    /// Pieces of calendars in any order, and whole ones that were cut or changed somewhere.
    @Test func `they hold for calendars that were torn to pieces`() throws {
        let pieces = try Corpus.inputs(of: "calendar").flatMap { input in
            input.bytes.dropFirst().split(separator: 0x0A).map { Array($0) + [0x0A] }
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            var input: [UInt8] = [.random(in: 0...255, using: &random) | 1]
            for _ in 0..<Int.random(in: 1...60, using: &random) {
                input += pieces.randomElement(using: &random) ?? []
            }
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: 0..<input.count, using: &random)
                input[place] = .random(in: 0...255, using: &random)
            }
            let violation = CalendarProperties.violation(in: input)
            #expect(violation == nil, "\(String(decoding: input, as: UTF8.self))")
        }
    }
}
