import CaseStore
import Casework

// 3 and 5, for what the desk says to customers of its own accord: only what is configured, only
// while the queue is closed, and once for each customer and time of closed doors.
extension Evidence {
    func toldOnce() -> [Breach] {
        tellings() + ends() + decisions()
    }

    private struct Told {
        var id: CaseID
        var acknowledgement: Acknowledgement
    }

    private var told: [Told] {
        caseIDs.flatMap { id in
            (cases[id]?.acknowledgements ?? []).map { Told(id: id, acknowledgement: $0) }
        }
    }

    /// Each attempt, by what was decided.
    private func tellings() -> [Breach] {
        var breaches: [Breach] = []
        var last: [DeliveryID: AttemptRecord] = [:]
        let known = Dictionary(uniqueKeysWithValues: told.map { ($0.acknowledgement.key, $0) })
        for attempt in chronicle.tellings {
            defer { last[attempt.key] = attempt }
            func wrong(_ number: Int, _ words: String) {
                breaches.append(
                    breach(number, "\(attempt.key) \(words)", attempt.matter, attempt.at))
            }
            guard let told = known[attempt.key]?.acknowledgement else {
                wrong(3, "was said to a customer, and nothing decided that")
                continue
            }
            if told.text != attempt.text || told.visibility != attempt.visibility
                || told.answers.id != attempt.inReplyTo || attempt.author != nil
            {
                wrong(3, "is not what was decided")
            }
            guard let before = last[attempt.key] else { continue }
            if before.number == attempt.number { wrong(5, "was tried twice under one number") }
            if before.life == attempt.life, before.answer == nil || before.answer == "sent" {
                wrong(5, "was tried at once with, or after, its success")
            }
            let isSure = ["retry", "refused", "gone"].contains(before.answer)
            let repeats = world.receivers.first { $0.name == attempt.receiver }?.deduplicates
            if !isSure, repeats != true { wrong(5, "was tried again though it may have arrived") }
        }
        return breaches
    }

    /// What became of each.
    private func ends() -> [Breach] {
        var breaches: [Breach] = []
        let taken = Dictionary(grouping: chronicle.taken) { $0.key }
        var given: Set<String> = []
        for one in told {
            let told = one.acknowledgement
            let arrived = taken[told.key]?.count ?? 0
            func wrong(_ words: String) {
                breaches.append(breach(5, "\(told.key) \(words)", one.id))
            }
            if arrived > 1 { wrong("reached its customer \(arrived) times") }
            let place = "\(told.answers.source) \(told.customer) \(told.period)"
            if arrived > 0 || told.state.isGiven, !given.insert(place).inserted {
                wrong("is the second that \(told.customer) got")
            }
            switch told.state {
            case .due, .sending: wrong("is still \(told.state.rawValue)")
            case .sent where arrived == 0: wrong("counts as sent and is nowhere")
            // Of what a plan says only the number is told.
            case .sent where told.plan == nil && !wasTold(one.id, ["\(one.id) ", Self.tells]):
                wrong("was sent, and nobody was told")
            case .failed where arrived > 0, .withdrawn where arrived > 0:
                wrong("is \(told.state.rawValue) and has arrived")
            default: break
            }
        }
        return breaches
    }

    /// Each decision, and each that should have been one.
    private func decisions() -> [Breach] {
        var breaches: [Breach] = []
        var brakes: Set<QueueName?> = []
        var running: [RunningPlan] = []
        var queues: [CaseID: QueueName] = [:]
        for (place, event) in events.enumerated() {
            if let fact = event.fact { running.apply(fact) }
            if let id = event.matter, let queue = event.fact?.queue { queues[id] = queue }
            switch event.fact {
            case .deskHeld(let queue, _): brakes.insert(queue)
            case .deskUnheld(let queue): brakes.remove(queue)
            case .acknowledgementDue(let told):
                func wrong(_ words: String) {
                    breaches.append(
                        breach(3, "\(told.key) \(words)", event.matter, onDisk(event.sequence)))
                }
                if let plan = told.plan {
                    let isOn = running.contains { $0.name == plan && event.at < $0.until }
                    if !isOn { wrong("is said by \(plan), which is not on") }
                } else if !world.plan.hasNight || isOpen(event.at) {
                    wrong("is said by an open queue")
                }
                let queue = event.matter.flatMap { queues[$0] }
                if brakes.contains(nil) || brakes.contains(queue) {
                    wrong("is said under the brake")
                }
                let text = told.plan == nil ? Plan.told.before : Plan.known
                if !told.text.hasPrefix(text) { wrong("is no text of the desk's") }
            case .opened(let mention, "care", let priority, _, _, _, _):
                guard priority <= Plan.toldFrom, world.plan.hasNight, !isOpen(event.at), !hasJumps,
                    !brakes.contains(nil), !brakes.contains("care"), let id = event.matter,
                    let due = due(mention, event, from: place), !due
                else { continue }
                breaches.append(
                    breach(
                        3, "\(id) came while nobody answers, and its customer is not told", id,
                        onDisk(event.sequence)))
            default: break
            }
        }
        return breaches
    }

    /// Whether the customer is told because of it, or has been; nothing where they need not be.
    private func due(_ mention: Mention, _ event: StoredEvent, from place: Int) -> Bool? {
        guard mention.deletedAt == nil, !Thanks.isOnlyThanks(mention.text),
            event.at + .minutes(1) < mention.postedAt + Acknowledgement.mentionAgeMax
        else { return nil }
        let customer = Condition.folded(mention.author.handle)
        let closedSince = closedSince(event.at)
        for other in events[place...] where other.matter == event.matter {
            guard other.at == event.at else { break }
            if case .noise = other.fact { return nil }
            if case .routed(let queue, _) = other.fact, queue != "care" { return nil }
            if case .acknowledgementDue = other.fact { return true }
        }
        return told.contains { one in
            one.acknowledgement.customer == customer
                && one.acknowledgement.answers.source == mention.key.source
                && one.acknowledgement.decidedAt >= closedSince
                && one.acknowledgement.decidedAt <= event.at
        }
    }

    private func minute(_ at: Instant) -> Int {
        Int((at.milliseconds / 60_000) % 1440)
    }

    func isOpen(_ at: Instant) -> Bool { Plan.open.contains(minute(at)) }

    /// What the room reads of it.
    private static let tells = "was told when people answer"

    /// When the queue closed last, counted by hand.
    func closedSince(_ at: Instant) -> Instant {
        let midnight = at.milliseconds / 86_400_000 * 86_400_000
        let closes = Instant(milliseconds: midnight + Int64(Plan.open.upperBound) * 60_000)
        return closes <= at ? closes : closes - .days(1)
    }
}

extension Fact {
    /// To which the case belongs from here on; nothing where that stays.
    fileprivate var queue: QueueName? {
        switch self {
        case .opened(_, let queue, _, _, _, _, _): queue
        case .routed(let queue, _): queue
        default: nil
        }
    }
}
