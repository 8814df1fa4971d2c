package import Casework

/// Continuity plans.
extension Wording {
    private static let changesMax = 12

    func planLines(_ notice: PlanNotice) -> [Line] {
        switch notice {
        case .started(let plan, let purpose, let changes, true):
            return [
                line(
                    """
                    The plan \(plan.name) is on until \(moment(plan.until)), by \
                    \(name(plan.by))\(why(purpose)). \
                    \(say("plan end")) ends it.
                    """)
            ] + changeLines(changes)
        case .started(let plan, _, _, false):
            return [
                line(
                    """
                    The plan \(plan.name), on since \(moment(plan.since)), is on until \
                    \(moment(plan.until)) now, says \(name(plan.by)).
                    """)
            ]
        case .ended(let plan, let end, let by, let still, let told):
            let others: Phrase =
                still.isEmpty
                ? "Everything is as the files say." : "Still on: \(list(still))."
            let why: Phrase =
                switch end {
                case .ended: by.map { "is over, says \(name($0))" } ?? "is over"
                case .over: "is over: its time, which \(name(plan.by)) set, has passed"
                case .gone: "is over: plans.yaml does not have it any more"
                }
            let customers: Phrase = told.flatMap(tellings).map { "\($0). " } ?? ""
            return [
                line(
                    """
                    The plan \(plan.name), on since \(moment(plan.since)), \(why). \
                    \(customers)\(others)
                    """)
            ]
        }
    }

    /// `3 customers were told, 1 may not have it`.
    private func tellings(_ tellings: PlanTellings) -> String? {
        let told = Wording.count(tellings.told, "customer was told", "customers were told")
        guard tellings.missed > 0 else { return tellings.told > 0 ? told : nil }
        return "\(told), \(tellings.missed) more may not have it"
    }

    private func why(_ purpose: String) -> Phrase {
        purpose.isEmpty ? "" : " (\(outside(purpose, upTo: 120)))"
    }

    private func changeLines(_ changes: [PlanChange]) -> [Line] {
        guard !changes.isEmpty else { return [] }
        let told = changes.prefix(Wording.changesMax).map { change -> Phrase in
            let before: Phrase = change.before.map { "\(outside($0, upTo: 80)) → " } ?? ""
            return "\(change.key): \(before)\(outside(change.after, upTo: 80))"
        }
        let more = changes.count - told.count
        let rest: Phrase = more > 0 ? " · \(more) more" : ""
        return [line("It changes \(told.joined(" · "))\(rest)")]
    }

    private func list(_ plans: [RunningPlan]) -> Phrase {
        plans.map { plan -> Phrase in "\(plan.name) until \(moment(plan.until))" }.joined(", ")
    }

    /// For whoever speaks to the desk for the first time since: which plans are on.
    package func plansOn(_ plans: [(RunningPlan, purpose: String)]) -> [Line] {
        plans.map { plan, purpose in
            line(
                """
                The plan \(plan.name) is on until \(moment(plan.until)), by \
                \(name(plan.by))\(why(purpose)).
                """)
        }
    }

    /// All plans, and which are on.
    package func plans(_ plans: [ListedPlan]) -> [Line] {
        guard !plans.isEmpty else {
            return [
                answer(
                    """
                    there are no plans: plans.yaml names none. The desk works as the files say.
                    """)
            ]
        }
        let on = plans.count { $0.running != nil }
        let first: Phrase =
            switch on {
            case 0: "no plan is on. \(say("plan use \(plans[0].name)")) switches one on:"
            case 1: "1 plan on. \(say("plan end")) ends it:"
            default:
                """
                \(on) plans on. \
                \(say("plan end \(plans.last { $0.running != nil }?.name ?? "")")) ends one:
                """
            }
        return [answer(first)]
            + plans.map { plan in
                let state: Phrase =
                    plan.running.map { running in
                        """
                        on since \(moment(running.since)), until \(moment(running.until)), by \
                        \(name(running.by))\(tellings(plan.tellings).map { ": \($0)" } ?? "")
                        """
                    } ?? "off, for \(Wording.measured(plan.endsAfter)) where nobody says"
                return line("\(plan.name)\(why(plan.purpose)) · \(state)")
            }
    }

    /// What a plan would change, on the cases of the last day.
    package func trial(
        of plan: ListedPlan, _ changes: [PlanChange], _ trial: PlanTrial, conflict: PlanFault?
    ) -> [Line] {
        let how: Phrase =
            plan.running.map { running in
                """
                is on already, until \(moment(running.until)), and would be for \
                \(Wording.measured(plan.endsAfter)) from now on. Nothing has changed.
                """
            } ?? """
                would be on for \(Wording.measured(plan.endsAfter)). Nothing has changed. \
                \(say("plan use \(plan.name)")) switches it on.
                """
        var lines = [answer("the plan \(plan.name)\(why(plan.purpose)) \(how)")]
        if let conflict { lines.append(line("It could not be now: \(planPhrase(conflict))")) }
        lines += changeLines(changes)
        lines.append(line(past(trial)))
        if trial.replies > 0, trial.approvedBefore != trial.approvedAfter {
            lines.append(
                line(
                    """
                    Of \(Wording.count(trial.replies, "reply", "replies")) somebody else would \
                    have had to look at \(trial.approvedAfter), not \(trial.approvedBefore).
                    """))
        }
        lines.append(line(waiting(trial)))
        return lines
    }

