import Testing

@testable import Casework

@Suite struct ConditionCoveringTests {
    @Test(
        arguments: [
            (Condition(), Condition(vip: true), true),
            (Condition(vip: true), Condition(), false),
            (Condition(vip: true), Condition(vip: false), false),
            (Condition(mood: .negative), Condition(mood: .veryNegative), true),
            (Condition(mood: .veryNegative), Condition(mood: .negative), false),
            (Condition(mood: .positive), Condition(mood: .veryPositive), true),
            (Condition(mood: .negative), Condition(mood: .positive), false),
            (Condition(followersAtLeast: 10), Condition(followersAtLeast: 20), true),
            (Condition(followersAtLeast: 20), Condition(followersAtLeast: 10), false),
            (Condition(followersAtLeast: 0), Condition(), true),
            (Condition(sources: ["a", "b"]), Condition(sources: ["b"]), true),
            (Condition(sources: ["b"]), Condition(sources: ["a", "b"]), false),
            (Condition(customers: ["@Mara", "@zed"]), Condition(customers: ["@mara"]), true),
            (Condition(customers: ["@mara"]), Condition(customers: ["@mara", "@zed"]), false),
            (Condition(customers: ["@m\u{2060}ara"]), Condition(customers: ["Mara"]), true),
            (Condition(customers: ["@mara"]), Condition(), false),
            (Condition(languages: ["en"]), Condition(), false),
            (Condition(waitingAtLeast: .hours(1)), Condition(waitingAtLeast: .hours(2)), true),
            (Condition(waitingAtLeast: .hours(2)), Condition(waitingAtLeast: .hours(1)), false),
            (Condition(unansweredAtLeast: 2), Condition(unansweredAtLeast: 3), true),
            (Condition(unansweredAtLeast: 3), Condition(unansweredAtLeast: 2), false),
            (Condition(earlierCasesAtLeast: 2), Condition(earlierCasesAtLeast: 3), true),
            (Condition(earlierCasesAtLeast: 3), Condition(earlierCasesAtLeast: 2), false),
            (Condition(earlierCasesAtLeast: 1), Condition(), false),
        ] as [(Condition, Condition, Bool)])
    func `a condition covers what it holds for wherever the other one does`(
        wide: Condition, narrow: Condition, covers: Bool
    ) {
        #expect(wide.coversBesideWords(narrow) == covers)
        var worded = narrow
        worded.words = ["refund"]
        #expect(wide.coversBesideWords(worded) == covers)
        #expect(worded.withoutWords == narrow)
    }
}
