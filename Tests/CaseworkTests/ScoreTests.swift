import Casework
import Rehearsal
import Testing

@Suite struct ScoreTests {
    @Test(arguments: scenarios)
    func `answers are judged for whoever gave them`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    private static let answered = """
        desk  judges   tone facts time
        mara  posts    #1 "my line is slow"
        dana  claims   #1
        dana  replies  #1 "Hi Mara"
        lee   ok       aa22
        +90s  outbox departs #1

        """

    static let scenarios = [
        Scenario(
            "a supervisor of the queue does so, once there is an answer",
            answered + """
                sam   scores   #1 tone=4             → refused(notAnswered)
                outbox lands   #1 sent               → answered
                bo    scores   #1 tone=4             → refused(notAllowed: supervisor)
                kim   scores   #1 tone=4             → refused(notAllowed: supervisor)
                sam   scores   #1                    → refused(badScore)
                sam   scores   #1 tone=6             → refused(badScore)
                sam   scores   #1 tone=0             → refused(badScore)
                sam   scores   #1 haste=3            → refused(badScore)
                sam   scores   #1 t=3                → refused(badScore)
                sam   scores   #1 to=4 facts=5 "good" → tells asker scored, tells dana scored
                sam   scores   #1 tone=4 to=3        → refused(badScore)
                sam   scores   #1 dana tone=4        → tells dana scored
                sam   scores   #1 bo tone=4          → refused(notAnswered)
                sam   scores   #1 nobody tone=4      → refused(unknownPerson: nobody)
                dana  resolves #1
                sam   scores   #1 tone=2             → resolved, tells dana scored
                """),
        Scenario(
            "nobody judges their own work, nor what another one changed of it",
            """
            desk  judges   tone
            mara  posts    #1 "my line is slow"
            sam   claims   #1
            sam   replies  #1 "Hi Mara"
            lee   rewrites #1 "Hello Mara"
            sam   ok       aa23
            +90s  outbox departs #1
            outbox lands   #1 sent               → answered
            sam   scores   #1 tone=4             → refused(ownWork)
            lee   scores   #1 tone=4             → refused(ownWork)
            """),
        Scenario(
            "a desk without criteria judges nothing",
            """
            mara  posts    #1 "my line is slow"
            sam   scores   #1 tone=4             → refused(nothingToScoreBy)
            """),
    ]

    @Test func `it is told to two people and no room`() throws {
        var desk = ScenarioDesk()
        _ = Scenario(
            "",
            """
            desk  judges   tone
            desk  policy   never
            mara  posts    #1 "my line is slow"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"
            +90s  outbox departs #1
            outbox lands   #1 sent
            """
        ).play(on: &desk)
        let sam = try #require(desk.person("sam"))
        let request = ScoreRequest(points: [.init("tone", 1)], remark: "cold")
        let decision = try desk.submit(
            .score(request), to: CaseID(1), by: desk.actor(sam)
        ).get()
        #expect(decision.announcements.map(\.audiences) == [[.askerAlone], [.person("dana")]])
        #expect(decision.facts.map(\.type) == ["case.scored"])
    }
}

@Suite struct RejectionReasonsTests {
    private func counted(_ said: [String], _ known: [String] = []) -> [Figures.Rejection] {
        Figures(
            said.map { Measure(queue: "care", person: "dana", .rejected(reason: $0)) },
            reasons: RejectionReasons(known)
        ).rejections
    }

    @Test func `one reason in several spellings is counted once, as it is mostly spelt`() {
        #expect(
            counted(["Too cold!", "too cold", "too  cold", "Zu kühl", "zu kuhl.", "too cold"])
                == [.init(reason: "too cold", count: 4), .init(reason: "Zu kühl", count: 2)])
    }

    @Test func `what begins like one of the desk's own is that one`() {
        #expect(
            counted(
                ["Too cold, say sorry", "TOO COLD", "too cold for her: begin anew", "too colder"],
                ["too cold", "too cold for her", "too long"])
                == [
                    .init(reason: "too cold", count: 2),
                    .init(reason: "too cold for her", count: 1),
                    .init(reason: "too colder", count: 1),
                ])
    }

    @Test func `what has no words is told as it is`() {
        #expect(counted(["!!", "?"]).map(\.count) == [1, 1])
    }
}