    private func past(_ trial: PlanTrial) -> Phrase {
        let cut = trial.isCut ? ", the newest," : ""
        let examples = { (what: String, cases: [CaseID]) -> Phrase in
            cases.isEmpty
                ? "" : ", \(what) \(cases.map(\.description).joined(separator: " "))"
        }
        let moved = trial.moved.sorted { $0.key < $1.key }
            .map { "\($0.value) to \($0.key)" }.joined(separator: ", ")
        let queues: Phrase = moved.isEmpty ? "" : "; other queues: \(moved)"
        let told: Phrase = trial.told == 0 ? "" : "; \(Wording.count(trial.told, "customer")) told"
        return """
            Of the last day's \(Wording.count(trial.cases, "case"))\(cut) \(trial.urgentAfter) would \
            have been P1, not \(trial.urgentBefore)\
            \(examples("up", trial.rising))\(examples("down", trial.falling))\(queues)\(told).
            """
    }

    private func waiting(_ trial: PlanTrial) -> Phrase {
        guard trial.waiting > 0 else { return "Nothing waits now." }
        let moved =
            trial.waitingMoved == 0
            ? "" : ", \(Wording.count(trial.waitingMoved, "changes queues", "change queues"))"
        let told =
            trial.waitingTold == 0
            ? ""
            : ", \(Wording.count(trial.waitingTold, "customer is told", "customers are told"))"
        let cut = trial.isWaitingCut ? ", the newest," : ""
        return """
            Of \(Wording.count(trial.waiting, "case")) that \
            \(trial.waiting == 1 ? "waits" : "wait") now\(cut) \(trial.waitingUrgent) would be \
            P1\(moved)\(told), within two minutes.
            """
    }
}

/// Why no plan was switched.
extension Wording {
    func planPhrase(_ fault: PlanFault) -> Phrase {
        switch fault {
        case .noSuchPlan(let typed, let known) where known.isEmpty:
            "no plan is called \(saying(typed, upTo: 80)): plans.yaml names none."
        case .noSuchPlan(let typed, let known):
            """
            no plan is called \(saying(typed, upTo: 80)). \(offer(known, insteadOf: typed))
            """
        case .noneOn: "no plan is on. \(say("plan")) lists them."
        case .notOn(let plan, let running):
            "the plan \(plan) is not on. On: \(running.joined(separator: ", "))."
        case .whichPlan(let running):
            """
            several plans are on: \(say("plan end \(running.last ?? "")")) ends one. On: \
            \(running.joined(separator: ", ")).
            """
        case .alreadyOn(let plan):
            """
            the plan \(plan.name) is on already, until \(moment(plan.until)), by \
            \(name(plan.by)). \(say("plan use \(plan.name) for 4h")) gives it another end.
            """
        case .beyondScope(let plan, let queues) where queues.isEmpty:
            "the plan \(plan) changes the whole desk: a supervisor of all queues switches it."
        case .beyondScope(let plan, let queues):
            """
            the plan \(plan) changes \(queues.map(\.rawValue).joined(separator: ", ")): a \
            supervisor of \(queues.count == 1 ? "that queue" : "all these queues") switches it.
            """
        case .conflict(let plan, let key, let ours, let theirs):
            """
            the plan \(plan.name) is on and sets \(key) to \(outside(theirs, upTo: 80)), this one to \
            \(outside(ours, upTo: 80)). \(say("plan end \(plan.name)")) first.
            """
        case .badLength(let until):
            """
            a plan is on for a minute to 30 days, and that would be until \(moment(until)): \
            \(say(CommandTable.usage(of: .plan).example))
            """
        case .tooMany(let running):
            """
            \(running.count) plans are on already, which is the most: \
            \(running.joined(separator: ", ")). \(say("plan end \(running.last ?? "")")) ends one.
            """
        }
    }

    private func offer(_ known: [String], insteadOf typed: String) -> Phrase {
        if let near = Spelling.nearest(
            to: typed.lowercased(), among: known.map { (spelling: $0.lowercased(), choice: $0) })
        {
            return "Did you mean \(near)?"
        }
        return """
            There \(known.count == 1 ? "is" : "are") \
            \(known.prefix(20).joined(separator: ", ")).
            """
    }
}
