import Testing

@testable import IRCWire

@Suite struct AwaitedLinesTests {
    private func line(_ sequence: Int, bytes: Int = 1) -> AwaitedLines.Line {
        AwaitedLines.Line(
            talk: sequence, index: 0, sequence: sequence, proof: .label("l\(sequence)"),
            target: CaseMapping.ascii.key("#care"), isNotice: false, bytes: bytes, writtenAt: 0)
    }

    @Test func `lines are found by label and sequence, in whatever order they go`() {
        var lines = AwaitedLines()
        // Every third sequence number was a line of another kind.
        let sequences = (1...1000).filter { $0 % 3 != 0 }
        for sequence in sequences { lines.append(line(sequence)) }
        var order = sequences
        var generator = SplitMix(state: 7)
        order.shuffle(using: &generator)
        for (gone, sequence) in order.enumerated() {
            #expect(lines.labelled("l\(sequence)") == sequence)
            #expect(lines[sequence]?.talk == sequence)
            #expect(lines.remove(sequence)?.sequence == sequence)
            #expect(lines.remove(sequence) == nil)
            #expect(lines.labelled("l\(sequence)") == nil)
            #expect(lines.count == order.count - gone - 1)
            #expect(lines.first?.sequence == order[(gone + 1)...].min())
        }
        #expect(lines.isEmpty)
    }

    @Test func `the first that fits and the longest`() {
        var lines = AwaitedLines()
        for (sequence, bytes) in [(1, 10), (2, 400), (4, 20)] {
            lines.append(line(sequence, bytes: bytes))
        }
        #expect(lines.longest == 2)
        #expect(lines.first { $0.bytes < 30 } == 1)
        _ = lines.remove(1)
        #expect(lines.first { $0.bytes < 30 } == 4)
        #expect(lines.first { $0.bytes > 900 } == nil)
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
