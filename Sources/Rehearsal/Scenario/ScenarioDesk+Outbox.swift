package import Casework

// The courier's part: a reply asks to leave, is tried, and ends.

extension ScenarioDesk {
    /// `outbox departs #1`; `outbox expires #1 "reason"`;
    /// `outbox tries #1` begins an attempt that a later line ends;
    /// `outbox lands #1 sent "reference"`, `… retry 5s "reason"`, `… refused "reason"`,
    /// `… unknown "reason"`, with `again` for a receiver that does not deduplicate. With `told` it is
    /// what the customer is told of the desk's own accord, and not the reply.
    mutating func playOutbox(_ line: ScenarioLine) -> ScenarioResult? {
        guard let id = line.matters.first else { return nil }
        let told = line.words.contains("told") ? matters[id]?.acknowledgements.last : nil
        if let told, line.verb == "lands" {
            guard let outcome = outcome(of: line) else { return nil }
            return ScenarioResult(
                land(
                    told: outcome, of: told.key, on: id,
                    deduplicated: !line.words.contains("again")))
        }
        let revision = line.settings["draft"].flatMap { Int($0) }
        let draft = matters[id]?.drafts.last { revision == nil || $0.revision == revision }
        guard let key = told?.key ?? draft?.key else { return nil }
        switch line.verb {
        case "departs":
            // The first attempt begins with it.
            let result = submit(.depart(key: key), to: id)
            if replies[key]?.state == .sending { begin(key) }
            return ScenarioResult(result)
        case "expires":
            let reason = line.quotes.first ?? "no reason"
            return ScenarioResult(submit(.expire(key: key, reason: reason), to: id))
        case "tries":
            begin(key)
            return .arranged
        case "lands":
            guard let outcome = outcome(of: line) else { return nil }
            return ScenarioResult(
                land(outcome, of: key, deduplicated: !line.words.contains("again")))
        default:
            return nil
        }
    }

    /// Leases the row to an attempt.
    package mutating func begin(_ key: DeliveryID) {
        guard replies[key]?.isUnderWay == false else { return }
        replies[key]?.attempts += 1
        replies[key]?.isUnderWay = true
    }

    /// The end of an attempt; one that was not begun is begun here.
    package mutating func land(
        _ outcome: ReplyAttempt.Outcome, of key: DeliveryID, deduplicated: Bool = true
    ) -> Result<Decision, Refusal> {
        if replies[key]?.isUnderWay == false { begin(key) }
        guard let row = replies[key] else { return .failure(.noCase(doing: "land")) }
        replies[key]?.isUnderWay = false
        let attempt = ReplyAttempt(
            key: key, number: row.attempts, outcome: outcome, departedAt: row.departedAt ?? now,
            uncertainBefore: row.uncertain, deduplicated: deduplicated)
        return submit(.attempted(attempt), to: row.matter)
    }

    private func outcome(of line: ScenarioLine) -> ReplyAttempt.Outcome? {
        let reason = line.quotes.first ?? "no reason"
        let words = line.words.filter { $0 != "told" }
        let after = words.dropFirst().first.flatMap { Lapse(scenario: $0) }
        switch words.first {
        case "sent": return .sent(reference: line.quotes.first)
        case "retry": return .retry(after: after, reason: reason)
        case "refused": return .refused(reason: reason)
        case "unknown": return .unknown(reason: reason)
        default: return nil
        }
    }
}
