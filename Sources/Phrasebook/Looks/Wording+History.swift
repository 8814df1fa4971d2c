package import Casework

extension Wording {
    /// What was decided about a case, the oldest first.
    package func history(_ id: CaseID, _ events: [Happening], total: Int) -> [Line] {
        guard !events.isEmpty else { return [answer("\(id) has no history.")] }
        let more = total > events.count ? ", the newest \(events.count)" : ""
        return [answer("\(id), \(Wording.count(total, "event"))\(more):")]
            + events.map { event in
                let who = event.by.map { " \(name($0))" } ?? ""
                let what = event.fact.map(words) ?? "\(event.type), erased"
                return line("\(id) │ \(clockTime(event.at))\(who) · \(what)")
            }
    }

    /// What happened, without who did it.
    func words(_ fact: Fact) -> Phrase {
        switch fact {
        case .opened, .routed, .joined, .reprioritised, .mentionEdited, .mentionDeleted,
            .woken, .merged, .absorbed:
            arrivalWords(fact)
        case .claimed, .released, .assigned, .offered, .noted, .tagged, .linked, .escalated,
            .snoozed, .resolved, .reopened, .noise:
            workWords(fact)
        case .draftWritten, .draftApproved, .draftRejected, .draftHeld, .draftVoided,
            .draftUndone, .replyDeparted, .replySent, .replyFailed, .replyUnknown,
            .replySettled:
            replyWords(fact)
        case .responseDue, .levelWarned, .levelBreached:
            levelWords(fact)
        case .expertAsked(let question):
            "asked \(name(question.expert)): \(outside(question.text, upTo: 300))"
        case .expertAnswered(_, let text, _): "answered: \(outside(text, upTo: 300))"
        case .paged, .pageAcknowledged, .pagingEnded: pageWords(fact)
        case .deskHeld(let queue, let reason):
            "pulled the brake \(whole(desk: queue)): \(outside(reason, upTo: 200))"
        case .deskUnheld(let queue):
            "let go of the brake \(whole(desk: queue))"
        case .personAway(let person, let until):
            "\(name(person)) away\(until.map { " until \(clockTime($0))" } ?? "")"
        case .personBack(let person): "\(name(person)) back"
        case .customerVIP: vipWords(fact)
        case .rotaOverridden(let act), .rotaOffered(let act), .rotaSwapped(let act):
            "\(act.kind.rawValue) in \(place(act.place)) for \(names(of: act.people))"
        case .rotaEnded(_, let end): "rota: \(end.rawValue)"
        case .planStarted(let plan): "plan \(plan.name) on until \(clockTime(plan.until))"
        case .planEnded(let name, let end): "plan \(name) \(end.rawValue)"
        case .acknowledgementDue, .acknowledgementDeparted, .customerAcknowledged,
            .acknowledgementEnded:
            acknowledgingWords(fact)
        // What was said of it is theirs alone.
        case .scored: "judged an answer, as coaching"
        case .configChanged(let keys):
            "configuration changed: \(outside(keys.joined(separator: ", "), upTo: 200))"
        }
    }

    private func arrivalWords(_ fact: Fact) -> Phrase {
        switch fact {
        case .opened(let mention, let queue, let priority, let points, _, _, let linkedTo):
            opened(mention, queue, priority, points, linkedTo)
        case .routed(let queue, let because):
            "routed to \(queue.rawValue): \(outside(because, upTo: 200))"
        case .joined(let mention, _) where mention.deletedAt != nil:
            "\(handle(mention.author)) wrote, and deleted it before it came"
        case .joined(let mention, let thanks):
            """
            \(handle(mention.author)) \(thanks ? "said thanks" : "wrote again"): \
            \(outside(mention.text, upTo: 120))
            """
        case .reprioritised(let priority, let points, _):
            "now \(priority.rawValue) with \(Wording.count(points, "point"))"
        case .mentionEdited(_, let text, _):
            "the customer changed a post: \(outside(text, upTo: 120))"
        case .mentionDeleted: "the customer deleted a post"
        case .woken: "back from its snooze"
        case .merged(let into): "merged into \(into)"
        case .absorbed(let from, let mentions, _, _):
            "took in \(from) with \(Wording.count(mentions.count, "post"))"
        default: ""
        }
    }

