package import Casework

extension Wording {
    /// - Parameters:
    ///   - total: how many there are, of which `cases` are the first.
    ///   - queue: the one queue that was asked for.
    package func queue(
        _ cases: [ListedCase], total: Int, of queue: QueueName?, _ filter: QueueFilter
    ) -> [Line] {
        let place = queue.map { " in \($0.rawValue)" } ?? ""
        let kind =
            switch filter {
            case .all: "open"
            case .mine: "yours"
            case .free: "free"
            case .waiting: "waiting for approval"
            case .due: "with a reply due"
            }
        guard !cases.isEmpty else {
            return [answer("nothing \(kind)\(place).")]
        }
        let more = total > cases.count ? ", the first \(cases.count)" : ""
        var lines = [answer("\(Wording.count(total, "case")) \(kind)\(place)\(more):")]
        lines += cases.map { line(row(of: $0)) }
        return lines
    }

    private func row(of listed: ListedCase) -> Phrase {
        let state = listed.phase == .snoozed ? " snoozed" : ""
        var facts: [Phrase] = [
            "\(listed.id) \(listed.priority.rawValue) \(listed.queue.rawValue)\(state)",
            outside(listed.customer.handle, upTo: 60),
            listed.holder.map { "\(name($0))'s" } ?? "free",
        ]
        if listed.customer.vip { facts.append("VIP") }
        if let due = due(listed.dueAt) { facts.append("\(due)") }
        if let mark = listed.mark, let state = listed.draftState {
            facts.append("draft \(mark) \(Wording.state(state))")
        }
        facts.append(outside(listed.opening, upTo: 80))
        return facts.joined(" · ")
    }

    /// The drafts that wait for other eyes, the oldest first; each is shown whole.
    package func waiting(_ drafts: [ListedDraft], total: Int) -> [Line] {
        guard !drafts.isEmpty else { return [answer("nothing waits for approval.")] }
        let wait = total == 1 ? "1 draft waits" : "\(total) drafts wait"
        let more = total > drafts.count ? ", the oldest \(drafts.count)" : ""
        return [answer("\(wait) for approval\(more):")] + drafts.map { line(row(of: $0)) }
    }

    /// Replies that did not get through, or may have; nothing where there are none.
    package func stranded(_ drafts: [ListedDraft], total: Int) -> [Line] {
        guard !drafts.isEmpty else { return [] }
        let more = total > drafts.count ? ", the oldest \(drafts.count)" : ""
        let head =
            "\(Wording.count(total, "reply", "replies")) not known to have got through\(more):"
        return [line("\(head)")]
            + drafts.map { listed in
                let brief = DraftBrief(listed.draft, destination: nil)
                var facts: [Phrase] = [
                    "\(listed.id) \(listed.draft.mark) by \(name(listed.draft.author))",
                    reply(brief, to: listed.customer), "\(Wording.state(listed.draft.state))",
                ]
                if let reason = listed.draft.remark {
                    facts.append("\(outside(reason, upTo: 100))")
                }
                if let due = due(listed.dueAt) { facts.append("\(due)") }
                let settle = "settle \(listed.id.number)"
                facts.append(
                    listed.draft.state == .unknown
                        ? "\(say("\(settle) sent")) or \(say("\(settle) again"))"
                        : "\(approve(listed.draft.mark)) tries again")
                return line(facts.joined(" · "))
            }
    }

    private func row(of listed: ListedDraft) -> Phrase {
        let draft = listed.draft
        var facts: [Phrase] = [
            "\(listed.id) \(draft.mark) by \(name(draft.author))",
            reply(DraftBrief(draft, destination: nil), to: listed.customer),
            "\(Wording.state(draft.state)) since \(moment(draft.heldAt ?? draft.writtenAt))",
        ]
        if draft.needsApproval {
            let why = draft.approvalReasons.joined(separator: ", ")
            facts.append("why: \(outside(why, upTo: 200))")
        }
        if let due = due(listed.dueAt) { facts.append("\(due)") }
        facts.append(whole(DraftBrief(draft, destination: nil)))
        return facts.joined(" · ")
    }

    /// People of the desk, those who are here first.
    package func who(_ colleagues: [Colleague]) -> [Line] {
        let here = colleagues.filter(\.isHere)
        let head = here.isEmpty ? "nobody is here." : "\(here.count) here:"
        let elsewhere = colleagues.filter { !$0.isHere }
        var lines = [answer("\(head)")] + here.map { line(row(of: $0)) }
        if !elsewhere.isEmpty {
            let people = elsewhere.map { colleague -> String in
                let facts = [
                    colleague.load.cases > 0 ? Wording.count(colleague.load.cases, "case") : nil,
                    colleague.load.questions > 0
                        ? Wording.count(colleague.load.questions, "question") : nil,
                    colleague.leave.map(away), colleague.lastSeen.map { "last seen \(moment($0))" },
                ].compactMap(\.self)
                let who = name(colleague.person.id)
                return facts.isEmpty ? who : "\(who) (\(facts.joined(separator: ", ")))"
            }
            lines.append(line("not here: \(people.joined(separator: ", "))"))
        }
        return lines
    }

    private func row(of colleague: Colleague) -> Phrase {
        let roles = colleague.person.roles.map { grant in
            guard let queues = grant.queues else { return grant.role.rawValue }
            return "\(grant.role.rawValue) of \(queues.map(\.rawValue).joined(separator: ", "))"
        }
        var facts: [Phrase] = ["\(name(colleague.person.id))"]
        if !roles.isEmpty { facts.append("\(roles.joined(separator: ", "))") }
        if let leave = colleague.leave { facts.append("\(away(leave))") }
        facts.append("\(cases(of: colleague))")
        if colleague.load.questions > 0 {
            facts.append("\(Wording.count(colleague.load.questions, "question")) to answer")
        }
        if !colleague.networks.isEmpty {
            facts.append("on \(colleague.networks.map(\.rawValue).joined(separator: ", "))")
        }
        let person = colleague.person
        if !person.skills.isEmpty { facts.append("\(person.skills.joined(separator: ", "))") }
        if !person.languages.isEmpty {
            facts.append("speaks \(person.languages.joined(separator: ", "))")
        }
        return facts.joined(" · ")
    }

    private func away(_ leave: Leave) -> String {
        "away\(leave.until.map { " until \(moment($0))" } ?? "")"
    }

    /// What counts towards a limit stands beside it; the rest was answered or sleeps.
    private func cases(of colleague: Colleague) -> String {
        let load = colleague.load
        guard let limit = colleague.caseLimit else { return Wording.count(load.cases, "case") }
        let rest = load.cases - load.working
        let more = rest > 0 ? " and \(rest) at rest" : ""
        return "\(load.working) of \(Wording.count(limit, "case"))\(more)"
    }
}
