import Casework
import Phrasebook
import Testing

/// `override`, `swap`, `oncall me` and `digest`, both ways.
@Suite struct RotaWordingTests {
    private let wording = Desk.wording(now: Desk.at(10, 34, 12), to: "dana")

    @Test func `a layer, a person, and times by the clock, the day or the length`() {
        Table(
            """
            !override @lee 18:00 22:00 ⇒ override desk in - lee from 18:0 to 22:0
            !override first @lee fri 18:00 to sat 9am ⇒ override desk in first lee from fri 18:0 to sat 9:0
            !override care second @lee from 2026-12-24 18:00 until 2026-12-25 09:00 ⇒ override desk in care second lee from 2026-12-24 18:0 to 2026-12-25 9:0
            !override me now 2h ⇒ override desk in - me from now to 7200s
            !override @me tomorrow for 1h 30m ⇒ override desk in - me from +1 to 5400s
            !override @lee 2026-12-24 2026-12-26 ⇒ override desk in - lee from 2026-12-24 to 2026-12-26
            !override @lee 6 pm - 10 pm ⇒ override desk in - lee from 18:0 to 22:0
            !override @lee Thursday 9 to 17 ⇒ override desk in - lee from thu 9:0 to 17:0
            !override @lee off ⇒ override desk in - lee off
            !override first @lee, off ⇒ override desk in first lee off
            !override ⇒ ✗ usage override
            !override @lee ⇒ ✗ usage override
            !override @lee 18:00 ⇒ ✗ usage override
            !override @lee 2h 4h ⇒ ✗ usage override
            !override @lee 18:00 22:00 please ⇒ ✗ usage override
            !override lee 18:00 22:00 ⇒ ✗ usage override
            !override me off ⇒ ✗ usage override
            !override @ 18:00 22:00 ⇒ ✗ usage override
            !override @lee 25:00 26:00 ⇒ ✗ usage override
            """
        ).expectReading()
    }

    @Test func `a swap is offered, agreed to or called off`() {
        Table(
            """
            !swap @lee ⇒ swap desk in - me with lee
            !swap second @lee ⇒ swap desk in second me with lee
            !swap @lee second ⇒ swap desk in second me with lee
            !swap @lee @sam ⇒ swap desk in - lee with sam
            !swap ok ⇒ swap desk agree with -
            !swap ok @lee ⇒ swap desk agree with lee
            !swap off ⇒ swap desk decline
            !swap no ⇒ swap desk decline
            !swap ⇒ ✗ usage swap
            !swap lee ⇒ ✗ usage swap
            !swap off please ⇒ ✗ usage swap
            !swap @a @b @c ⇒ ✗ usage swap
            """
        ).expectReading()
    }

    @Test func `on call looks, takes over, and takes back`() {
        Table(
            """
            !oncall ⇒ look on call
            !onc ⇒ look on call
            !oncall me 2h ⇒ oncall desk in - mine to 7200s
            !oncall me until 06:00 ⇒ oncall desk in - mine to 6:0
            !oncall me second for 45m ⇒ oncall desk in second mine to 2700s
            !oncall me 2h care second ⇒ oncall desk in care second mine to 7200s
            !oncall me until tomorrow 6 ⇒ oncall desk in - mine to +1 6:0
            !oncall undo ⇒ oncall desk undo
            !onc me 2h ⇒ ✗ usage oncall
            !oncall me ⇒ ✗ usage oncall
            !oncall lee 2h ⇒ ✗ usage oncall
            !oncall me soon ⇒ ✗ usage oncall
            !oncall undo it ⇒ ✗ usage oncall
            !digest ⇒ look digest -
            !dig #care ⇒ look digest care
            !digest care now ⇒ ✗ usage digest
            """
        ).expectReading()
    }

    @Test func `the digest says what is never closed, and names what nobody has`() {
        expect(
            wording.digest([], of: ["care", "shop"]),
            read: """
                {dana}: care, shop are never closed: rota.yaml has no hours. !queue lists what is \
                open.
                """)
        expect(
            wording.digest([Samples.empty], of: ["care"]),
            read: """
                {dana}: care closed 20 Nov 20:00 until now: 0 cases came, 0 need nothing more; \
                nothing waits.
                """)
    }

