import Casework

/// At least one of every notice and refusal, as the manual's working day might bring them.
enum Samples {
    static let held = Desk.brief { matter in
        matter.phase = .drafted
        matter.holder = "dana"
        matter.heldSince = Desk.at(10, 31)
    }
    /// Answered once, and then they wrote again.
    static let late = Desk.brief { matter in
        matter.firstResponseAt = Desk.at(10, 20)
        matter.clock = ResponseClock(since: Desk.at(10, 28), dueAt: Desk.at(10, 33))
        matter.holder = "dana"
    }
    static let k7f2 = Desk.draftBrief()
    static let canned = Desk.draftBrief { $0.canned = CannedUse(name: "fault") }
    static let unseen = Desk.draftBrief { draft in
        draft.canned = CannedUse(name: "fault")
        draft.alone = .canned
    }
    static let illustrated = Desk.draftBrief { draft in
        draft.attachments = [
            Attachment(type: "image", url: "https://status.example/map.png", alt: "map\nof it")
        ]
    }
    /// The second post of three, and the first.
    static let second = Desk.draftBrief { draft in
        draft.text = "It is the line. (2/3)"
        draft.thread = ThreadPart(
            number: 2, of: 3, rest: ["Bye\nMara (3/3)"], after: "aa22", words: "",
            destination: "crm")
    }
    static let first = Desk.draftBrief { draft in
        draft.thread = ThreadPart(
            number: 1, of: 2, rest: ["Bye (2/2)"], words: "", destination: "crm")
    }
    static let thanks = Mention(
        key: MentionKey(source: "crm", id: "1140"), text: "It's back, thanks!",
        postedAt: Desk.at(10, 34), author: Desk.mara)
    static let wrote = HoldCause.customerWrote(thanks.key)

    static let regular = Acquaintance(
        cases: 3, latest: CaseID(40),
        reply: .init(by: "dana", at: Desk.at(9, 12), matter: CaseID(17), outcome: "refund"))
    static let stranger = Acquaintance(
        cases: Acquaintance.countMax, latest: CaseID(40), reply: nil)
    static let question = Question(
        number: 1, expert: "eve", by: "dana", text: "May we pay?", posts: [Desk.complaint.key],
        at: Desk.at(10, 32))
    static let vip = VIP(
        handle: "mara@social.example", source: "crm", reason: "waits for the board",
        since: Desk.at(9, 12), until: Desk.at(18, 0), by: "sam")
    static let everywhere = VIP(
        handle: "zed", source: nil, reason: "a journalist", since: Desk.at(9, 12), until: nil,
        by: "sam")
    static let freed = [
        Notice.Freed(id: CaseID(42), priority: .p1), Notice.Freed(id: CaseID(43), priority: .p2),
    ]

    static let notices: [Notice] = aboutCases + aboutDrafts + aboutReplies

