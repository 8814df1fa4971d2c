import Casework
import Testing

@testable import Rota

@Suite struct StretchTests {
    private func stretches(_ pairs: [[Int64]]) -> [Stretch] {
        pairs.map { Stretch(from: Instant(seconds: $0[0]), to: Instant(seconds: $0[1])) }
    }
    private func pairs(_ stretches: [Stretch]) -> [[Int64]] {
        stretches.map { [$0.from.milliseconds / 1000, $0.to.milliseconds / 1000] }
    }

    @Test func `what touches or overlaps is one`() {
        #expect(
            pairs(stretches([[5, 7], [0, 2], [2, 3], [6, 9], [4, 4]]).merged())
                == [[0, 3], [5, 9]])
    }

    @Test func `what both have`() {
        let one = stretches([[0, 10], [20, 30], [40, 50]])
        #expect(
            pairs(one.cut(to: stretches([[5, 25], [29, 60]]))) == [
                [5, 10], [20, 25], [29, 30], [40, 50],
            ])
        #expect(one.cut(to: []) == [])
    }

    @Test func `what the others have not`() {
        let one = stretches([[0, 10], [20, 30], [40, 50]])
        #expect(
            pairs(one.without(stretches([[5, 25], [29, 60], [2, 3]])))
                == [[0, 2], [3, 5], [25, 29]])
        #expect(one.without([]) == one)
    }

    /// Against the same done second by second.
    @Test func `any lengths of time`() {
        var random = SystemRandomNumberGenerator()
        func some() -> [Stretch] {
            (0..<6).map { _ in
                let from = Int64.random(in: 0..<40, using: &random)
                return Stretch(
                    from: Instant(seconds: from),
                    to: Instant(seconds: from + Int64.random(in: 0..<9, using: &random)))
            }
        }
        func has(_ all: [Stretch], _ second: Int64) -> Bool {
            all.contains { $0.contains(Instant(seconds: second)) }
        }
        for _ in 0..<500 {
            let (one, other) = (some(), some())
            let (both, left) = (one.cut(to: other), one.without(other))
            for second: Int64 in 0..<50 {
                let (inOne, inOther) = (has(one, second), has(other, second))
                #expect(has(both, second) == (inOne && inOther))
                #expect(has(left, second) == (inOne && !inOther))
            }
        }
    }
}