    private func opened(
        _ mention: Mention, _ queue: QueueName, _ priority: Priority, _ points: Int,
        _ linkedTo: CaseID?
    ) -> Phrase {
        let link = linkedTo.map { ", goes on from \($0)" } ?? ""
        return """
            opened by \(handle(mention.author)) from \(outside(mention.key.source.rawValue)) in \
            \(queue.rawValue), \(priority.rawValue) with \(Wording.count(points, "point"))\(link)
            """
    }

    private func workWords(_ fact: Fact) -> Phrase {
        switch fact {
        case .claimed(let holder): "claimed for \(name(holder))"
        case .released: "given back to the queue"
        case .assigned(let to, let from):
            "given to \(name(to))\(from.map { " from \(name($0))" } ?? "")"
        case .offered(let to, _): "offered to \(name(to))"
        case .noted(let text): "note: \(outside(text, upTo: 300))"
        case .tagged(let tag): "tagged \(outside(tag))"
        case .linked(let reference): "goes on at \(outside(reference, upTo: 200))"
        case .escalated(let to, let reason):
            """
            escalated\(to.map { " to \(outside($0))" } ?? Phrase()): \
            \(outside(reason, upTo: 200))
            """
        case .snoozed(let until): "put away until \(clockTime(until))"
        case .resolved(let outcome):
            outcome.map { "resolved: \(outside($0, upTo: 200))" } ?? "resolved"
        case .reopened(let because): "reopened: \(outside(because, upTo: 200))"
        case .noise(let because):
            "filed as noise\(because.map { " by a rule: \(outside($0))" } ?? Phrase())"
        default: ""
        }
    }

    private func levelWords(_ fact: Fact) -> Phrase {
        switch fact {
        case .responseDue(let response, let due):
            "\(Wording.reply(response)) due \(due.map { clockTime($0) } ?? "at no time")"
        case .levelWarned(let response, let due):
            "warned: \(Wording.reply(response)) due \(clockTime(due))"
        case .levelBreached(let response, let due):
            "\(Wording.reply(response)) overdue since \(clockTime(due))"
        default: ""
        }
    }

    private func replyWords(_ fact: Fact) -> Phrase {
        switch fact {
        case .draftWritten(let draft):
            """
            draft \(draft.revision) \(draft.mark) of \(name(draft.author))\
            \(draft.outOfHours.map { ", \(unapproved($0))" } ?? ""): \
            \(outside(draft.text, upTo: 120))
            """
        case .draftApproved(_, let mark, _, .some(let rule), _):
            "\(mark) goes unseen, nobody else was there (alone: \(rule.rawValue))"
        case .draftApproved(_, let mark, let approver, nil, _):
            approver == nil ? "\(mark) needs no approval" : "\(mark) approved"
        case .draftRejected(_, let mark, let reason):
            "\(mark) sent back: \(outside(reason, upTo: 200))"
        case .draftHeld(_, let mark, let cause): "\(mark) held, \(cause.words)"
        case .draftVoided(_, let mark, let because): "\(mark) \(outside(because))"
        case .draftUndone(_, let mark): "\(mark) called back"
        case .replyDeparted(_, let mark, _): "\(mark) left"
        case .replySent(_, let mark, let reference, _):
            reference.map { "\(mark) sent, \(outside($0)) over there" } ?? "\(mark) sent"
        case .replyFailed(_, let mark, let reason):
            "\(mark) not delivered: \(outside(reason, upTo: 200))"
        case .replyUnknown(_, let mark, let reason):
            "\(mark) of unknown outcome: \(outside(reason, upTo: 200))"
        case .replySettled(_, let mark, let asSent, _, _):
            asSent ? "\(mark) settled as sent" : "\(mark) to be sent again"
        default: ""
        }
    }
}

extension HoldCause {
    fileprivate var words: String {
        switch self {
        case .customerWrote: "the customer wrote"
        case .customerEdited: "the customer changed the post"
        case .customerDeleted: "the customer deleted the post"
        case .recalled: "what follows was called back"
        case .brake: "the brake was pulled"
        case .blockedWord: "words of it are blocked"
        case .mode(let practice): practice ? "the desk went into practice" : "the desk went live"
        }
    }
}
