import Casework
import Connectors

/// Where pages go, as it is itself: a mail server, or whoever is behind the webhook. It takes them, or
/// does not, or does and says nothing, and somebody's phone rings.
final class Carrier {
    let channel: PageChannel
    private let scheduler: Scheduler
    private let chronicle: Chronicle
    private var chance: Chance
    /// In so many of a thousand attempts something goes wrong.
    var faultsPermille = 0
    private var ailsUntil = Lapse.zero
    private var keys: Set<DeliveryID> = []
    /// Somebody reads it.
    var delivered: (Page) -> Void = { _ in }

    init(
        _ channel: PageChannel, _ scheduler: Scheduler, _ chronicle: Chronicle, _ chance: Chance
    ) {
        self.channel = channel
        self.scheduler = scheduler
        self.chronicle = chronicle
        self.chance = chance
    }

    func ail(until end: Lapse) { ailsUntil = max(ailsUntil, end) }
    func heal() {
        ailsUntil = .zero
        faultsPermille = 0
    }

    /// How one attempt will go.
    struct Course {
        var takesIn: Bool
        var there: Lapse
        var back: Lapse
        var answer: PageOutcome
    }

    func course() -> Course {
        let isIll = scheduler.now < ailsUntil ? !chance.oneIn(4) : chance.happens(faultsPermille)
        var course = Course(
            takesIn: true, there: chance.milliseconds(5, 400), back: chance.milliseconds(5, 400),
            answer: .sent(reference: nil))
        guard isIll else { return course }
        switch chance.below(6) {
        case 0:
            course.takesIn = false
            course.answer = .refused(reason: "550 no such mailbox")
        case 1:
            course.takesIn = false
            course.answer = .retry(after: chance.seconds(1, 90), reason: "450 busy")
        case 2:
            course.takesIn = false
            course.answer = .retry(after: nil, reason: "connection refused")
        case 3:
            course.takesIn = false
            course.back = .seconds(30)
            course.answer = .unknown(reason: "no answer within 30 s")
        default:
            course.answer = .unknown(reason: "the connection broke off before the answer")
        }
        return course
    }

    func take(_ page: Page) {
        chronicle.note(scheduler.now, "\(channel.rawValue) took \(page.key) for \(page.person)")
        // The same page is no news.
        if keys.insert(page.key).inserted { delivered(page) }
    }
}

/// The way to it that one process of the desk has.
final class LifePager: Pager,
    // On the world's one thread only.
    @unchecked Sendable
{
    let channel: PageChannel
    private let carrier: Carrier
    private let life: Int
    private let scheduler: Scheduler
    private let chronicle: Chronicle
    private let pauses: Pauses

    init(
        _ carrier: Carrier, life: Int, _ scheduler: Scheduler, _ chronicle: Chronicle,
        _ pauses: Pauses
    ) {
        channel = carrier.channel
        self.carrier = carrier
        self.life = life
        self.scheduler = scheduler
        self.chronicle = chronicle
        self.pauses = pauses
    }

    func page(_ request: PageRequest) async -> PageOutcome {
        guard !pauses.isOver else { return .unknown(reason: "dead") }
        let page = request.page
        let index = chronicle.pages.count
        chronicle.pages.append(
            PageRecord(at: scheduler.now, channel: channel, page: page, life: life, answer: nil))
        chronicle.note(
            scheduler.now,
            "\(channel.rawValue) page \(page.key) to \(page.person) for "
                + page.cases.map { "\($0.id) " }.joined())
        chronicle.watchAttempt()
        let course = carrier.course()
        if course.takesIn {
            // What is on the wire arrives, whatever becomes of the process.
            scheduler.after(course.there) { [carrier] in carrier.take(page) }
        }
        await pauses.pause(for: course.there + course.back)
        guard !pauses.isOver else { return .unknown(reason: "dead") }
        chronicle.pages[index].answer = course.answer
        return course.answer
    }
}
