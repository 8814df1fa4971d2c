/// What a customer is told of the desk's own accord while nobody answers, or while a continuity
/// plan is on that says so: the only words to a customer that no person said (invariant 3). It is no
/// reply: it answers nothing, stops no clock and is counted apart.
package struct Acknowledgement: Hashable, Sendable, Codable {
    /// The idempotency key towards the customer's side, given at birth and kept for ever.
    package var key: DeliveryID
    /// The post that it answers, by its source's id.
    package var answers: MentionKey
    /// The customer's handle as handles are compared (`Condition.folded`).
    package var customer: String
    /// The time of closed doors that it is for (`Duty.Closed.id`), or the time that a plan is on
    /// (`RunningPlan.period`): there is one for each customer
    /// at a source and period.
    package var period: String
    /// When it says that people answer again, or the plan ends: then it would be wrong.
    package var opensAt: Instant
    /// The canned response that it was made from.
    package var canned: String
    package var text: String
    /// That of the post.
    package var visibility: Visibility
    package var decidedAt: Instant
    package var state: State
    package var endedAt: Instant?
    /// What the receiver calls it.
    package var reference: String?
    /// Why it did not get there, or may not have.
    package var remark: String?

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// About to leave.
        case due
        /// From here it cannot be called back.
        case sending
        case sent
        /// It certainly did not get there.
        case failed
        /// It may have, and nobody can know; it is not sent again.
        case unknown
        /// It never left, because it was not called for any more.
        case withdrawn

        package var isPending: Bool { self == .due || self == .sending }
        /// The customer has it, or may have it.
        package var isGiven: Bool { self != .failed && self != .withdrawn }
    }

    package init(
        key: DeliveryID, answers: MentionKey, customer: String, period: String, opensAt: Instant,
        canned: String, text: String, visibility: Visibility, decidedAt: Instant,
        state: State = .due
    ) {
        self.key = key
        self.answers = answers
        self.customer = customer
        self.period = period
        self.opensAt = opensAt
        self.canned = canned
        self.text = text
        self.visibility = visibility
        self.decidedAt = decidedAt
        self.state = state
    }

    /// With it begin the periods of plans (`RunningPlan.period`).
    package static let planMark = "plan:"
    /// The continuity plan while which it is said; nothing where it is said while doors are closed.
    package var plan: String? { Self.plan(of: period) }

    /// The plan of a period; nothing for a time of closed doors.
    package static func plan(of period: String) -> String? {
        guard period.hasPrefix(planMark) else { return nil }
        return period.dropFirst(planMark.count).split(separator: ":").first.map(String.init)
    }

    /// Posts that are older when they come are not answered of the desk's own accord: a source that
    /// was read late speaks of what is over.
    package static let mentionAgeMax = Lapse.hours(2)
}

/// How one ended that the customer did not get, as far as anybody knows.
package enum AcknowledgementEnd: String, Hashable, Sendable, Codable, CaseIterable {
    case failed, unknown, withdrawn

    package var state: Acknowledgement.State {
        switch self {
        case .failed: .failed
        case .unknown: .unknown
        case .withdrawn: .withdrawn
        }
    }
}

/// That a customer was acknowledged before: for which period, and when that was decided.
package struct AcknowledgedBefore: Hashable, Sendable {
    package var period: String
    package var at: Instant
    package init(period: String, at: Instant) {
        self.period = period
        self.at = at
    }

    /// The plan that said it; nothing: it was said of closed doors.
    package var plan: String? { Acknowledgement.plan(of: period) }

    /// More are not looked at.
    package static let countMax = 20
}

/// What becomes of an acknowledgement's row in the outbox; its state follows from the facts.
package enum AcknowledgementChange: Hashable, Sendable {
    case schedule(key: DeliveryID, due: Instant)
    /// Committed before the first byte.
    case depart(key: DeliveryID)
    /// Try again at `due`; `uncertain`: this attempt may have arrived.
    case retry(key: DeliveryID, due: Instant, uncertain: Bool)
    case finish(key: DeliveryID)

    package var key: DeliveryID {
        switch self {
        case .schedule(let key, _), .depart(let key), .retry(let key, _, _), .finish(let key): key
        }
    }
}

/// Out of hours, what a queue's customers are told, and from which priority on.
package struct AcknowledgeRule: Hashable, Sendable {
    /// A canned response that says `{opens}`.
    package var canned: String
    package var from: Priority
    package init(canned: String, from: Priority = .p1) {
        self.canned = canned
        self.from = from
    }
}

extension Case {
    package func acknowledgement(keyed key: DeliveryID) -> Acknowledgement? {
        acknowledgements.last { $0.key == key }
    }

    /// What the facts about acknowledgements make of the case.
    mutating func applyToAcknowledgements(_ fact: Fact, at: Instant) {
        switch fact {
        case .acknowledgementDue(let acknowledgement):
            acknowledgements.append(acknowledgement)
        case .acknowledgementDeparted(let key):
            change(key) { $0.state = .sending }
        case .customerAcknowledged(let key, _, _, let reference):
            change(key) { acknowledgement in
                acknowledgement.state = .sent
                acknowledgement.endedAt = at
                acknowledgement.reference = reference
                acknowledgement.remark = nil
            }
        case .acknowledgementEnded(let key, let end, let reason):
            change(key) { acknowledgement in
                acknowledgement.state = end.state
                acknowledgement.endedAt = at
                acknowledgement.remark = reason
            }
        default:
            break
        }
    }

    private mutating func change(_ key: DeliveryID, _ body: (inout Acknowledgement) -> Void) {
        guard let index = acknowledgements.lastIndex(where: { $0.key == key }) else { return }
        body(&acknowledgements[index])
    }
}
