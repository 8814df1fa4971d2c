import Casework
import Phrasebook

/// The desk of the manual's working day.
enum Desk {
    /// 2026-11-21T00:00:00Z.
    static let midnight = Instant(seconds: 1_795_219_200)

    static func at(_ hour: Int64, _ minute: Int64, _ second: Int64 = 0) -> Instant {
        midnight + .seconds(hour * 3600 + minute * 60 + second)
    }

    /// The wall clock in UTC.
    static func clock(_ instant: Instant) -> LocalTime {
        let seconds = instant.milliseconds / 1000
        let day = Int(seconds / 86_400)
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let second = Int(seconds % 86_400)
        return LocalTime(
            year: year + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, hour: second / 3600,
            minute: second % 3600 / 60, second: second % 60)
    }

    static func wording(
        now: Instant = at(10, 31), to: String? = nil, isDirect: Bool = false,
        style: Wording.Style = .unicode
    ) -> Wording {
        Wording(sigil: "!", style: style, clock: clock, now: now, to: to, isDirect: isDirect)
    }

    static let mara = Author(
        handle: "@mara@social.example", name: "Mara", followers: 48_000, vip: true)
    static let complaint = Mention(
        key: MentionKey(source: "crm", id: "1138"),
        text: """
            Third day without internet and your phone line hangs up on me. Cancelling today if \
            nobody answers.
            """,
        postedAt: at(10, 28), author: mara, url: "https://social.example/@mara/1138",
        attachments: [
            Attachment(type: "image", url: "https://x.example/1", alt: "router with a red light")
        ])
    static let answerText =
        "Hi Mara, I'm so sorry. I can see the fault on your line and an engineer comes at 4."

    static func matter(_ change: (inout Case) -> Void = { _ in }) -> Case {
        var matter = Case(
            id: CaseID(42), queue: "care", priority: .p1, points: 70,
            reasons: [
                PointReason(points: 30, because: "churn or outage"),
                PointReason(points: 30, because: "VIP"),
                PointReason(points: 10, because: "reach"),
            ], customer: mara, conversation: "c-77", openedAt: at(10, 28),
            mentions: [complaint])
        matter.firstResponseDueAt = at(10, 58)
        matter.clock = ResponseClock(since: at(10, 28), dueAt: at(10, 58))
        change(&matter)
        return matter
    }

    static func brief(
        practice: Bool = false, _ change: (inout Case) -> Void = { _ in }
    ) -> CaseBrief {
        CaseBrief(matter(change), practice: practice)
    }

    static func draft(_ change: (inout Draft) -> Void = { _ in }) -> Draft {
        var draft = Draft(
            revision: 1, mark: "k7f2", author: "dana", originator: "dana", text: answerText,
            visibility: .public, answers: complaint.key, fingerprint: "f1", key: "reply-1",
            writtenAt: at(10, 33), replaced: nil, approvalReasons: ["VIP"])
        change(&draft)
        return draft
    }

    static let mastodon = Destination(name: "Mastodon", sources: ["crm"], maxLength: 500)

    static func draftBrief(_ change: (inout Draft) -> Void = { _ in }) -> DraftBrief {
        DraftBrief(draft(change), destination: mastodon)
    }

    static let second = draftBrief { draft in
        draft.revision = 2
        draft.mark = "9xq3"
        draft.replaced = "k7f2"
    }

    static let brake = Brake(
        queue: "care", by: "sam", since: at(10, 20), reason: "wrong prices in replies")
    static let waiting = [
        Notice.Waiting(id: CaseID(42), mark: "k7f2", customer: "@mara@social.example"),
        Notice.Waiting(id: CaseID(43), mark: "9xq3", customer: "@zed"),
    ]

    static let heldDrafts = [
        Notice.HeldDraft(
            id: CaseID(42), revision: 1, mark: "k7f2", customer: "@mara@social.example"),
        Notice.HeldDraft(id: CaseID(43), revision: 2, mark: "9xq3", customer: "@zed"),
    ]

    static let dana = Person(id: "dana", roles: [.init(.agent)], skills: ["billing"])
    static let sam = Person(
        id: "sam", roles: [.init(.agent), .init(.supervisor, queues: ["care"])],
        languages: ["en", "de"])
}

extension Line {
    /// What is read, without the spans.
    var text: String {
        spans.map { span in
            switch span {
            case .text(let text), .strong(let text), .person(let text), .quoted(let text): text
            }
        }.joined()
    }

    /// The spans made visible: ‹from outside›, {rung}.
    var marked: String {
        spans.map { span in
            switch span {
            case .text(let text), .strong(let text): text
            case .person(let name): "{\(name)}"
            case .quoted(let text): "‹\(text)›"
            }
        }.joined()
    }
}

extension [Line] {
    var text: String { map(\.text).joined(separator: "\n") }
    var marked: String { map(\.marked).joined(separator: "\n") }
}

/// The name of an enumeration's case, without what it carries.
func label(of value: Any) -> String {
    Mirror(reflecting: value).children.first?.label ?? "\(value)"
}

/// A small generator that gives the same numbers on every machine (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
