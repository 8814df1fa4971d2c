import Casework
import Rehearsal
import Testing

@Suite struct AssessmentTests {
    private func mention(
        _ text: String, source: SourceName = "crm", language: String? = nil
    ) -> Mention {
        Mention(
            key: MentionKey(source: source, id: text), text: text,
            postedAt: ScenarioCast.morning, author: Author(handle: "mara"), language: language)
    }

    @Test(arguments: [
        ("hello", false, nil, 0, Priority.p3),
        ("cancel", false, nil, 30, .p2),
        ("cancel", true, nil, 60, .p1),
        ("cancel, no internet", false, 10_000, 40, .p2),
        ("hello", true, 48_000, 40, .p2),
        ("thanks", true, 9_999, 0, .p3),
        ("thanks, cancelled", true, 10_000, 40, .p2),
    ])
    func `points add up and say why`(
        text: String, vip: Bool, followers: Int?, points: Int, priority: Priority
    ) {
        let assessment = Assessment(
            [mention(text)], customer: Author(handle: "mara", followers: followers, vip: vip),
            settings: ScenarioCast.settings.priority, circumstances: .fresh)
        #expect(assessment.points == points)
        #expect(assessment.priority == priority)
        #expect(assessment.reasons.map(\.points).reduce(0, +) == points)
    }

    @Test func `a rule counts once, whichever mention it holds for`() {
        let assessment = Assessment(
            [mention("cancel"), mention("I cancel"), mention("no internet")],
            customer: Author(handle: "mara"), settings: ScenarioCast.settings.priority,
            circumstances: .fresh)
        #expect(assessment.reasons == [PointReason(points: 30, because: "churn or outage")])
    }

    @Test func `what a rule names must hold of one mention together`() {
        let rule = PriorityRule(
            when: Condition(words: ["cancel"], sources: ["crm"], languages: ["en"]), points: 60,
            because: "all of it")
        let settings = PrioritySettings(rules: [rule])
        func points(_ mentions: [Mention]) -> Int {
            Assessment(
                mentions, customer: Author(handle: "mara"), settings: settings,
                circumstances: .fresh
            ).points
        }
        #expect(points([mention("cancel", language: "en")]) == 60)
        #expect(points([mention("cancel")]) == 0)
        #expect(points([mention("cancel", language: "de")]) == 0)
        #expect(points([mention("cancel", source: "shop", language: "en")]) == 0)
        #expect(points([mention("cancel", language: "de"), mention("hi", language: "en")]) == 0)
        #expect(points([]) == 0)
    }

    @Test func `a rule for customers who are no VIPs`() {
        let rule = PriorityRule(when: Condition(vip: false), points: -10, because: "not a VIP")
        let settings = PrioritySettings(rules: [rule])
        let mentions = [mention("hello")]
        #expect(
            Assessment(
                mentions, customer: Author(handle: "m"), settings: settings, circumstances: .fresh
            ).points == -10)
        #expect(
            Assessment(
                mentions, customer: Author(handle: "m", vip: true), settings: settings,
                circumstances: .fresh
            ).points == 0)
    }

    @Test func `rules that are set later count`() {
        var settings = ScenarioCast.settings
        settings.priority.rules = [
            PriorityRule(when: Condition(words: ["new"]), points: 7, because: "new")
        ]
        settings.routing = Rulebook([
            RoutingRule(when: Condition(words: ["new"]), queue: "billing")
        ])
        let assessment = Assessment(
            [mention("something new")], customer: Author(handle: "mara"),
            settings: settings.priority, circumstances: .fresh)
        #expect(assessment.points == 7)
        #expect(settings.route(mention("something new")).queue == "billing")
    }

    @Test func `the thresholds belong to the higher priority`() {
        func priority(_ points: Int) -> Priority {
            let rule = PriorityRule(when: Condition(), points: points, because: "always")
            return Assessment(
                [mention("hello")], customer: Author(handle: "mara"),
                settings: PrioritySettings(p1: 50, p2: 20, rules: [rule]), circumstances: .fresh
            ).priority
        }
        #expect([50, 49, 20, 19, -5].map(priority) == [.p1, .p2, .p2, .p3, .p3])
    }

    @Test(arguments: [
        ("my invoice", "billing", "word “invoice”"), ("a REFUND!", "billing", "word “refund”"),
        ("hello", "care", "default"), ("invoices", "care", "default"),
    ])
    func `words route`(text: String, queue: QueueName, because: String) {
        let route = ScenarioCast.settings.route(mention(text))
        #expect(route.queue == queue)
        #expect(route.because == because)
    }
}

extension Circumstances {
    /// Just written, and the first thing they wrote.
    static let fresh = Circumstances(
        unanswered: 1, waitingSince: ScenarioCast.morning, now: ScenarioCast.morning)
}
