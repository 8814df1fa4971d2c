import Casework
import Connectors

/// Where replies go, as it is itself: it takes them in, or does not, or does and says nothing.
final class Receiver {
    let name: SourceName
    let deduplicates: Bool
    private let scheduler: Scheduler
    private let chronicle: Chronicle
    private var chance: Chance
    /// In so many of a thousand attempts something goes wrong.
    var faultsPermille = 0
    private(set) var ailsUntil = Lapse.zero
    private var keys: Set<DeliveryID> = []
    private var count = 0
    /// A customer has it.
    var delivered: (ReplyRequest, String) -> Void = { _, _ in }

    init(
        _ name: SourceName, deduplicates: Bool, _ scheduler: Scheduler, _ chronicle: Chronicle,
        _ chance: Chance
    ) {
        self.name = name
        self.deduplicates = deduplicates
        self.scheduler = scheduler
        self.chronicle = chronicle
        self.chance = chance
    }

    func ail(until end: Lapse) { ailsUntil = max(ailsUntil, end) }
    func heal() {
        ailsUntil = .zero
        faultsPermille = 0
    }

    /// Whether a reply has reached its customer.
    func has(_ key: DeliveryID) -> Bool { keys.contains(key) }

    /// How one attempt will go.
    struct Course {
        var takesIn: Bool
        var there: Lapse
        var back: Lapse
        var answer: ReplyOutcome
    }

    func course() -> Course {
        count += 1
        let isIll = scheduler.now < ailsUntil ? !chance.oneIn(4) : chance.happens(faultsPermille)
        var course = Course(
            takesIn: true, there: chance.milliseconds(5, 400), back: chance.milliseconds(5, 400),
            answer: .sent(reference: "\(name)-r\(count)"))
        guard isIll else { return course }
        switch chance.below(8) {
        case 0:
            course.takesIn = false
            // Rarely for good, as nothing more is sent to it in that life.
            course.answer =
                chance.oneIn(40) ? .gone : .refused(reason: "422 Unprocessable")
        case 1:
            course.takesIn = false
            course.answer = .retry(after: chance.seconds(1, 90), reason: "429 Too Many Requests")
        case 2:
            course.takesIn = false
            course.answer = .retry(after: nil, reason: "connection refused")
        case 3, 4:
            course.takesIn = chance.oneIn(2)
            course.answer = .unknown(reason: "500 Internal Server Error")
        case 5, 6:
            course.takesIn = chance.oneIn(2)
            course.back = .seconds(30)
            course.answer = .unknown(reason: "no answer within 30 s")
        default:
            course.answer = .unknown(reason: "the connection broke off before the answer")
        }
        return course
    }

    func take(_ reply: ReplyRequest, _ key: DeliveryID, _ attempt: Int, _ reference: String) {
        let isNew = keys.insert(key).inserted
        guard isNew || !deduplicates else { return }
        chronicle.taken.append(
            TakenReply(at: scheduler.now, receiver: name, key: key, attempt: attempt))
        chronicle.note(scheduler.now, "\(name) took \(key): \(reply.text)")
        delivered(reply, reference)
    }
}

/// The way to a receiver that one process of the desk has.
final class LifeConnector: Connector,
    // On the world's one thread only.
    @unchecked Sendable
{
    let name: SourceName
    let deduplicates: Bool
    private let receiver: Receiver
    private let life: Int
    private let scheduler: Scheduler
    private let chronicle: Chronicle
    private let pauses: Pauses

    init(
        _ receiver: Receiver, life: Int, _ scheduler: Scheduler, _ chronicle: Chronicle,
        _ pauses: Pauses
    ) {
        name = receiver.name
        deduplicates = receiver.deduplicates
        self.receiver = receiver
        self.life = life
        self.scheduler = scheduler
        self.chronicle = chronicle
        self.pauses = pauses
    }

    func send(_ reply: ReplyRequest, key: DeliveryID, attempt: Int) async -> ReplyOutcome {
        guard !pauses.isOver else { return .unknown(reason: "dead") }
        let attempts = reply.draft == nil ? \Chronicle.tellings : \Chronicle.attempts
        let index = chronicle[keyPath: attempts].count
        chronicle[keyPath: attempts].append(
            AttemptRecord(
                at: scheduler.now, receiver: name, key: key, number: attempt, life: life,
                matter: reply.matter, revision: reply.draft?.revision ?? 0, text: reply.text,
                attachments: reply.attachments, visibility: reply.visibility,
                inReplyTo: reply.inReplyTo,
                approver: reply.approver, author: reply.author, answer: nil))
        chronicle.note(scheduler.now, "attempt \(attempt) of \(key) at \(name) for \(reply.matter)")
        chronicle.watchAttempt()
        let course = receiver.course()
        if course.takesIn {
            // What is on the wire arrives, whatever becomes of the process.
            let reference = "\(name)-\(key)"
            scheduler.after(course.there) { [receiver] in
                receiver.take(reply, key, attempt, reference)
            }
        }
        await pauses.pause(for: course.there + course.back)
        guard !pauses.isOver else { return .unknown(reason: "dead") }
        var answer = course.answer
        if case .sent = answer { answer = .sent(reference: "\(name)-\(key)") }
        chronicle[keyPath: attempts][index].answer = answer.label
        chronicle[keyPath: attempts][index].answeredAt = scheduler.now
        return answer
    }
}
