import Rehearsal
import Testing

@testable import Casework

/// What a case brought a period. `StatisticianTests` count whole days again.
@Suite struct CaseStoryTests {
    /// Of the first case, from its beginning.
    private func told(_ table: String) -> [Measure.Kind] {
        var desk = ScenarioDesk()
        let failures = Scenario("a story", table).play(on: &desk).failures
        #expect(failures == [])
        var story = CaseStory(ScenarioCast.morning...desk.now)
        for entry in desk.log where entry.matter == CaseID(1) {
            for fact in entry.facts {
                story.tell(fact, by: entry.by, at: entry.at, id: entry.matter)
            }
        }
        return story.told().map(\.kind)
    }

    private func promises(_ kinds: [Measure.Kind]) -> [Measure.Promise] {
        kinds.compactMap { if case .offered(let promise) = $0 { promise } else { nil } }
    }

    private func firstAnswers(_ kinds: [Measure.Kind]) -> [Bool?] {
        kinds.compactMap { kind -> Bool?? in
            if case .answered(.first, _, let inTime) = kind { .some(inTime) } else { nil }
        }
    }

    private static let answer = """
        dana  replies  #1 "Hi Mara"
        sam   ok       aa22
        +90s  outbox departs #1
        outbox lands   #1 sent               → answered

        """

    @Test(arguments: ["resolves", "noise"])
    func `whoever ends what they are late with, and takes it up again, stays late`(end: String) {
        let begun = "mara posts #1 \"hello\"\ndana claims #1\n"
        let kept = told(begun + "+10m dana \(end) #1\n+2h dana reopens #1\n" + Self.answer)
        #expect(promises(kept) == [.kept])
        #expect(firstAnswers(kept) == [true])
        let broken = told(begun + "+31m dana \(end) #1\n+15m dana reopens #1\n" + Self.answer)
        #expect(promises(broken) == [.broken])
        #expect(firstAnswers(broken) == [false])
    }

    @Test(arguments: [
        (#"mara posts #1 "Thank you!""#, true), (#"zed posts #1 "Thank you!""#, false),
        (#"mara posts #1 "Thank you!" deleted"#, false),
        (#"mara posts #1 "you liars" deleted"#, false),
    ])
    func `only what the customer says and leaves there is gratitude`(post: String, thanked: Bool) {
        let kinds = told(
            "mara posts #1 \"hello\"\ndana claims #1\n" + Self.answer + post
                + "\ndana resolves #1 \"done\"")
        #expect(kinds.contains(.repliedAndResolved(thanked: thanked)))
    }

    @Test func `what is late and taken up again is not open once more`() {
        let kinds = told(
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            +31m  dana resolves #1
            +15m  dana reopens #1                → claimed, answer 30m
            """)
        #expect(promises(kinds) == [.broken])
    }
}