    @Test func `who has what, from when to when, and who is relieved`() {
        let wording = Desk.wording(now: Desk.at(10, 34, 12))
        expect(
            Samples.rota.flatMap(wording.lines),
            read: """
                care, first: lee has it from 18:00 (7h 25m) to 22:00 (11h 25m), that is 2026-11-21 \
                13:00 to 17:00 in X, says sam; dana and bo are relieved.
                care, first: sam has it from now until 12:34 (1h 59m); lee is relieved.
                care, first: sam has it from now until 12:34 (1h 59m); nobody else had it.
                care, first: sam offers a swap: lee has it from 22 Nov 09:00 (22h 25m) to 23 Nov \
                09:00 (46h 25m) and sam has it from 23 Nov 09:00 (46h 25m) to 24 Nov 09:00 (2d). \
                Nothing changes until lee says !swap ok; !swap off declines.
                care, first: turns are swapped, says lee: lee has it from 22 Nov 09:00 (22h 25m) to \
                23 Nov 09:00 (46h 25m) and sam has it from 23 Nov 09:00 (46h 25m) to 24 Nov 09:00 \
                (2d).
                care, first: the override for lee from 18:00 (7h 25m) to 22:00 (11h 25m) is taken \
                back, says sam.
                care, first: the swap of lee and sam is off, says lee. Nothing has changed.
                care, first: the swap of lee and sam is off, nobody agreed before the first turn \
                began. Nothing has changed.
                care, first: the override for lee from 18:00 (7h 25m) to 22:00 (11h 25m), which sam \
                set, counts no more: the rota has no such layer now, or the desk no such person.
                care, first: lee hands over to {sam}, on call until 22 Nov 09:00 (22h 25m).
                care, first: 7 cases open, the most urgent: #42 P1 dana's overdue 10:30 (4m ago) · \
                #44 P3 free. !queue
                care, first: lee and bo are on call no more, and nobody is until 20:00 (9h 25m), \
                since 08:34 (2h ago).
                care, first: no case is open.
                care, first: {sam} is on call.
                care, first: no case is open.
                care closed 20 Nov 20:00 to 08:00: 3 cases came, 1 needs nothing more, 2 customers \
                told when, paged 2 times, acknowledged within 4m; 8 need something, longest waiting \
                first:
                #42 P1 ‹@mara@social.example› · waits since 10:28 (6m ago) · nobody has it · paged olu, lee 02:10, \
                acknowledged by lee after 4m · customer told when
                #44 P1 ‹@mara@social.example› · nothing owed · dana's, put away until 12:00 (1h 25m) · paged olu, lee \
                02:10, acknowledged by nobody · customer told when
                #44 P1 ‹@mara@social.example› · nothing owed · dana's, needs a reply
                #44 P1 ‹@mara@social.example› · nothing owed · dana's, k7f2 waits for approval
                #44 P1 ‹@mara@social.example› · nothing owed · dana's, its reply is held or has failed
                #44 P1 ‹@mara@social.example› · nothing owed · dana's, answered and not resolved
                and 2 more: !digest care
                from before, and still nobody has: #42 (6m) and 3 more. !claim next
                """)
    }

    @Test func `why the rota was not changed, and what to do instead`() {
        let wording = Desk.wording(now: Desk.at(10, 34, 12), isDirect: true)
        let lines = Samples.rotaRefusals.flatMap { wording.lines(for: .refused($0)) }
        #expect(lines.count == Samples.rotaRefusals.count)
        for line in lines {
            #expect(line.marked.contains("!") || line.marked.contains("rota"), "\(line.marked)")
        }
        expect(
            Array(lines[1...4]),
            read: """
                the rota has no layer called "‹frist›". It has ‹care first, care second›.
                say which layer: ‹care first, care second›. !override care first @lee 18:00 22:00 \
                names one.
                from 18:00 (7h 25m) to 17:00 (6h 25m) cannot be: it has to end after it begins, and \
                400 days are the most: !override @lee fri 18:00 to sat 09:00
                lee has no whole turn ahead in care, first. !rota @lee lists their times, !override \
                @lee from to gives them others.
                """)
    }

    @Test func `history names what was said of the rota`() {
        let lines = Desk.wording(now: Desk.at(10, 34, 12)).history(
            CaseID(42),
            Samples.rotaFacts.map {
                Happening(at: Desk.at(10, 0), by: "sam", type: $0.type, fact: $0)
            }, total: Samples.rotaFacts.count)
        expect(
            Array(lines.dropFirst()),
            read: """
                #42 │ 10:00 sam · override in care, first for lee
                #42 │ 10:00 sam · swap in care, first for lee, sam
                #42 │ 10:00 sam · swap in care, first for lee, sam
                #42 │ 10:00 sam · rota: taken back
                """)
    }
}

