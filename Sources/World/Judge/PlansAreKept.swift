import CaseStore
import Casework
import Desk

// 6 and 9, for continuity plans: on by a supervisor's word alone, over in time, never two that differ in
// one key; and in the end every case that waits is as urgent as the files say.
extension Evidence {
    /// Ends are looked for when something falls due; what failed is tried again.
    private static let patience = Lapse.minutes(3)

    func plansAreKept() -> [Breach] {
        guard world.plan.hasPlans else {
            return events.compactMap { event in
                event.type.hasPrefix("plan.")
                    ? breach(3, "a plan is switched where there is none", nil, nil) : nil
            }
        }
        return switches() + priorities()
    }

    private func switches() -> [Breach] {
        var breaches: [Breach] = []
        var running: [RunningPlan] = []
        for event in events {
            func wrong(_ number: Int, _ words: String) {
                breaches.append(breach(number, words, nil, onDisk(event.sequence)))
            }
            switch event.fact {
            case .planStarted(let plan):
                let isSupervisor = world.staff.contains { member in
                    member.person.id == event.by && member.person.may(.supervisor, in: nil)
                }
                if event.by != plan.by || !isSupervisor {
                    wrong(3, "\(plan.name) is nobody's word")
                }
                if !wasSaid("use \(plan.name)", by: plan.by, before: event) {
                    wrong(3, "nobody said that \(plan.name) is on")
                }
                let others = running.filter { $0.name != plan.name && event.at < $0.until }
                if !others.isEmpty { wrong(3, "\(plan.name) is on with \(others[0].name)") }
            case .planEnded(let name, let end):
                guard let plan = running.first(where: { $0.name == name }) else {
                    wrong(9, "\(name) ends and was not on")
                    break
                }
                switch end {
                case .over:
                    if event.at < plan.until { wrong(6, "\(name) is over too early") }
                    if isLate(event, after: plan.until) { wrong(6, "\(name) is over too late") }
                case .ended:
                    if event.by == nil || !wasSaid("end", by: event.by, before: event) {
                        wrong(3, "nobody said that \(name) is over")
                    }
                case .gone: wrong(9, "\(name) is gone, and the files have it")
                }
            default: break
            }
            if let fact = event.fact { running.apply(fact) }
        }
        for plan in running where plan.until + Self.patience < world.wall.now() {
            breaches.append(breach(6, "\(plan.name) is on for ever"))
        }
        return breaches
    }

    private func isLate(_ event: StoredEvent, after due: Instant) -> Bool {
        guard !hasJumps, due + Self.patience < event.at, let at = onDisk(event.sequence) else {
            return false
        }
        let from = Lapse(milliseconds: at.milliseconds - (event.at - due).milliseconds)
        return wasWell(from: from, to: at)
    }

    private func wasSaid(_ words: String, by person: PersonID?, before event: StoredEvent) -> Bool {
        let time = onDisk(event.sequence) ?? Plan.day
        return heard(["plan"]).contains { said in
            said.person == person && said.at <= time
                && said.intent?.words?.hasPrefix(words) ?? false
        }
    }

    /// Whatever plans said of those that wait is over with them.
    private func priorities() -> [Breach] {
        let settings = world.files.settings.priority
        return caseIDs.compactMap { id in
            guard let matter = cases[id], matter.phase.isOpen, matter.mergedInto == nil,
                ![.answered, .snoozed].contains(matter.phase)
            else { return nil }
            let priority: Priority =
                matter.points >= settings.p1 ? .p1 : matter.points >= settings.p2 ? .p2 : .p3
            guard matter.priority != priority else { return nil }
            return breach(
                6,
                "\(id) has \(matter.points) points and is \(matter.priority.rawValue), not "
                    + priority.rawValue, id)
        }
    }
}
