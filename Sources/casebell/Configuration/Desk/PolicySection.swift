import Casework

/// What is allowed to happen, and by when.
struct PolicySection: Hashable, Sendable {
    var approval = ApprovalRule.always
    /// What may leave unseen where nobody else is there.
    var alone = AloneRule.never
    /// Who has to approve a reply while its queue is closed; nothing: whoever has to by day.
    var outOfHours: OutOfHoursRule?
    /// The one switch of what `acknowledge` of `rota.yaml` asks for.
    var acknowledges = true
    /// A mention with one of these rings the supervisors.
    var crisisWords: [String] = []
    /// Handles that are programs.
    var bots: [String] = []
    /// A draft with one of these words is refused.
    var blockedWords: [String] = []
    /// A draft with one of these is flagged.
    var sensitiveWords: [String] = []
    /// Hosts in lower case: a draft that links elsewhere is flagged. Nothing: anywhere is fine.
    var allowedLinks: [String]?
    var undoWindow = Lapse.seconds(30)
    /// A reply that cannot be delivered by then has failed.
    var replyDeadline = Lapse.minutes(15)
    /// An older command is asked about, not executed.
    var freshCommand = Lapse.minutes(2)
    /// Mentions older than this at the first start are filed silently.
    var backlog = Lapse.hours(2)
    /// A customer goes back to whoever spoke with them last and is there, while the queue is open.
    var lastAgent = true
    /// How long somebody may be gone before their cases are free again.
    var awayGrace = Lapse.minutes(15)
    /// Cases that one person works on at once; nothing where there is no limit.
    var caseLimit: Int?
    /// What drafts are usually sent back for; offered, and counted under these words.
    var rejectionReasons: [String] = []
    /// Customers' words are erased after this; nothing where they are kept.
    var retention: Lapse?
}

extension PolicySection {
    init(_ keys: KeyedReader) {
        self.init()
        approval = keys["approval"]?.approvalRule() ?? approval
        alone = keys["alone"]?.aloneRule() ?? alone
        outOfHours = keys["out_of_hours"]?.keyed { $0["approval"]?.outOfHoursRule() }
        acknowledges = keys["acknowledge"]?.flag() ?? acknowledges
        crisisWords =
            keys["crisis_words"]?.oneOrMore(limit: 10_000).map { $0.wordPattern() ?? "" } ?? []
        bots = keys["bots"]?.texts(limit: 10_000) ?? []
        blockedWords =
            keys["blocked_words"]?.oneOrMore(limit: 10_000).map { $0.wordPattern() ?? "" } ?? []
        undoWindow = keys["undo_window"]?.lapse(in: Self.undoWindows) ?? undoWindow
        sensitiveWords =
            keys["sensitive_words"]?.oneOrMore(limit: 10_000).map { $0.wordPattern() ?? "" } ?? []
        allowedLinks = keys["allowed_links"]?.oneOrMore(limit: 1000).map { $0.linkHost() ?? "" }
        let deadline = keys["reply_deadline"]?.lapse(in: .seconds(1) ... .days(1))
        replyDeadline = deadline ?? replyDeadline
        freshCommand = keys["fresh_command"]?.lapse(in: .seconds(1) ... .days(1)) ?? freshCommand
        backlog = keys["backlog"]?.lapse(in: .zero ... .days(30)) ?? backlog
        lastAgent = keys["last_agent"]?.flag() ?? lastAgent
        awayGrace = keys["away_grace"]?.lapse(in: .minutes(1) ... .days(1)) ?? awayGrace
        caseLimit = keys["case_limit"]?.integer(in: 1...1000)
        rejectionReasons =
            keys["rejection_reasons"]?.oneOrMore(limit: 30).compactMap { $0.rejectionReason() }
            ?? []
        let kept = keys["retention"]
        retention = kept?.lapse(in: .days(1) ... .days(36_500))
        kept?.warn(
            "this version keeps customers' words for ever",
            "Erasing comes with a later version; until then it is yours to do.")
    }
}

extension PolicySection {
    static let undoWindows = Lapse.zero...Lapse.hours(1)
}

extension Value {
    func approvalRule() -> ApprovalRule? {
        let rule = choice(of: ApprovalRule.self)
        if rule == .never {
            warn(
                "replies reach customers without a second pair of eyes",
                "Write always, or flagged for those that stand out.")
        }
        return rule
    }

    fileprivate func outOfHoursRule() -> OutOfHoursRule? {
        let rule = choice(of: OutOfHoursRule.self)
        if rule == .never {
            warn(
                "out of hours replies reach customers without a second pair of eyes",
                "Write canned, for texts that are written once, or flagged for those that stand out."
            )
        }
        return rule
    }

    /// A few words of which something is left when they are compared.
    fileprivate func rejectionReason() -> String? {
        guard let words = text(limit: 60) else { return nil }
        guard words.contains(where: { $0.isLetter || $0.isNumber }) else {
            error(
                "\"\(printable(words))\" is no reason that somebody could say",
                "Write a few words, as in too cold.")
            return nil
        }
        return words
    }

    func aloneRule() -> AloneRule? {
        let rule = choice(of: AloneRule.self)
        if let rule, rule != .never {
            warn(
                rule == .canned
                    ? "canned texts reach customers unseen where nobody else could approve them"
                    : "replies reach customers unseen where nobody else could approve them",
                "Write never, or look through the history of what left unseen.")
        }
        return rule
    }

    /// A host, which stands for those below it, too: `example.org`.
    fileprivate func linkHost() -> String? {
        guard let words = text(limit: 253)?.lowercased() else { return nil }
        let labels = words.split(separator: ".", omittingEmptySubsequences: false)
        let isHost = labels.allSatisfy { label in
            (1...63) ~= label.count && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
        guard isHost else {
            error(
                "\"\(printable(words))\" is no host",
                "Write the name alone, as in example.org: it stands for www.example.org, too.")
            return nil
        }
        return words
    }
}