extension Samples {
    static let place = RotaPlace(
        rotation: "care", layer: "first", isOnlyLayer: false, queues: ["care"])
    static let override = RotaAct(
        number: 1, place: place, kind: .override,
        covers: [RotaAct.Cover("lee", from: Desk.at(18, 0), to: Desk.at(22, 0))], by: "sam",
        since: Desk.at(10, 30))
    static let mine = RotaAct(
        number: 2, place: place, kind: .override,
        covers: [RotaAct.Cover("sam", from: Desk.at(10, 34), to: Desk.at(12, 34))], by: "sam",
        since: Desk.at(10, 34))
    static let swap = RotaAct(
        number: 3, place: place, kind: .swap,
        covers: [
            RotaAct.Cover("lee", from: Desk.at(33, 0), to: Desk.at(57, 0)),
            RotaAct.Cover("sam", from: Desk.at(57, 0), to: Desk.at(81, 0)),
        ], by: "sam", since: Desk.at(10, 34), asks: "lee")
    static let digest: Digest = {
        var digest = Digest(queue: "care", from: Desk.at(-4, 0), to: Desk.at(8, 0))
        digest.came = 3
        digest.done = 1
        digest.customersTold = 2
        digest.pages = 2
        digest.slowest = .minutes(4)
        var first = Digest.Entry(Desk.matter()) ?? digest.entries[0]
        first.pagedAt = Desk.at(2, 10)
        first.paged = ["olu", "lee"]
        first.acknowledgedAt = Desk.at(2, 14)
        first.acknowledgedBy = "lee"
        first.isToldWhen = true
        var second = first
        second.id = CaseID(44)
        second.holder = "dana"
        second.need = .snoozed(until: Desk.at(12, 0))
        second.waitsSince = nil
        second.acknowledgedAt = nil
        var third = second
        third.pagedAt = nil
        third.isToldWhen = false
        let needs: [Digest.Need] = [.reply, .approval("k7f2"), .look, .close]
        digest.entries = [first, second]
        for need in needs {
            third.need = need
            digest.entries.append(third)
        }
        digest.more = 2
        digest.carried = [first]
        digest.carriedMore = 3
        return digest
    }()
    static let empty = Digest(queue: "care", from: Desk.at(-4, 0), to: nil)

    static let rota: [Notice] =
        ([
            .covered(override, relieved: ["dana", "bo"], there: "2026-11-21 13:00 to 17:00 in X"),
            .covered(mine, relieved: ["lee"]), .covered(mine, relieved: []),
            .swapOffered(swap, with: "lee"), .swapped(swap, agreed: "lee"),
            .ended(override, because: .takenBack, by: "sam"),
            .ended(swap, because: .declined, by: "lee"), .ended(swap, because: .lapsed, by: nil),
            .ended(override, because: .gone, by: nil),
            .shiftChanged(
                ShiftChange(
                    place: place, from: ["lee"], to: ["sam"], at: Desk.at(10, 34),
                    until: Desk.at(33, 0),
                    open: [
                        .init(
                            id: CaseID(42), priority: .p1, holder: "dana", dueAt: Desk.at(10, 30)),
                        .init(id: CaseID(44), priority: .p3, holder: nil, dueAt: nil),
                    ], total: 7)),
            .shiftChanged(
                ShiftChange(
                    place: place, from: ["lee", "bo"], to: [], at: Desk.at(8, 34),
                    until: Desk.at(20, 0))),
            .shiftChanged(
                ShiftChange(place: place, from: [], to: ["sam"], at: Desk.at(10, 34), until: nil)),
            .morning(digest),
        ] as [RotaNotice]).map(Notice.rota)

    static let rotaRefusals: [Refusal] =
        ([
            .noRotation, .noSuchLayer("frist", known: ["care first", "care second"]),
            .whichLayer(known: ["care first", "care second"]),
            .badTimes(from: Desk.at(18, 0), to: Desk.at(17, 0)), .noTurn("lee", place),
            .withYourself, .mayNotStand("kim", place), .nothingOffered, .whichOffer(["lee", "bo"]),
            .turnsChanged(swap),
            .notYours(swap), .nothingToTakeBack("lee"), .nothingToTakeBack(nil),
            .tooMany(limit: 200),
        ] as [RotaFault]).map(Refusal.rota)

    static let rotaFacts: [Fact] = [
        .rotaOverridden(act: override), .rotaOffered(act: swap), .rotaSwapped(act: swap),
        .rotaEnded(act: 3, because: .takenBack),
    ]
}
