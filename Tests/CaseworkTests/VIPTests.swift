import Casework
import Rehearsal
import Testing

@Suite struct VIPTests {
    @Test(arguments: scenarios)
    func `a supervisor says who goes first`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "it is a supervisor's, and ends what it began",
            """
            mara  posts    #1 "no internet"              → new, P2
            dana  lists    mara "a friend"               → refused(notAllowed: supervisor)
            sam   lists    mara past "a friend"          → refused(alreadyOver)
            sam   unlists  mara                          → refused(notListed: mara)
            sam   lists    mara "promised"               → P1, vip, tells care ring
            sam   lists    mara "promised" until=2h      → P1
            sam   unlists  mara                          → P2, not vip
            sam   unlists  mara                          → refused(notListed: mara)
            """),
        Scenario(
            "what comes later counts at once, and where it is said of",
            """
            sam   lists    @MARA "promised" at=crm
            mara  posts    #1 "no internet"              → new, P1, vip, tells care ring
            mara  posts    #2 "no internet" source=shop  → new, P2, not vip
            zed   posts    #3 "no internet"              → new, P2, not vip
            """),
        Scenario(
            "whom a source calls a VIP stays one",
            """
            mara  posts    #1 "no internet" vip          → new, P1, vip
            sam   lists    mara "promised"               → vip
            sam   unlists  mara                          → P1, vip
            """),
        Scenario(
            "whoever has the case is told that it became urgent",
            """
            mara  posts    #1 "no internet"
            dana  claims   #1
            sam   lists    mara "promised"               → claimed, P1, tells care rose
            """),
        Scenario(
            "a case that sleeps or was answered follows when it is taken up again",
            """
            desk  policy never
            mara  posts    #1 "no internet"
            dana  claims   #1
            dana  snoozes  #1 1h
            sam   lists    mara "promised"               → snoozed, P2, not vip
            clock wakes    #1                            → claimed, P1, vip
            dana  replies  #1 "Hi"
            +90s  outbox departs #1
            outbox lands   #1 sent                       → answered
            sam   unlists  mara                          → answered, P2, not vip
            dana  resolves #1
            sam   lists    mara "again"
            dana  reopens  #1                            → claimed, P1, vip
            """),
    ]

    @Test func `what a VIP writes is never noise`() throws {
        var desk = ScenarioDesk()
        desk.settings.noise = [NoiseRule(when: Condition(words: ["rt"]), tag: "retweet")]
        desk.vips = [
            VIP(
                handle: "mara", source: nil, reason: "promised", since: desk.now, until: nil,
                by: "sam")
        ]
        func post(_ handle: String, _ id: String) throws -> Phase? {
            let mention = Mention(
                key: MentionKey(source: "crm", id: id), text: "RT look at this",
                postedAt: desk.now, author: Author(handle: handle))
            return try desk.submit(.open(mention: mention, linkedTo: nil), to: nil).get()
                .matter?.phase
        }
        #expect(try post("@mara", "1") == .new)
        #expect(try post("@zed", "2") == .noise)
    }

    @Test func `nobody unknown says so`() {
        var desk = ScenarioDesk()
        let order = VIPOrder(handle: "mara", source: nil, isOn: true, reason: "x")
        let result = desk.submit(order, by: nil)
        #expect(throws: Refusal.unknownSpeaker) { try result.get() }
    }

    @Test(arguments: [
        (1970, 1, 1, 0), (2000, 2, 29, 11016), (2026, 11, 21, 20778), (1969, 12, 31, -1),
        (2100, 3, 1, 47541),
    ])
    func `days are counted`(year: Int, month: Int, day: Int, since: Int64) {
        #expect(CalendarDay(year: year, month: month, day: day)?.sinceEpoch == since)
    }

    @Test(arguments: [(2026, 2, 29), (2100, 2, 29), (2026, 13, 1), (2026, 4, 31), (0, 1, 1)])
    func `there is no such day`(year: Int, month: Int, day: Int) {
        #expect(CalendarDay(year: year, month: month, day: day) == nil)
    }
}
