import Casework
import Phrasebook
import Testing

/// `score`, both ways.
@Suite struct ScoreWordingTests {
    @Test func `criteria with points, whose answer it was, and a remark`() {
        Table(
            """
            !score 42 tone=4 ⇒ score #42 - ["tone=4"] ""
            !score 42: tone=4, facts:5. a warm opening ⇒ score #42 - ["tone=4", "facts=5"] "a warm opening"
            !score #42 @dana t=4 10=10 ⇒ score #42 dana ["t=4", "10=10"] ""
            !score 42 ⇒ score #42 - [] ""
            !score 42 great tone=4 ⇒ score #42 - [] "great tone=4"
            !score 42 tone=4x ⇒ score #42 - [] "tone=4x"
            !score 42 tone=4444 ⇒ score #42 - [] "tone=4444"
            !score 42 =4 ⇒ score #42 - [] "=4"
            !score 42 @ tone=4 ⇒ ✗ usage score
            !score tone=4 ⇒ ✗ no number "tone=4" for score
            !score 42, 43 tone=4 ⇒ ✗ one number for score
            """
        ).expectReading()
    }

    @Test func `a reason may be left out, and is asked for by the desk`() {
        Table(
            """
            !no k7f2 ⇒ reject k7f2 reject(k7f2) ""
            !no 42 ⇒ reject #42 reject(-) ""
            """
        ).expectReading()
    }

    @Test func `figures tell the averages, the change of mood and the goal`() {
        let wording = Desk.wording(now: Desk.at(10, 34, 12))
        let point = ScorePoint(criterion: "tone", points: 4, of: 5)
        let figures = Figures([
            Measure(queue: "care", person: "dana", .scored(point)),
            Measure(
                queue: "care", person: "dana",
                .scored(ScorePoint(criterion: "tone", points: 3, of: 5))),
            Measure(queue: "care", person: "dana", .mood(from: -40, to: 15)),
            Measure(queue: "care", person: "dana", .mood(from: 0, to: -60)),
            Measure(queue: "care", .offered(.kept)),
        ])
        var report = StatsReport(
            period: .today, since: Desk.at(0, 0), subject: .queue("care"), figures: figures,
            open: 0)
        report.goal = Share(800, of: 1000)
        expect(
            wording.stats(report),
            read: """
                care, today since 00:00 (10h 34m ago):
                offered 1 · handled 0 · answered 0 · replies sent 0 · waiting now 0
                first response: service level 100% (1 of 1 in time), goal 80%
                sentiment -0.02 from first to last post (2 cases)
                answers judged: ‹tone› 3.5 of 5 (2)
                """)
    }
}
