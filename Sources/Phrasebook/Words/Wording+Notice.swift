package import Casework

extension Wording {
    /// What is said because of a decision. At least one line, never a line break within one.
    package func lines(for notice: Notice) -> [Line] {
        switch notice {
        case .ring, .joined, .thanked, .mentionEdited, .mentionDeleted:
            customerLines(notice)
        case .claimed, .released, .assigned, .offered, .woken, .reopened, .resolved, .snoozed,
            .rose, .returned:
            [holdingLine(notice)]
        case .away, .back, .freed:
            [peopleLine(notice)]
        case .noted, .tagged, .linked, .escalated, .noise, .merged:
            [keepingLine(notice)]
        case .asked, .question, .questionsWait, .answered, .expertAnswered:
            questionLines(notice)
        case .dueSoon(let briefs, let total): [reminder(briefs, total, isBreach: false)]
        case .overdue(let briefs, let total): [reminder(briefs, total, isBreach: true)]
        case .cannedOffered, .drafted, .draftCard, .draftListed, .rejected, .held, .undone,
            .recalled, .dropped:
            draftLines(notice)
        case .heldByMode(let practice, let named, let total, let at):
            [heldByMode(practice, named, total, at)]
        case .approved, .sent, .delayed, .failed, .unknown, .settled, .tooLateForBrake:
            [replyLine(notice)]
        case .paged, .pagedOut, .pageAcknowledged, .pagesAgain, .pagesExhausted, .pageFailed,
            .pageTest:
            pageLines(notice)
        case .braked, .unbraked:
            brakeLines(notice)
        case .customerAcknowledged, .notAcknowledged, .crisis:
            acknowledgingLines(notice)
        case .vipOn, .vipOff, .vipOver:
            [vipLine(notice)]
        case .rota(let notice): rotaLines(notice)
        case .plan(let notice): planLines(notice)
        case .moved(let brief):
            [
                line(
                    "\(brief.id) is \(brief.queue.rawValue)'s by a plan that is on, and rings there. \(command(.show, brief))"
                )
            ]
        case .requeued(let brief, let gone):
            [
                line(
                    """
                    \(brief.id) is \(brief.queue.rawValue)'s now: \(gone.rawValue) is no queue any \
                    more. \(command(.show, brief))
                    """)
            ]
        case .scored:
            [scoreLine(notice)]
        case .gone(let person, let freed, let holding):
            [goneLine(person, freed, holding)]
        case .refused(let refusal):
            lines(for: refusal)
        }
    }
}

/// Parts that many lines share.
extension Wording {
    /// `due 10:58 (27m)`; nothing while nothing is owed.
    func due(_ brief: CaseBrief) -> String? { due(brief.dueAt) }

    func due(_ dueAt: Instant?) -> String? {
        guard let dueAt else { return nil }
        return dueAt < now ? "overdue \(moment(dueAt))" : "due \(moment(dueAt))"
    }

    /// `first reply due 10:58 (27m)`, `next reply overdue 10:58 (1m ago)`.
    func replyDue(_ brief: CaseBrief) -> String? {
        due(brief).map { "\(Wording.reply(brief.response)) \($0)" }
    }

    static func reply(_ response: Response) -> String {
        switch response {
        case .first: "first reply"
        case .next: "next reply"
        }
    }

    /// `, due 10:58 (26m)` or nothing.
    func commaDue(_ brief: CaseBrief) -> String { due(brief).map { ", \($0)" } ?? "" }

    static func visibility(_ visibility: Visibility) -> String {
        switch visibility {
        case .public: "public"
        case .followers: "followers only"
        case .direct: "direct"
        }
    }

    /// `PUBLIC reply to @mara@social.example`.
    func reply(_ draft: DraftBrief, to customer: Author) -> Phrase {
        let kind =
            switch draft.visibility {
            case .public: "PUBLIC reply"
            case .followers: "FOLLOWERS-ONLY reply"
            case .direct: "DIRECT message"
            }
        return "\(kind) to \(handle(customer))"
    }

    func addressee(_ brief: CaseBrief, _ draft: DraftBrief) -> Phrase {
        handle(draft.bystander ?? brief.customer)
    }

    /// `83/500`, or `83 characters` where there is no limit.
    func length(_ draft: DraftBrief) -> String {
        if let thread = draft.thread, !thread.rest.isEmpty {
            let count = draft.texts.reduce(0) { $0 + $1.count }
            return "\(draft.texts.count) posts, \(Wording.count(count, "character"))"
        }
        guard let limit = draft.maxLength else {
            return Wording.count(draft.text.count, "character")
        }
        return "\(draft.text.count)/\(limit)"
    }

    /// All that leaves if it is approved; each post of a thread says which it is.
    func whole(_ draft: DraftBrief) -> Phrase { draft.texts.map { whole($0) }.joined(" · ") }

    /// `k7f2`, or `k7f2 (2 of 3)` where the post before it is out already.
    func mark(_ draft: DraftBrief) -> String {
        guard let thread = draft.thread, draft.goesOn else { return "\(draft.mark)" }
        return "\(draft.mark) (\(thread.number) of \(thread.of))"
    }

    /// `On shift: sam, lee.`
    func onShift(_ people: [PersonID]) -> String {
        people.isEmpty ? "Nobody is on shift." : "On shift: \(names(of: people))."
    }

    func whose(_ brief: CaseBrief) -> String {
        brief.holder.map { "\(name($0))'s" } ?? "free"
    }

    func whole(desk queue: QueueName?) -> String {
        queue.map { "for \($0.rawValue)" } ?? "for the whole desk"
    }

    static let practice = "practice, nothing is sent"
}