    private static let aboutCases: [Notice] = [
        .ring(Desk.brief(), mention: Desk.complaint),
        .joined(held, mention: thanks),
        .thanked(Desk.brief { $0.phase = .resolved }, mention: thanks),
        .mentionEdited(held, text: "Fourth day\nwithout internet"),
        .mentionDeleted(held),
        .claimed(held, by: "dana", known: nil),
        .claimed(held, by: "dana", known: regular),
        .claimed(held, by: "dana", known: stranger),
        .returned(held, to: "dana", known: regular),
        .returned(held, to: "dana", known: nil),
        .away("dana", until: Desk.at(14, 0), holding: 3, grace: .minutes(15)),
        .away("dana", until: nil, holding: 0, grace: .minutes(15)),
        .back("dana"),
        .freed("dana", after: .minutes(16), cases: freed, more: 0),
        .freed("dana", after: .minutes(16), cases: [freed[0]], more: 7),
        .freed("dana", after: .minutes(16), cases: [freed[1]], more: 0),
        .released(Desk.brief(), by: "dana"),
        .assigned(held, to: "lee", by: "sam"),
        .assigned(held, to: "sam", by: "sam"),
        .offered(held, to: "lee", by: "dana"),
        .noted(held, by: "dana"),
        .tagged(held, tag: "outage", by: "dana"),
        .linked(held, reference: "CRM-1138", by: "dana"),
        .escalated(held, to: "lee", reason: "threatens to sue", by: "dana"),
        .escalated(held, to: "+billing", reason: "refund", by: "dana"),
        .escalated(Desk.brief(), to: nil, reason: "", by: "dana"),
        .escalated(
            held, to: "+legal", reason: "threat", by: "dana", meant: ["eve", "max"], unseen: ["max"]
        ),
        .escalated(held, to: "#oncall", reason: "", by: "dana", meant: ["olu"], unseen: []),
        .escalated(held, to: "#supervisors", reason: "", by: "dana", meant: [], unseen: []),
        .escalated(held, to: "#billing", reason: "money", by: "dana", meant: [], unseen: []),
        .asked(held, question, .here), .asked(held, question, .away(until: Desk.at(14, 0))),
        .asked(held, question, .away(until: nil)), .asked(held, question, .unseen),
        .question(held, question, about: [Desk.complaint, thanks]),
        .questionsWait(
            [.init(question, about: CaseID(42)), .init(question, about: CaseID(44))], total: 5),
        .answered(held, told: ["dana", "bo"]), .answered(held, told: []),
        .expertAnswered(
            held, by: "eve", text: "Yes, up to 20", question: question.text, told: ["dana"]),
        .expertAnswered(held, by: "eve", text: "Yes", question: question.text, told: []),
        .noise(Desk.brief(), by: "dana", offer: nil),
        .noise(Desk.brief(), by: "dana", offer: .retweet),
        .noise(Desk.brief(), by: "dana", offer: .customer("@jobs@social.example")),
        .snoozed(held, until: Desk.at(12, 40), by: "dana"),
        .woken(held, for: "dana"),
        .woken(Desk.brief(), for: nil),
        .rose(held, because: [PointReason(points: 20, because: "waits for half an hour")]),
        .rose(Desk.brief(), because: []),
        .resolved(held, outcome: "engineer came", by: "dana"),
        .resolved(held, outcome: nil, by: "dana"),
        .reopened(held, by: nil, to: "dana"),
        .reopened(held, by: "dana", to: "dana"),
        .reopened(Desk.brief(), by: "sam", to: nil),
        .reopened(Desk.brief(), by: nil, to: nil),
        .merged(held, into: CaseID(43), by: "dana"),
        .dueSoon([Desk.brief()], total: 1),
        .dueSoon([held, Desk.brief { $0.id = CaseID(43) }], total: 12),
        .overdue([late], total: 1),
        .overdue([late, held], total: 2),
    ]

    private static let aboutDrafts: [Notice] = [
        .cannedOffered(held, canned, language: "en"),
        .cannedOffered(held, canned, language: nil),
        .draftCard(held, canned, answers: Desk.complaint),
        .draftCard(held, unseen, answers: Desk.complaint),
        .approved(held, unseen, by: nil, window: .seconds(30)),
        .drafted(held, k7f2, onShift: ["sam", "lee"]),
        .drafted(held, k7f2, onShift: []),
        .drafted(held, k7f2, onShift: ["sam"], brake: Desk.brake),
        .drafted(
            held, Desk.draftBrief { $0.approvalReasons = [] }, onShift: ["sam"],
            brake: Desk.brake),
        .draftCard(held, k7f2, answers: Desk.complaint),
        .draftCard(held, Desk.second, answers: Desk.complaint),
        .rejected(held, k7f2, by: "sam", reason: "say when"),
        .held(held, k7f2, cause: wrote, saying: thanks.text, at: Desk.at(10, 34)),
        .held(held, k7f2, cause: .customerDeleted(thanks.key), saying: nil, at: Desk.at(10, 34)),
        .held(held, k7f2, cause: .mode(practice: false), saying: nil, at: Desk.at(10, 34)),
        .held(held, k7f2, cause: .mode(practice: true), saying: nil, at: Desk.at(10, 34)),
        .held(
            held, k7f2, cause: .customerEdited(thanks.key), saying: "Never mind",
            at: Desk.at(10, 34)),
        .held(held, k7f2, cause: .blockedWord("refund"), saying: nil, at: Desk.at(10, 34)),
        .held(
            held, k7f2, cause: .brake(by: "sam", reason: "wrong prices"), saying: nil,
            at: Desk.at(10, 34)),
        .undone(held, k7f2, by: "dana"),
        .dropped(held, k7f2, by: "dana"),
        .drafted(held, illustrated, onShift: ["sam"]),
        .draftCard(held, illustrated, answers: thanks),
        .draftListed(held, k7f2, on: "9xq3", answers: Desk.complaint),
        .drafted(held, first, onShift: ["sam"]),
        .draftCard(held, second, answers: Desk.complaint),
        .undone(held, second, by: "dana"),
        .recalled(held, second, by: "dana"),
        .held(held, second, cause: wrote, saying: thanks.text, at: Desk.at(10, 34)),
        .heldByMode(practice: false, named: Desk.heldDrafts, total: 12, at: Desk.at(10, 34)),
        .heldByMode(practice: true, named: Desk.heldDrafts, total: 2, at: Desk.at(10, 34)),
        .heldByMode(practice: true, named: [], total: 6, at: Desk.at(10, 34)),
    ]

