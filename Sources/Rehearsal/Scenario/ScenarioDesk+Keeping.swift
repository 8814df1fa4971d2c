import Casework

// The store's part: rows, outbox and timers become what the decision says.

extension ScenarioDesk {
    mutating func keep(_ decision: Decision, before: Case?, actor: Actor?) {
        guard let matter = decision.matter else { return }
        let id = matter.id
        if before == nil { order.append(id) }
        matters[id] = matter
        history[id, default: []] += decision.facts.map {
            ScenarioFact(fact: $0, by: actor?.person.id, at: now)
        }
        log.append(
            ScenarioEntry(matter: id, facts: decision.facts, by: actor?.person.id, at: now))
        let from = before?.phase.rawValue ?? "–"
        if from != matter.phase.rawValue {
            coverage.phases.insert("\(from) → \(matter.phase.rawValue)")
        }
        if landsCards { landCards(decision, of: id) }
        if decision.facts.contains(where: isWritten) {
            marksGiven += 1
            keysGiven += 1
        }
        keepAcknowledgements(decision, before)
        for change in decision.replies { keep(change, of: id) }
        for change in decision.timers {
            switch change {
            case .set(.snooze, let at): timers[id] = at
            case .clear(.snooze): timers[id] = nil
            case .set(.priority, _), .clear(.priority): break
            case .set(.page, let at): pageTimers[id] = at
            case .clear(.page): pageTimers[id] = nil
            case .hasten(.page, let at): pageTimers[id] = min(at, pageTimers[id] ?? at)
            case .hasten(let purpose, _): breach("nobody hastens \(purpose)")
            }
        }
        if (matter.phase == .snoozed) != (timers[id] != nil) {
            breach("\(matter.phase), and its timer is \(timers[id] as Any)")
        }
        checkRows(of: matter)
    }

    private mutating func landCards(_ decision: Decision, of id: CaseID) {
        for card in decision.announcements where card.purpose == .draftCard {
            landings[id, default: []].append(
                Landing(
                    purpose: .draftCard, revision: card.revision, network: "office",
                    place: .room("elsewhere"), to: nil, at: now))
        }
    }

    private func isWritten(_ fact: Fact) -> Bool {
        if case .draftWritten = fact { true } else { false }
    }

    private mutating func keep(_ change: ReplyChange, of id: CaseID) {
        if case .finish(let key, as: .sent) = change, !ledger.sentKeys.insert(key).inserted {
            breach("\(key) is sent twice")
        }
        switch ScenarioReply.applying(change, to: replies[change.key], of: id, at: now) {
        case .success(let row): replies[change.key] = row
        case .failure(let breach): self.breach(breach.words)
        }
    }

    /// A reply leaves if and only if its draft says so.
    private mutating func checkRows(of matter: Case) {
        for draft in matter.drafts {
            let row = replies[draft.key]
            let fits =
                switch draft.state {
                case .approved: row?.state == .scheduled
                case .sending: row?.state == .sending
                case .sent: row?.state == .sent
                case .unknown: row?.state == .unknown
                case .failed: row?.state == .failed
                case .waiting: row == nil || row?.state == .parked
                case .held, .rejected, .voided:
                    row == nil || row?.state == .parked || row?.state == .failed
                }
            if !fits {
                let state = row?.state.rawValue ?? "missing"
                breach("\(draft.mark) is \(draft.state) and its row \(state)")
            }
        }
    }

    /// Every mention is in exactly one case (invariant 1).
    mutating func checkMentions() {
        let keys = cases.flatMap { $0.mentions.map(\.key) }
        if keys.count != mentionsTaken || Set(keys).count != keys.count {
            breach("\(mentionsTaken) mentions taken, \(keys.count) found")
        }
    }

    /// Replays every case from its facts (invariant 9).
    package func replayed() -> [String] {
        cases.compactMap { matter in
            guard let facts = history[matter.id], let first = facts.first,
                var replayed = Case(opening: first.fact, id: matter.id, at: first.at)
            else { return "\(matter.id) has no opening fact" }
            for entry in facts.dropFirst() {
                replayed.apply(entry.fact, by: entry.by, at: entry.at)
            }
            return replayed == matter ? nil : "\(matter.id): its facts do not give the case"
        }
    }
}
