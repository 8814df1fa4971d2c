import Casework

/// What may stand after `→`, about the case that the line names (of a merge the one that goes on),
/// or the only one there is:
///
/// - `refused(heldBy: bo)` or `refused(heldBy)`
/// - a phase, with the holder or not: `claimed(bo)`, `answered`
/// - `draft aa22 held`, `by sam` (its approver), `due 30s` (until it may leave), `row parked`
/// - `P1`, `free`, `last dana`, `thanks 1`, `points 60`, `vip`, `not vip`, `queue billing`
/// - `asked eve`: who has been asked and has not answered; `asked nobody`
/// - `reads Hi Mara`, `why VIP + reach`, `canned hello`, `unseen canned`: the text, the
///   flags, what it was made from, by which rule it leaves without other eyes
/// - `thread 2 of 3`: its place in one, or `thread none`
/// - `attached image + file`, `listed aa22`: what goes with the text, on whose card it is
/// - `tells care ring`: an announcement of that kind to that room or person; `hides care ring`: none
/// - `reminds warned`, `reminds breached`: people are to hear of it; `answer 25m`: the customer is to
///   be answered within that time, `answer never` where nothing is owed or promised
/// - `told sent`: what became of what the customer was told of the desk's own accord, `told nothing`;
///   `says Hi mara, …`: its text; `night canned`: by which rule of the
///   night nobody had to approve the draft
/// - `paged olu lee`: who is called by this decision, `paged nobody`; `page 5m`: the next step of the
///   chain follows then, `page never`
/// - `silent`: nobody is told anything; `nothing`: nothing happened at all
enum ScenarioExpectation {
    static func complaints(
        of line: ScenarioLine, about result: ScenarioResult, _ desk: ScenarioDesk
    ) -> [String] {
        let id = line.verb == "merges" ? line.matters.last : line.matters.first
        let only = desk.cases.count == 1 ? desk.cases.first : nil
        let matter = id.flatMap { desk.matters[$0] } ?? matter(of: result) ?? only
        switch result {
        case .arranged:
            return line.expected.compactMap { complaint($0, nil, matter, desk) }
        case .decided(let decision):
            return line.expected.compactMap {
                complaint($0, decision, matter ?? decision.matter, desk)
            }
        case .refused(let refusal):
            let name = ScenarioNames.name(of: refusal)
            let spelling = ScenarioNames.spelling(of: refusal)
            if line.expected.isEmpty { return ["was refused(\(spelling))"] }
            return line.expected.compactMap { clause in
                if clause == "refused(\(name))" || clause == "refused(\(spelling))" { return nil }
                if clause.hasPrefix("refused") { return "was refused(\(spelling))" }
                return complaint(clause, nil, matter, desk).map { "\($0); refused(\(spelling))" }
            }
        }
    }

    private static func matter(of result: ScenarioResult) -> Case? {
        if case .decided(let decision) = result { decision.matter } else { nil }
    }

    private static func complaint(
        _ clause: String, _ decision: Decision?, _ matter: Case?, _ desk: ScenarioDesk
    ) -> String? {
        let words = clause.split(separator: " ").map(String.init)
        guard let first = words.first else { return nil }
        let rest = words.dropFirst().joined(separator: " ")
        switch first {
        case "tells":
            guard let decision, !told(decision, words, desk) else { return nil }
            return "does not tell \(rest), but \(all(decision, desk))"
        case "hides":
            guard let decision, told(decision, words, desk) else { return nil }
            return "tells \(rest)"
        case "reminds":
            let reminder = decision?.reminder.map { $0.isBreach ? "breached" : "warned" }
            return rest == reminder ?? "nobody" ? nil : "reminds \(reminder ?? "nobody")"
        case "paged":
            let called = (decision?.calls ?? []).flatMap { call in
                call.step.people.map(\.rawValue) + call.step.rooms.map { "#\($0)" }
            }
            let actual = called.isEmpty ? "nobody" : called.joined(separator: " ")
            return rest == actual ? nil : "paged \(actual)"
        case "silent":
            return decision?.announcements.isEmpty ?? true ? nil : "tells \(all(decision, desk))"
        case "nothing":
            guard let decision else { return nil }
            let isNothing =
                decision.facts.isEmpty && decision.announcements.isEmpty
                && decision.replies.isEmpty && decision.timers.isEmpty
            return isNothing ? nil : "\(decision.facts.map(\.type)) happened"
        default:
            guard let matter else { return "there is no case" }
            let actual = state(of: matter, first, words, desk)
            return clause == actual ? nil : "is \(actual)"
        }
    }