    private static let aboutReplies: [Notice] = [
        .approved(held, k7f2, by: "sam", window: .seconds(30)),
        .approved(held, k7f2, by: nil, window: .zero),
        .sent(
            held, k7f2, at: Desk.at(10, 34), firstResponse: .seconds(402), target: .minutes(30)),
        .sent(held, k7f2, at: Desk.at(10, 34), firstResponse: nil, target: nil),
        .delayed(
            held, k7f2, reason: "503 Service Unavailable", next: Desk.at(10, 34, 22), isOut: true),
        .delayed(
            held, k7f2, reason: "503 Service Unavailable", next: Desk.at(10, 34, 22), isOut: false),
        .failed(held, k7f2, reason: "404 no such post"),
        .failed(held, second, reason: "404 no such post"),
        .sent(held, second, at: Desk.at(10, 34), firstResponse: nil, target: nil),
        .unknown(held, k7f2, reason: "the connection ended before an answer"),
        .settled(held, k7f2, asSent: true, by: "sam"),
        .settled(held, k7f2, asSent: false, by: "sam"),
        .braked(Desk.brake, stopped: Desk.waiting),
        .tooLateForBrake(held, k7f2),
        .unbraked(queue: "care", by: "sam", waiting: Desk.waiting),
        .unbraked(queue: nil, by: "sam", waiting: []),
        .scored(
            held, agent: "dana", by: "sam",
            points: [ScorePoint(criterion: "tone", points: 4, of: 5)],
            remark: nil),
        .scored(
            held, agent: "dana", by: "sam",
            points: [
                ScorePoint(criterion: "tone", points: 4, of: 5),
                ScorePoint(criterion: "facts", points: 5, of: 5),
            ], remark: "a warm opening"),
        .customerAcknowledged(held, opensAt: Desk.at(18, 0)),
        .notAcknowledged(held, end: .failed, reason: "503 Service Unavailable"),
        .notAcknowledged(held, end: .unknown, reason: "no answer"),
        .crisis(held, mention: Desk.complaint, words: ["want to die"]),
        .vipOn(vip, cases: 2, urgent: [CaseID(42)]),
        .vipOn(everywhere, cases: 0, urgent: []),
        .vipOff(handle: "mara@social.example", source: "crm", by: "sam", cases: 1),
        .vipOver(vip, cases: 0),
        .gone("dana", freed: [CaseID(42), CaseID(47)], holding: [CaseID(44)]),
        .gone("dana", freed: [], holding: [CaseID(44)]),
        .refused(.notRecorded),
    ]

    static let refusals: [Refusal] = speaking + drafting + approving + afterwards

    private static let speaking: [Refusal] = [
        .unknownSpeaker, .unknownNick("dana_"), .notOfTheDesk,
        .notAllowed(held, needs: .supervisor),
        .notAllowed(nil, needs: .supervisor), .unknownPerson("jo"), .noSuchCase(CaseID(99)),
        .noCase(doing: "claim"), .movedOn(CaseID(42), into: CaseID(43)),
        .wrongPhase(Desk.brief { $0.phase = .resolved }, doing: "claim"),
        .wrongPhase(Desk.brief { $0.phase = .noise }, doing: "reply"),
        .wrongPhase(held, doing: "reopen"),
        .heldBy(held, holder: "dana", since: Desk.at(10, 31)), .notHeld(Desk.brief()),
        .alreadyYours(held), .alreadyTheirs(held, "lee"), .handsFull(held, limit: 12), .notAway,
    ]

