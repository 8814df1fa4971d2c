import Casework
import Chat
import Logging
import Phrasebook

// Plans that are on: from the transaction that says so, and told to everybody who speaks to the desk.
extension Intake {
    /// They are on disk: from here on they count. What was approved before keeps its undo window.
    func lay(_ plans: [RunningPlan], _ state: inout LoopState) {
        state.promiseWindows(of: setup.settings)
        running.lay(plans)
        board.lay(plans)
        // Who switched them knows.
        state.plansTold = Set(plans.map(\.by))
        let names = plans.map(\.name).joined(separator: ", ")
        logger.notice("Plans were switched", metadata: ["on": "\(names)"])
    }

    /// Whoever speaks to the desk for the first time since hears which plans are on.
    func tellingOfPlans(_ steps: [Step], _ state: inout LoopState) -> [Step] {
        let plans = setup.settings.running
        guard !plans.isEmpty else { return steps }
        var told: [Step] = []
        for step in steps {
            told.append(step)
            guard let (person, origin) = step.speaker, !person.isGuest, !step.isAboutPlans,
                state.plansTold.insert(person.id).inserted
            else { continue }
            let lines = announcer.wording(to: origin, alone: true).plansOn(
                plans.map { ($0, setup.settings.plan(named: $0.name)?.purpose ?? "") })
            told.append(.say(lines, origin, alone: true))
        }
        return told
    }
}

extension Intake.Step {
    fileprivate var speaker: (Person, Origin)? {
        switch self {
        case .errand(.act(_, let person, let origin), _): (person, origin)
        case .look(_, .some(let person), let origin): (person, origin)
        default: nil
        }
    }

    fileprivate var isAboutPlans: Bool {
        switch self {
        case .errand(.act(let act, _, _), _): act.verb == .plan
        case .look(.plans, _, _): true
        default: false
        }
    }
}
