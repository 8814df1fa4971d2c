import Casework

/// What is allowed to happen, and by when.
struct PolicySection: Hashable, Sendable {
    var approval = ApprovalRule.always
    /// A draft with one of these words is refused.
    var blockedWords: [String] = []
    var undoWindow = Lapse.seconds(30)
    /// A reply that cannot be delivered by then has failed.
    var replyDeadline = Lapse.minutes(15)
    /// An older command is asked about, not executed.
    var freshCommand = Lapse.minutes(2)
    /// Mentions older than this at the first start are filed silently.
    var backlog = Lapse.hours(2)
    /// A customer goes back to whoever spoke with them last, if that person is there.
    var lastAgent = true
    /// How long somebody may be gone before their cases are free again.
    var awayGrace = Lapse.minutes(15)
    /// Cases that one person works on at once; nothing where there is no limit.
    var caseLimit: Int?
    /// Customers' words are erased after this; nothing where they are kept.
    var retention: Lapse?
}

extension PolicySection {
    init(_ keys: KeyedReader) {
        self.init()
        let rule = keys["approval"]
        approval = rule?.choice() ?? approval
        if approval == .never {
            rule?.warn(
                "replies reach customers without a second pair of eyes",
                "Write always, or flagged for those that stand out.")
        }
        blockedWords =
            keys["blocked_words"]?.oneOrMore(limit: 10_000).map { $0.wordPattern() ?? "" } ?? []
        undoWindow = keys["undo_window"]?.lapse(in: .zero ... .hours(1)) ?? undoWindow
        let deadline = keys["reply_deadline"]?.lapse(in: .seconds(1) ... .days(1))
        replyDeadline = deadline ?? replyDeadline
        freshCommand = keys["fresh_command"]?.lapse(in: .seconds(1) ... .days(1)) ?? freshCommand
        backlog = keys["backlog"]?.lapse(in: .zero ... .days(30)) ?? backlog
        lastAgent = keys["last_agent"]?.flag() ?? lastAgent
        awayGrace = keys["away_grace"]?.lapse(in: .minutes(1) ... .days(1)) ?? awayGrace
        caseLimit = keys["case_limit"]?.integer(in: 1...1000)
        let kept = keys["retention"]
        retention = kept?.lapse(in: .days(1) ... .days(36_500))
        kept?.warn(
            "this version keeps customers' words for ever",
            "Erasing comes with a later version; until then it is yours to do.")
    }
}
