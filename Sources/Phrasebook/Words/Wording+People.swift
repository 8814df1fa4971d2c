import Casework

/// Who is at work, and who knows a customer.
extension Wording {
    func peopleLine(_ notice: Notice) -> Line {
        switch notice {
        case .away(_, let until, let holding, let grace):
            answer(away(until, holding, grace))
        case .back: answer("welcome back. \(say("queue mine")) lists your cases.")
        case .freed(let person, let gone, let cases, let more):
            line(freed(person, gone, cases, more))
        default: line("")
        }
    }

    private func away(_ until: Instant?, _ holding: Int, _ grace: Lapse) -> Phrase {
        let time = until.map { "until \(moment($0))" } ?? "until you say \(say("back"))"
        guard holding > 0 else { return "away \(time)." }
        return """
            away \(time). You hold \(Wording.count(holding, "case")): what has no draft is free \
            again \(moment(now + grace)). \(say("handover @person")) offers them to somebody.
            """
    }

    private func freed(
        _ person: PersonID, _ gone: Lapse, _ cases: [Notice.Freed], _ more: Int
    ) -> Phrase {
        let named = cases.map { "\($0.priority == .p1 ? "P1 " : "")\($0.id)" }
        let rest = more > 0 ? " and \(more) more" : ""
        return """
            \(name(person)) has been gone for \(Wording.rough(gone)): \
            \(named.joined(separator: ", "))\(rest) \(named.count + more == 1 ? "is" : "are") free \
            again. \(say("claim next"))
            """
    }

    /// `@mara@social.example last spoke to dana, 12 May 10:58 (refund).`, or how often they were
    /// here before.
    func acquaintance(_ known: Acquaintance, _ brief: CaseBrief) -> Phrase {
        let who = handle(brief.customer)
        guard let reply = known.reply else {
            let least = known.cases == Acquaintance.countMax ? "at least " : ""
            let count = Wording.count(known.cases, "case")
            return "\(who) had \(least)\(count) before, the latest \(known.latest)."
        }
        let outcome = reply.outcome.map { " (\(outside($0, upTo: 60)))" } ?? Phrase()
        return "\(who) last spoke to \(name(reply.by)), \(clockTime(reply.at))\(outcome)."
    }
}
