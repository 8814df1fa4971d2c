/// What is to be sent, as far as it says whether somebody else has to look at it first.
struct Proposal {
    /// Uncut.
    var words: String
    /// As they leave.
    var posts: [String]
    var visibility: Visibility
    var author: PersonID
    var canned: CannedUse?
    var attachments: [Attachment]

    /// All that a customer could read.
    var whole: String { ([words] + attachments.compactMap(\.alt)).joined(separator: "\n") }
}

extension Draft {
    var proposal: Proposal {
        Proposal(
            words: words, posts: texts, visibility: visibility, author: author, canned: canned,
            attachments: attachments)
    }
}

extension Deliberation {
    /// Why somebody else has to look at the text before it leaves; nothing where nobody has to.
    func approvalReasons(for proposal: Proposal, answering mention: Mention) -> [String] {
        approval(for: proposal, answering: mention).reasons
    }

    /// The same, and the night's policy where by day there would be reasons.
    func approval(
        for proposal: Proposal, answering mention: Mention
    ) -> (reasons: [String], outOfHours: OutOfHoursRule?) {
        let byDay = approvalReasons(
            context.desk.approval(in: matter.queue), for: proposal, answering: mention)
        guard let rule = outOfHours else { return (byDay, nil) }
        let isCanned = proposal.canned?.words == .asWritten && proposal.attachments.isEmpty
        let reasons =
            switch rule {
            case .always: approvalReasons(.always, for: proposal, answering: mention)
            case .flagged: approvalReasons(.flagged, for: proposal, answering: mention)
            case .never: approvalReasons(.never, for: proposal, answering: mention)
            case .canned: isCanned ? slips(in: proposal, answering: mention) : byDay
            }
        return (reasons, reasons.isEmpty && !byDay.isEmpty ? rule : nil)
    }

    /// What makes a text that is fine in itself the wrong one for that customer, or from that agent.
    private func slips(in proposal: Proposal, answering mention: Mention) -> [String] {
        var reasons =
            context.people.contains { $0.id == proposal.author && $0.isTrainee }
            ? ["by a trainee"] : []
        if mention.deletedAt != nil { reasons.append("the post was deleted") }
        return reasons + flags(proposal, answering: mention)
    }

    private func flags(_ proposal: Proposal, answering mention: Mention) -> [String] {
        ReplyFlags.flags(
            proposal.words, posts: proposal.posts,
            besides: proposal.attachments.compactMap(\.alt), to: mention.author,
            visibility: proposal.visibility,
            sent: matter.drafts.filter { $0.state == .sent }.map(\.text), elsewhere: context.echo)
    }

    private func approvalReasons(
        _ rule: ApprovalRule, for proposal: Proposal, answering mention: Mention
    ) -> [String] {
        let isTrainees = context.people.contains { $0.id == proposal.author && $0.isTrainee }
        // A trainee's text is looked at whatever the policy says of others'.
        guard rule != .never || isTrainees else { return [] }
        var reasons = isTrainees ? ["by a trainee"] : []
        reasons += whom(mention)
        reasons += what(proposal)
        reasons += flags(proposal, answering: mention)
        if reasons.isEmpty, rule == .always { reasons = [Policy.everyReply] }
        return reasons
    }

    /// Whom it is for.
    private func whom(_ mention: Mention) -> [String] {
        var reasons: [String] = []
        if matter.customer.vip || mention.author.vip { reasons.append("VIP") }
        let followers = max(matter.customer.followers ?? 0, mention.author.followers ?? 0)
        if followers >= context.desk.policy.reach { reasons.append("reach") }
        if mention.deletedAt != nil { reasons.append("the post was deleted") }
        return reasons
    }

    /// What the desk's own lists say of it.
    private func what(_ proposal: Proposal) -> [String] {
        let policy = context.desk.policy
        var reasons: [String] = []
        if proposal.canned?.isEdited ?? false { reasons.append("edited canned text") }
        if !proposal.attachments.isEmpty { reasons.append("attachments") }
        reasons += policy.sensitiveWords.found(in: proposal.whole).prefix(Policy.flagsMax)
            .map { "says “\($0)”" }
        if let allowed = policy.allowedLinks {
            let places = ([proposal.whole] + proposal.attachments.map(\.url))
                .joined(separator: "\n")
            reasons += Links.elsewhere(in: places, than: allowed).prefix(Policy.flagsMax)
                .map { "links to \($0)" }
        }
        return reasons
    }
}

extension DeskSettings {
    /// Whether replies from a queue are approved: its own rule, or the desk's.
    package func approval(in queue: QueueName) -> ApprovalRule {
        self.queue(named: queue)?.approval ?? policy.approval
    }

    /// How long a reply from a queue can be called back.
    package func undoWindow(in queue: QueueName) -> Lapse {
        self.queue(named: queue)?.undoWindow ?? policy.undoWindow
    }
}

extension Policy {
    /// More of one kind on one card tell nobody anything.
    static let flagsMax = 5
    /// The reason of a reply that nothing speaks against.
    package static let everyReply = "every reply is approved"
}
