import Casework
import CaseStore
import Chat

/// What the loop remembers between transactions; all of it can be built again from the store.
struct LoopState {
    /// Normal posts handed to a link whose receipts are not in yet.
    static let inFlightMax = 64
    /// Answers and urgent posts, which pass the others.
    static let urgentInFlightMax = 1024

    struct LinkState {
        var isUp = false
        var inFlight = 0
        /// Posts wait in the outbox.
        var hasBacklog = true
        /// When posts that the server refused for now may be tried again, by uptime.
        var retryAt: Lapse?
    }

    var links: [NetworkName: LinkState]
    var inFlight: [DeliveryID: LeasedPost] = [:]
    /// When a reply may do something, by uptime, which no clock's jump shortens.
    var armed: [ArmedReply: Lapse] = [:]
    var texts = OpenTexts()
    /// Errands that the store could not write and that must not be lost.
    var unrecorded: [Errand] = []
    var strangers = Strangers()
    /// The store's next timer, by the wall clock.
    var nextTimer: Instant?

    init(networks: [NetworkName]) {
        links = Dictionary(uniqueKeysWithValues: networks.map { ($0, LinkState()) })
    }

    func openLanes() -> [NetworkName: [Lane]] {
        links.compactMapValues { link in
            guard link.isUp, link.inFlight < Self.urgentInFlightMax else { return nil }
            guard !link.hasBacklog, link.inFlight < Self.inFlightMax else {
                return [.answer, .urgent]
            }
            return Lane.allCases
        }
    }

    /// How many waiting posts each link could take now.
    func room() -> [NetworkName: Int] {
        links.compactMapValues { link in
            guard link.isUp, link.hasBacklog, link.inFlight < Self.inFlightMax else { return nil }
            return Self.inFlightMax - link.inFlight
        }
    }

    mutating func handedOver(_ leased: LeasedPost) {
        inFlight[leased.post.id] = leased
        links[leased.post.network]?.inFlight += 1
    }

    mutating func came(back id: DeliveryID, attempt: Int) -> LeasedPost? {
        guard let leased = inFlight[id], leased.attempt == attempt else { return nil }
        inFlight[id] = nil
        links[leased.post.network]?.inFlight -= 1
        return leased
    }
}

/// People whom the desk does not know are answered, but not as fast as they can type.
struct Strangers {
    static let answerEvery = Lapse.seconds(30)
    static let remembered = 500
    private var answered: [String: Lapse] = [:]

    mutating func mayAnswer(_ saying: Saying, uptime: Lapse) -> Bool {
        let key = "\(saying.network) \(saying.from)"
        if let last = answered[key], uptime.milliseconds - last.milliseconds
            < Self.answerEvery.milliseconds
        {
            return false
        }
        if answered.count >= Self.remembered { answered = [:] }
        answered[key] = uptime
        return true
    }
}
