import Casework
import Phrasebook

/// What the store might hand to the looks.
enum LookSamples {
    static let zed = Author(handle: "@zed")
    static let cases = [
        ListedCase(
            id: CaseID(42), phase: .drafted, queue: "care", priority: .p1, customer: Desk.mara,
            holder: "dana", dueAt: Desk.at(10, 58),
            opening: Desk.complaint.text, mark: "k7f2", draftState: .waiting),
        ListedCase(
            id: CaseID(44), phase: .new, queue: "care", priority: .p2, customer: zed, holder: nil,
            dueAt: Desk.at(10, 30), opening: "invoice?\n!approve 1"),
        ListedCase(
            id: CaseID(45), phase: .snoozed, queue: "care", priority: .p3, customer: zed,
            holder: "bo", dueAt: nil, opening: "hm"),
    ]

    static let drafts = [
        ListedDraft(
            id: CaseID(42), draft: Desk.draft(), customer: Desk.mara, dueAt: Desk.at(10, 58)),
        ListedDraft(
            id: CaseID(43),
            draft: Desk.draft { draft in
                draft.mark = "9xq3"
                draft.state = .held
                draft.heldAt = Desk.at(10, 34)
                draft.text = "Line one\nline two"
                draft.visibility = .direct
            }, customer: zed, dueAt: nil),
    ]

    static let colleagues = [
        Colleague(person: Desk.dana, isHere: true, load: .init(cases: 3)),
        Colleague(
            person: Desk.sam, isHere: true,
            leave: Leave(person: "sam", since: Desk.at(10, 0), until: Desk.at(14, 0)),
            load: .init(cases: 1)),
        Colleague(
            person: Person(id: "bo", roles: [.init(.agent)]), isHere: false, load: .init(cases: 2)),
        Colleague(person: Person(id: "lee", roles: []), isHere: false, load: .init(cases: 0)),
    ]

    /// Where there are several networks and limits.
    static let busy: [Colleague] = {
        var dana = Colleague(
            person: Desk.dana, isHere: true, load: .init(cases: 5, working: 3, questions: 2))
        dana.caseLimit = 12
        dana.networks = ["office", "matrix"]
        var bo = Colleague(
            person: Person(id: "bo", roles: [.init(.agent)]), isHere: false,
            leave: Leave(person: "bo", since: Desk.at(10, 0), until: Desk.at(14, 0)),
            load: .init(cases: 0, questions: 1))
        bo.lastSeen = Desk.at(10, 4)
        return [dana, bo]
    }()

    static let board = [
        BoardQueue(
            name: "care", open: 7, free: 3, urgent: 2, drafts: 1, overdue: 2, warned: 1,
            oldest: Desk.at(10, 2)),
        BoardQueue(name: "billing"),
    ]

    static func empty(_ subject: StatsReport.Subject) -> StatsReport {
        StatsReport(
            period: .today, since: Desk.midnight, subject: subject, figures: Figures([]), open: 5,
            people: [.init(id: "bo", figures: Figures([]))])
    }

    static func report(
        _ subject: StatsReport.Subject, _ period: StatsPeriod = .today
    ) -> StatsReport {
        let desk: [Measure.Kind] = [
            .offered(.kept), .offered(.broken), .offered(.open), .offered(.none), .noise,
        ]
        let danas: [Measure.Kind] = [
            .assigned, .assigned, .replied, .replied, .replied,
            .answered(.first, after: .minutes(2), inTime: true),
            .answered(.first, after: .minutes(20), inTime: false),
            .answered(.next, after: .minutes(5), inTime: true),
            .handled(after: .hours(1), work: .minutes(2)), .worked(.minutes(2)),
            .handled(after: .hours(2), work: .minutes(4)), .worked(.minutes(4)), .reopened,
            .approved(after: .minutes(1)), .rejected(reason: "too cold"),
            .rejected(reason: "say when"), .rejected(reason: "too cold"),
            .repliedAndResolved(thanked: true), .repliedAndResolved(thanked: false),
        ]
        let hers = danas.map { Measure(queue: "care", person: "dana", $0) }
        let report = StatsReport(
            period: period, since: Desk.midnight, subject: subject, figures: Figures([]), open: 5)
        var full = report
        full.figures = Figures(
            report.isPersonal ? hers : desk.map { Measure(queue: "care", $0) } + hers,
            isPersonal: report.isPersonal)
        if !report.isPersonal {
            full.people = [
                .init(id: "dana", figures: Figures(hers, isPersonal: true)),
                .init(id: "bo", figures: Figures([])),
            ]
        }
        return full
    }