    /// What the case is, in the words of the clause.
    private static func state(
        of matter: Case, _ first: String, _ words: [String], _ desk: ScenarioDesk
    ) -> String {
        let draft = matter.liveDraft ?? matter.drafts.last
        let row = draft.flatMap { desk.replies[$0.key] }
        switch first {
        case "draft":
            let named = words.count > 1 ? matter.draft(marked: Mark(words[1])) : nil
            guard let draft = named ?? draft else { return "draft none" }
            return "draft \(draft.mark) \(draft.state)"
        case "by": return "by \(draft?.approver?.rawValue ?? "nobody")"
        case "due": return "due \(row.map { ($0.due - desk.now).milliseconds / 1000 } ?? 0)s"
        case "answer":
            guard let due = matter.clock?.dueAt else { return "answer never" }
            let left = due - desk.now
            let isWhole = left.milliseconds % 60_000 == 0
            return "answer \(left.milliseconds / (isWhole ? 60_000 : 1000))\(isWhole ? "m" : "s")"
        case "page":
            guard let due = desk.pageTimers[matter.id] else { return "page never" }
            let left = (due - desk.now).milliseconds / 1000
            return "page \(left % 60 == 0 ? "\(left / 60)m" : "\(left)s")"
        case "row": return "row \(row?.state.rawValue ?? "none")"
        case "P1", "P2", "P3": return matter.priority.rawValue
        case "vip", "not": return matter.customer.vip ? "vip" : "not vip"
        case "points": return "points \(matter.points)"
        case "free": return matter.holder.map { "held by \($0)" } ?? "free"
        case "last": return "last \(matter.lastHolder?.rawValue ?? "nobody")"
        case "thanks": return "thanks \(matter.thanks)"
        case "queue": return "queue \(matter.queue)"
        case "mentions": return "mentions \(matter.mentions.count)"
        case "answers": return "answers \(draft?.answers.id ?? "nothing")"
        case "seen": return "seen \(draft?.visibility.rawValue ?? "nowhere")"
        case "reads": return "reads \(draft?.text ?? "nothing")"
        case "asked":
            let asked = matter.questions.filter(\.isOpen).map(\.expert.rawValue)
            return "asked \(asked.isEmpty ? "nobody" : asked.joined(separator: " "))"
        case "why": return "why \(draft?.approvalReasons.joined(separator: " + ") ?? "")"
        case "thread":
            return "thread \(draft?.thread.map { "\($0.number) of \($0.of)" } ?? "none")"
        case "told": return "told \(matter.acknowledgements.last?.state.rawValue ?? "nothing")"
        case "says": return "says \(matter.acknowledgements.last?.text ?? "nothing")"
        case "night": return "night \(draft?.outOfHours?.rawValue ?? "no")"
        case "unseen": return "unseen \(draft?.alone?.rawValue ?? "no")"
        case "attached":
            let types = draft?.attachments.map(\.type).joined(separator: " + ")
            return "attached \(types.flatMap { $0.isEmpty ? nil : $0 } ?? "nothing")"
        case "listed": return "listed \(draft?.listedOn?.rawValue ?? "nowhere")"
        case "canned":
            guard let use = draft?.canned else { return "canned none" }
            return "canned \(use.name)\(use.isEdited ? " edited" : "")"
        default:
            guard first.contains("(") else { return matter.phase.rawValue }
            return "\(matter.phase)(\(matter.holder?.rawValue ?? "nobody"))"
        }
    }

    private static func told(
        _ decision: Decision, _ words: [String], _ desk: ScenarioDesk
    ) -> Bool {
        let wanted = words.dropFirst().map { $0 }
        return decision.announcements.contains { announcement in
            let kind = ScenarioNames.name(of: announcement.notice)
            return announcement.audiences.contains { audience in
                [name(of: audience), kind] == wanted
            }
        }
    }

    private static func all(_ decision: Decision?, _ desk: ScenarioDesk) -> String {
        (decision?.announcements ?? []).map { announcement in
            let names = announcement.audiences.map { name(of: $0) }.joined(separator: "+")
            return "\(names) \(ScenarioNames.name(of: announcement.notice))"
        }.joined(separator: ", ")
    }

    private static func name(of audience: Audience) -> String {
        switch audience {
        case .asker, .askerAlone: "asker"
        case .queue(let queue): queue.rawValue
        case .approvals: "approvals"
        case .oncall: "oncall"
        case .room(let room): "#\(room)"
        case .person(let person): person.rawValue
        }
    }
}
