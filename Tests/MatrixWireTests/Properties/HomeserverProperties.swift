@testable import MatrixWire

/// What holds whatever a homeserver answers and whatever is to be said. An input is a byte for how
/// things stand at the start, then lines, each of which is an answer or, by its first byte,
/// something else (`HomeserverTrial.Mark`).
enum HomeserverProperties {
    /// A sentence about what does not hold, or nothing.
    static func violation(in input: [UInt8]) -> String? {
        guard let first = input.first else { return nil }
        let openings = HomeserverOpening.all
        var trial = HomeserverTrial(openings[Int(first) % openings.count])
        for line in input.dropFirst().split(separator: 0x0A) where trial.violation == nil {
            trial.act(line)
        }
        trial.settle()
        return trial.violation
    }
}
