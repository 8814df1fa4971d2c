import Casework

/// `plan`, `plan test outage`, `plan use outage for 2h`, `plan end`.
extension Reading {
    private static let planNameMax = 64

    /// Alone it looks, and so does `test`.
    mutating func planning() throws(Mistake) -> Utterance {
        guard scanner.peek() != nil else { return .look(.plans) }
        // Shortened words look and never do.
        guard isWhole, let what = scanner.word()?.lowercased() else { throw .usage(verb) }
        switch what {
        case "list":
            guard scanner.peek() == nil else { throw .usage(verb) }
            return .look(.plans)
        case "test":
            let name = try planName()
            guard scanner.peek() == nil else { throw .usage(verb) }
            return .look(.planTrial(name))
        case "use", "on":
            let name = try planName()
            guard scanner.peek() != nil else { return act(.use(name, until: nil)) }
            guard let until = snoozeUntil() else { throw .usage(verb) }
            return act(.use(name, until: until))
        case "end", "off":
            guard scanner.peek() != nil else { return act(.end(nil)) }
            let name = try planName()
            guard scanner.peek() == nil else { throw .usage(verb) }
            return act(.end(name))
        default: throw .usage(verb)
        }
    }

    private func act(_ request: PlanRequest) -> Utterance {
        .act(Act(verb, .desk, .plan(request)))
    }

    private mutating func planName() throws(Mistake) -> String {
        guard let name = scanner.word(), !name.isEmpty, name.utf8.count <= Reading.planNameMax
        else { throw .usage(verb) }
        return name
    }
}
