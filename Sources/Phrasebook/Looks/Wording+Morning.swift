package import Casework

/// What came while a queue was closed.
extension Wording {
    /// For whoever asked.
    package func digest(_ digests: [Digest], of queues: [QueueName]) -> [Line] {
        guard !digests.isEmpty else {
            return [
                answer(
                    """
                    \(queues.map(\.rawValue).joined(separator: ", ")) \
                    \(queues.count == 1 ? "is" : "are") never closed: rota.yaml has no hours. \
                    \(say("queue")) lists what is open.
                    """)
            ]
        }
        return digests.flatMap { digest in
            [answer(heading(digest))] + rows(digest, carriedNamed: Wording.carriedNamed)
        }
    }

    /// Told at the opening, in ten lines at most.
    func morning(_ digest: Digest) -> [Line] {
        [line(heading(digest))] + rows(digest, carriedNamed: Wording.carriedNamed)
    }

    private static let carriedNamed = 8

    private func heading(_ digest: Digest) -> Phrase {
        let to = digest.to.map { "to \(clockTime($0))" } ?? "until now"
        let waits = digest.entries.count + digest.more
        var parts = [
            "\(Wording.count(digest.came, "case")) came",
            "\(digest.done) \(digest.done == 1 ? "needs" : "need") nothing more",
        ]
        if digest.customersTold > 0 {
            parts.append("\(Wording.count(digest.customersTold, "customer")) told when")
        }
        if digest.pages > 0 {
            let slowest = digest.slowest.map { ", acknowledged within \(Wording.measured($0))" }
            parts.append("paged \(Wording.count(digest.pages, "time"))\(slowest ?? "")")
        }
        let rest =
            waits == 0
            ? "nothing waits."
            : "\(waits) \(waits == 1 ? "needs" : "need") something, longest waiting first:"
        return """
            \(digest.queue.rawValue) closed \(clockTime(digest.from)) \(to): \
            \(parts.joined(separator: ", ")); \(rest)
            """
    }

    private func rows(_ digest: Digest, carriedNamed: Int) -> [Line] {
        var lines = digest.entries.map { line(row($0)) }
        if digest.more > 0 {
            lines.append(
                line("and \(digest.more) more: \(say("digest \(digest.queue.rawValue)"))"))
        }
        if !digest.carried.isEmpty {
            let named = digest.carried.prefix(carriedNamed).map { entry in
                "\(entry.id)\(entry.waitsSince.map { " (\(Wording.rough(now - $0)))" } ?? "")"
            }
            let rest = digest.carried.count + digest.carriedMore - named.count
            lines.append(
                line(
                    """
                    from before, and still nobody has: \(named.joined(separator: ", "))\
                    \(rest > 0 ? " and \(rest) more" : ""). \(say("claim next"))
                    """))
        }
        return lines
    }

    private func row(_ entry: Digest.Entry) -> Phrase {
        var parts: [String] = []
        parts.append(entry.waitsSince.map { "waits since \(moment($0))" } ?? "nothing owed")
        parts.append(need(entry))
        if let paged = entry.pagedAt {
            let whom = entry.paged.isEmpty ? "" : "\(names(of: entry.paged)) "
            var told = "paged \(whom)\(clockTime(paged))"
            if let at = entry.acknowledgedAt {
                let who = entry.acknowledgedBy.map { " by \(name($0))" } ?? ""
                let took = Wording.measured(at - (entry.runAt ?? paged))
                told += ", acknowledged\(who) after \(took)"
            } else {
                told += ", acknowledged by nobody"
            }
            parts.append(told)
        }
        if entry.isToldWhen { parts.append("customer told when") }
        let customer: Phrase = entry.customer.map { " \(handle($0))" } ?? ""
        return """
            \(entry.id) \(entry.priority.rawValue)\(customer) · \(parts.joined(separator: " · "))
            """
    }

    private func need(_ entry: Digest.Entry) -> String {
        let whose = entry.holder.map { "\(name($0))'s" } ?? "free"
        return switch entry.need {
        case .nobodyHasIt: "nobody has it"
        case .reply: "\(whose), needs a reply"
        case .approval(let mark): "\(whose), \(mark) waits for approval"
        case .look: "\(whose), its reply is held or has failed"
        case .snoozed(let until): "\(whose), put away until \(moment(until))"
        case .close: "\(whose), answered and not resolved"
        }
    }
}
