package import Casework

extension Wording {
    /// What a work room's topic says of the desk: `plan: normal · 12 open, 3 free · next due 10:58`,
    /// `plan: outage until 14:00 · nothing open`.
    /// The distance to a time is left out: it would have the topic changed every minute.
    ///
    /// - Parameters:
    ///   - plans: the continuity plans that are on.
    ///   - due: when the first reply is due that is due next, or was due first of those that are late.
    package func topic(plans: [RunningPlan], open: Int, free: Int, due: Instant?) -> String {
        let plan =
            plans.isEmpty
            ? "normal"
            : plans.map { "\($0.name) until \(clockTime($0.until))" }.joined(separator: ", ")
        guard open > 0 else { return words("plan: \(plan) · nothing open") }
        let next: Phrase =
            switch due {
            case nil: ""
            case let due? where due < now: " · overdue since \(clockTime(due))"
            case let due?: " · next due \(clockTime(due))"
            }
        return words("plan: \(plan) · \(open) open, \(free) free\(next)")
    }

    private func words(_ phrase: Phrase) -> String {
        line(phrase).spans.map { span in
            switch span {
            case .text(let words), .strong(let words), .person(let words), .quoted(let words):
                words
            }
        }.joined()
    }
}