    static let matter = Desk.matter { matter in
        matter.phase = .drafted
        matter.holder = "dana"
        matter.heldSince = Desk.at(10, 31)
        matter.tags = ["outage"]
        matter.links = ["CRM-1138"]
        matter.mentions.append(
            Mention(
                key: MentionKey(source: "crm", id: "1140"), text: "Hello?",
                postedAt: Desk.at(10, 32), author: Desk.mara, visibility: .direct))
        matter.drafts = [Desk.draft()]
    }

    static let events: [Happening] =
        facts.enumerated().map { index, fact in
            Happening(
                at: Desk.at(10, 28 + Int64(index)), by: index % 2 == 0 ? nil : "dana",
                type: fact.type, fact: fact)
        } + [Happening(at: Desk.at(11, 30), by: nil, type: "case.noted", fact: nil)]

    private static let facts: [Fact] = [
        .opened(
            mention: Desk.complaint, queue: "care", priority: .p1, points: 70, reasons: [],
            firstResponseDueAt: nil, linkedTo: CaseID(7)),
        .routed(queue: "care", because: "words"),
        .joined(mention: Desk.complaint, thanks: false),
        .reprioritised(priority: .p1, points: 1, reasons: []), .claimed(holder: "dana"),
        .released(holder: "dana"), .assigned(to: "lee", from: "dana"),
        .offered(to: "lee", from: "dana"), .noted(text: "line fault known"),
        .tagged(tag: "outage"), .linked(reference: "CRM-1138"),
        .escalated(to: "lee", reason: "sues"), .snoozed(until: Desk.at(12, 0)), .woken,
        .resolved(outcome: "done"), .resolved(outcome: nil), .reopened(because: "wrote again"),
        .noise(), .merged(into: CaseID(43)),
        .absorbed(from: CaseID(41), mentions: [Desk.complaint]),
        .mentionEdited(key: Desk.complaint.key, text: "new", editedAt: Desk.at(10, 40)),
        .mentionDeleted(key: Desk.complaint.key, deletedAt: Desk.at(10, 41)),
        .draftWritten(draft: Desk.draft()),
        .draftApproved(revision: 1, mark: "k7f2", approver: "sam"),
        .draftApproved(revision: 1, mark: "k7f2", approver: nil),
        .draftRejected(revision: 1, mark: "k7f2", reason: "say when"),
        .draftHeld(revision: 1, mark: "k7f2", cause: .customerWrote(Desk.complaint.key)),
        .draftVoided(revision: 1, mark: "k7f2", because: "edited"),
        .draftUndone(revision: 1, mark: "k7f2"), .replyDeparted(revision: 1, mark: "k7f2"),
        .replySent(revision: 1, mark: "k7f2", reference: "p-9"),
        .replyFailed(revision: 1, mark: "k7f2", reason: "404"),
        .replyUnknown(revision: 1, mark: "k7f2", reason: "cut off"),
        .replySettled(revision: 1, mark: "k7f2", asSent: true),
        .replySettled(revision: 1, mark: "k7f2", asSent: false),
        .responseDue(response: .next, at: Desk.at(11, 30)),
        .responseDue(response: .next, at: nil),
        .levelWarned(response: .first, due: Desk.at(10, 58)),
        .levelBreached(response: .first, due: Desk.at(10, 58)),
        .deskHeld(queue: nil, reason: "fire"), .deskUnheld(queue: "care"),
        .configChanged(keys: ["policy.undo_window", "people.dana"]),
        .noise(because: "word “rt”"), .personAway(person: "dana", until: nil),
        .personAway(person: "dana", until: Desk.at(14, 0)), .personBack(person: "dana"),
        .draftApproved(revision: 1, mark: "k7f2", approver: nil, alone: .reviewedAfter),
        .expertAsked(question: Samples.question),
        .expertAnswered(expert: "eve", text: "Yes, up to 20", questions: [1]),
        .scored(
            agent: "dana", points: [ScorePoint(criterion: "tone", points: 2, of: 5)],
            remark: "cold"),
        .customerVIP(
            handle: "mara", source: "crm", on: true, reason: "waits for the board",
            until: Desk.at(18, 0), by: "sam"),
        .customerVIP(handle: "mara", source: nil, on: false, reason: "", until: nil, by: nil),
        .acknowledgementDue(
            acknowledgement: Acknowledgement(
                key: "k1", answers: Desk.complaint.key, customer: "mara", period: "p1",
                opensAt: Desk.at(18, 0), canned: "night", text: "We answer today\nat 18:00.",
                visibility: .public, decidedAt: Desk.at(10, 31))),
        .acknowledgementDeparted(key: "k1"),
        .customerAcknowledged(
            key: "k1", text: "We answer today at 18:00.", period: "p1", reference: "r-1"),
        .acknowledgementEnded(key: "k1", end: .failed, reason: "503"),
        .acknowledgementEnded(key: "k1", end: .unknown, reason: "no answer"),
        .acknowledgementEnded(key: "k1", end: .withdrawn, reason: "the post was deleted"),
    ]
}
