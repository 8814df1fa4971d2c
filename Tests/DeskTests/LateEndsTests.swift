import CaseStore
import Casework
import Testing

@testable import Desk

@Suite struct LateEndsTests {
    private func at(_ milliseconds: Int64) -> Lapse { Lapse(milliseconds: milliseconds) }

    private func landing(_ id: DeliveryID, isKept: Bool = false) -> Errand {
        .ends(
            [
                PostEnd(
                    id: id, attempt: 1, at: Instant(seconds: 0), end: .landed(reference: "$1"),
                    isKept: isKept)
            ], noticed: [])
    }

    @Test func `where a repeat is known for one a receipt waits longer for company`() {
        var ends = LateEnds()
        let isFirstTaken = ends.take(landing("a"), isKnown: true, at: at(0))
        #expect(isFirstTaken)
        #expect(ends.due == at(250))
        #expect(!ends.isDue(at: at(249)))
        #expect(ends.isDue(at: at(250)))
    }

    @Test func `and no longer than one that might be seen twice`() {
        var ends = LateEnds()
        let isFirstTaken = ends.take(landing("a"), isKnown: true, at: at(0))
        #expect(isFirstTaken)
        let isSecondTaken = ends.take(landing("b"), at: at(100))
        #expect(isSecondTaken)
        #expect(ends.due == at(120))
        let isThirdTaken = ends.take(landing("c"), isKnown: true, at: at(110))
        #expect(isThirdTaken)
        #expect(ends.due == at(120))
    }

    @Test func `what people may answer at once is written at once`() {
        var ends = LateEnds()
        let isFirstTaken = ends.take(landing("a", isKept: true), isKnown: true, at: at(0))
        #expect(!isFirstTaken)
        #expect(ends.due == nil)
    }
}
