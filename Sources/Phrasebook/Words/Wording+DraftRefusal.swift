import Casework

/// Refusals about drafts and their approval.
extension Wording {
    func draftPhrase(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .noDestination(let brief, let source):
            """
            \(brief.id) came from \(outside(source.rawValue)), and nothing is set up to answer \
            there. Answer it there, then \(command(.resolve, brief)); the administrator can name \
            it in the replies of a relay.
            """
        case .otherDestination(let brief, let draft): otherDestination(brief, draft)
        case .emptyText(let brief):
            "\(brief.id): nothing that can be shown is left of that text. \(text(.reply, brief))"
        case .tooLong(let brief, let length, let limit, let keeps, let posts):
            """
            \(brief.id): not taken, \(length) characters and \(limit) fit. It would end at \
            "…\(outside(String(keeps.suffix(40))))".\(thread(brief, posts))
            """
        case .blockedWord(_, let word):
            "not taken: \(saying(word, upTo: 40)) is on the blocked list."
        case .draftWaiting(let brief, let draft):
            """
            \(brief.id) has draft \(draft.mark) \(Wording.state(draft.state)). \
            \(text(.edit, brief)) replaces it, \(command(.drop, brief)) withdraws it.
            """
        case .noDraft(let brief):
            "\(brief.id) has no draft. \(text(.reply, brief)) writes one."
        case .unchanged(let brief, let draft):
            """
            \(brief.id): that is what draft \(draft.revision) \(draft.mark) says already, it \
            stays as it is.
            """
        case .underWay(let brief, let draft):
            underWay(brief, draft)
        case .unattachable(let brief, let fault): unattachable(brief, fault)
        case .tooMany(let brief, let what, let limit):
            """
            \(brief.id) has \(limit) \(what), and no case has more. \(command(.show, brief)) \
            lists them.
            """
        default: ""
        }
    }

    private func otherDestination(_ brief: CaseBrief, _ draft: DraftBrief) -> Phrase {
        let wayOut: Phrase =
            draft.state == .unknown
            ? """
            Under its key it can leave by the old one alone: an administrator can name that again, \
            \(say("settle \(brief.id.number) sent")) says that it got there.
            """
            : """
            \(text(.edit, brief)), or \(text(.rewrite, brief)), makes a draft for it; the same words \
            will do.
            """
        return """
            \(brief.id) \(draft.mark) was written for another relay than \
            \(outside(draft.destination ?? "")), which answers there now. \(wayOut)
            """
    }

    private func thread(_ brief: CaseBrief, _ posts: Int?) -> Phrase {
        guard let posts else { return "" }
        return " \(command(.split, brief)) makes a thread of \(posts) posts of it."
    }

    private func underWay(_ brief: CaseBrief, _ draft: DraftBrief) -> Phrase {
        switch draft.state {
        case .approved:
            """
            \(brief.id) \(draft.mark) is approved and about to go out. \(command(.undo, brief)) \
            calls it back.
            """
        case .unknown:
            """
            \(brief.id) \(draft.mark) may have arrived already. \(command(.settle, brief)) \
            sent|again decides it first.
            """
        default:
            "\(brief.id) \(draft.mark) is going out at this moment. Its outcome is told here."
        }
    }

    static func state(_ state: DraftState) -> String {
        switch state {
        case .waiting: "waiting"
        case .held: "held"
        case .approved: "approved"
        case .sending: "going out"
        case .sent: "sent"
        case .rejected: "sent back"
        case .voided: "withdrawn or replaced"
        case .failed: "undelivered"
        case .unknown: "of unknown outcome"
        }
    }

    func approvalPhrase(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .noSuchMark(let mark):
            "no draft is called \(mark). \(say("waiting")) lists those that wait."
        case .outdatedMark(let brief, let mark, let draft):
            if let draft {
                notTheOne(brief, draft)
            } else {
                "\(brief.id): \(mark) no longer waits. \(command(.show, brief)) shows the case."
            }
        case .notTheOneYouRead(let brief, let draft):
            notTheOne(brief, draft)
        case .markNeeded(let brief, let draft):
            """
            \(brief.id): here the draft's mark is needed, as you read it. Draft \
            \(draft.revision) is \(draft.mark): \(whole(draft))\(alongside(draft.attachments))
            """
        case .notShownYet(let brief, let draft):
            """
            \(brief.id) \(draft.mark) may not have been shown whole in any room yet. You get its card \
            in private now, and \(approve(draft.mark)) once more sends it.
            """
        case .yourOwn(let brief, let draft, let onShift):
            yourOwn(brief, draft, onShift)
        case .alreadyApproved(let brief, let draft, let by):
            alreadyApproved(brief, draft, by)
        case .notWaiting(let brief, let draft):
            notWaiting(brief, draft)
        case .heldMeanwhile(let brief, let draft, let cause, let words, let at):
            """
            \(draft.mark) \(draft.state == .unknown ? "may have arrived" : "is held"), \
            \(why(cause, brief, words, at)) \(outOfHold(brief, draft, cause))
            """
        case .changedUnread(let brief, let draft, let cause, let words, let at):
            """
            \(brief.id): not taken, as it would leave at once: \(draft.mark) is held, \
            \(why(cause, brief, words, at)) Having read that, say it once more.
            """
        case .braked(let brief, let brake):
            """
            \(brief.id): the brake is on \(whole(desk: brake.queue)) since \
            \(moment(brake.since)), by \(name(brake.by)): \(sentence(brake.reason)) First \
            \(unhold(brake.queue)).
            """
        case .reasonNeeded(let brief, let doing, let known):
            """
            \(brief.id): \(doing) needs a reason, as in \(say(example(of: doing)))\
            \(usual(known))
            """
        default: ""
        }
    }

    /// What the desk usually says, and counts.
    private func usual(_ known: [String]) -> Phrase {
        guard !known.isEmpty else { return "" }
        return ". Usual ones: \(known.map { outside($0, upTo: 60) }.joined(", "))"
    }

    private func notTheOne(_ brief: CaseBrief, _ draft: DraftBrief) -> Phrase {
        """
        \(brief.id) is now draft \(draft.revision) \(draft.mark), not the one you read. It is \
        shown above.
        """
    }

    private func yourOwn(
        _ brief: CaseBrief, _ draft: DraftBrief, _ people: [PersonID]
    ) -> Phrase {
        """
        you wrote \(draft.mark), somebody else has to approve it. \(onShift(people)) \
        \(people.isEmpty ? "" : "Nobody there: ")\(text(.escalate, brief)) brings somebody in.
        """
    }

    private func alreadyApproved(
        _ brief: CaseBrief, _ draft: DraftBrief, _ by: PersonID?
    ) -> Phrase {
        let who = by.map { " by \(name($0))" } ?? ""
        let way =
            draft.state == .sending
            ? "It is going out at this moment." : "\(command(.undo, brief)) calls it back."
        return "\(brief.id) \(draft.mark) is approved already\(who). \(way)"
    }

    private func notWaiting(_ brief: CaseBrief, _ draft: DraftBrief) -> Phrase {
        if draft.state == .waiting {
            return """
                \(brief.id) \(draft.mark) was called back after you said that and waits again. \
                \(approve(draft.mark)) once more sends it.
                """
        }
        let way =
            draft.state == .unknown
            ? "\(command(.settle, brief)) sent|again decides it."
            : "\(command(.show, brief)) shows the case."
        return "\(brief.id) \(draft.mark) is \(Wording.state(draft.state)). \(way)"
    }

    func unhold(_ queue: QueueName?) -> String {
        say(queue.map { "unhold \($0.rawValue)" } ?? "unhold")
    }
}