    private static let drafting: [Refusal] = [
        .notAsked(CaseID(42)), .notAsked(nil), .whichQuestion([CaseID(42), CaseID(44)]),
        .askedYourself(held),
        .nobodyKnows(held, skill: "legal", elsewhere: ["eve", "max"], known: ["legal"]),
        .nobodyKnows(held, skill: "soup", elsewhere: [], known: ["billing", "legal"]),
        .nobodyKnows(held, skill: "soup", elsewhere: [], known: []), .beyondQuestion,
        .noDestination(held, "crm"), .otherDestination(held, k7f2), .emptyText(held),
        .tooLong(held, length: 612, limit: 500, keeps: Desk.answerText, posts: 2),
        .blockedWord(held, word: "idiots"), .draftWaiting(held, k7f2),
        .noDraft(held), .unchanged(held, k7f2),
        .underWay(held, Desk.draftBrief { $0.state = .approved }),
        .underWay(held, Desk.draftBrief { $0.state = .sending }),
        .underWay(held, Desk.draftBrief { $0.state = .unknown }),
        .tooMany(held, what: "tags", limit: 20),
        .unattachable(held, .noAddress), .unattachable(held, .addressTooLong(bytes: 2_001)),
        .unattachable(held, .noAlt), .unattachable(held, .altTooLong(characters: 1_501)),
        .unattachable(held, .tooMany), .unattachable(held, .twice), .unattachable(held, .nothing),
        .noSuchCanned("falt", known: ["hello", "fault"]), .noSuchCanned("x", known: []),
        .cannedElsewhere(held, name: "fault", queues: ["sales", "billing"]),
        .cannedValues(held, name: "fault", needs: ["when", "who"], given: 1),
        .cannedValues(held, name: "hello", needs: [], given: 1),
        .cannedLacks(held, name: "fault", variable: "url"),
        .cannedOutdated(held, name: "fault"),
    ]

    private static let approving: [Refusal] = [
        .noSuchMark("k7f2"), .outdatedMark(held, "k7f2", now: Desk.second),
        .outdatedMark(held, "k7f2", now: nil), .notTheOneYouRead(held, Desk.second),
        .markNeeded(held, k7f2), .notShownYet(held, k7f2),
        .yourOwn(held, k7f2, onShift: ["sam", "lee"]),
        .yourOwn(held, k7f2, onShift: []), .alreadyApproved(held, k7f2, by: "lee"),
        .alreadyApproved(held, Desk.draftBrief { $0.state = .sending }, by: nil),
        .notWaiting(held, Desk.draftBrief { $0.state = .unknown }),
        .notWaiting(held, Desk.draftBrief { $0.state = .sent }),
        .notWaiting(held, Desk.draftBrief { $0.state = .waiting }),
        .heldMeanwhile(held, k7f2, cause: wrote, saying: thanks.text, at: Desk.at(10, 34)),
        .heldMeanwhile(
            held, Desk.draftBrief { $0.state = .unknown }, cause: wrote, saying: thanks.text,
            at: Desk.at(10, 34)),
        .changedUnread(held, k7f2, cause: wrote, saying: thanks.text, at: Desk.at(10, 34)),
        .braked(held, Desk.brake), .reasonNeeded(held, doing: "escalate"),
        .markNeeded(held, illustrated), .notShownYet(held, illustrated),
        .listedYourOwn([Desk.waiting[0]], card: "9xq3", onShift: ["sam"]),
        .listedYourOwn(Desk.waiting, card: "9xq3", onShift: []),
        .listedLater([Desk.waiting[0]], card: "9xq3"), .listedLater(Desk.waiting, card: "9xq3"),
        .reasonNeeded(held, doing: "reject", known: ["too cold", "wrong facts"]),
        .notAnswered(held), .ownWork(held, "dana"), .nothingToScoreBy(held),
        .badScore(held, said: "tone=9", criteria: ["tone", "facts"], scale: 5),
        .badScore(held, said: nil, criteria: ["tone", "facts"], scale: 5),
    ]

    private static let afterwards: [Refusal] = [
        .nothingToUndo(held), .tooLateToUndo(held, Desk.draftBrief { $0.state = .sent }),
        .tooLateToUndo(held, Desk.draftBrief { $0.state = .sending }),
        .tooLateToUndo(held, Desk.draftBrief { $0.state = .unknown }),
        .notYoursToUndo(held, k7f2), .approvedSince(held, k7f2, by: "sam", at: Desk.at(10, 33)),
        .approvedSince(held, k7f2, by: nil, at: Desk.at(10, 33)), .nothingToSettle(held),
        .triedLive(held, Desk.draftBrief { $0.state = .unknown }), .brakeAlreadyOn(Desk.brake),
        .notListed(handle: "zed", source: "crm"), .notListed(handle: "zed", source: nil),
        .alreadyOver(Desk.at(9, 0)),
        .noBrake(queue: "care"), .noBrake(queue: nil), .unknownQueue("cara"),
        .intoItself(CaseID(42)), .noTextOpen(CaseID(42)), .noTextOpen(nil),
        .nothingToSplit(CaseID(42)), .nothingToSplit(nil),
        .twoCustomers(
            held,
            into: Desk.brief { matter in
                matter.id = CaseID(43)
                matter.customer = Author(handle: "@zed")
            }, asked: "dana"), .stale(command: "claim 42", saidAt: Desk.at(10, 20)),
        .notRecorded,
    ]
}
