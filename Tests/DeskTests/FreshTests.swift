import Casework
import Testing

@testable import Desk

struct FreshTests {
    @Test func `a mark is neither a number nor a word`() {
        let fresh = Fresh(SystemRandomNumberGenerator())
        for _ in 0..<2000 {
            let mark = fresh.mark().rawValue
            #expect(Mark(typed: mark)?.rawValue == mark)
            #expect(mark.contains(where: \.isNumber) && mark.contains(where: \.isLetter), "\(mark)")
        }
    }
}
