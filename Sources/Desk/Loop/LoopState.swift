import CaseStore
import Casework
import Chat
import Rota

/// What the loop remembers between transactions; all of it can be built again from the store.
struct LoopState {
    /// Posts handed to a link whose receipts are not in yet. The rest waits in the outbox, by lane
    /// and age, where an urgent one still passes what came before it.
    static let inFlightMax = 64
    /// Answers, which may go beyond that: somebody waits for each of them, and nothing is more
    /// urgent.
    static let answersInFlightMax = 256

    struct LinkState: Sendable {
        static let retriesMax = 32

        var isUp = false
        /// The rooms it has joined, while it is not yet known who can read along there, and until
        /// when that is waited for, by uptime.
        var opening: (rooms: [RoomAddress], until: Lapse)?
        var inFlight = 0
        /// Rings among them, and until when the next ones wait for their receipts, by uptime: what
        /// rings meanwhile shares lines (`Herd`).
        var rings = 0
        var ringsUntil: Lapse?
        /// Messages take so long on it that rings share them, until then, by uptime.
        var crampedUntil: Lapse?
        /// What is posted next waits for a ring that is on its way.
        var isRinging = false
        /// The most urgent lane of which posts may wait in the outbox. Nothing of that lane or
        /// below overtakes them.
        var backlog: Lane? = .answer
        /// When posts that the server refused for now may be tried again, by uptime, in order.
        private(set) var retries: [Lapse] = []
        /// When it is looked at who can read along in its rooms, by uptime: a little after the
        /// last that was heard of it, so that a room that fills is spoken of once.
        var privacyAt: Lapse?
        /// When those who are back are told what they missed, by uptime: a little after the first,
        /// so that they are in all their rooms.
        var peopledAt: Lapse?
        /// What rang in each room while nobody of the desk was back; `rungMax` at most.
        var rung: [RoomAddress: [CaseID]] = [:]
        /// What each room was told of why customers' words are kept back there.
        var onlookers: [RoomAddress: [String]] = [:]
        /// When its latest receipt came, by uptime.
        var movedAt: Lapse?

        func mayCarry(_ lane: Lane) -> Bool {
            guard isUp, backlog.map({ lane < $0 }) ?? true else { return false }
            guard !isRinging || lane == .answer else { return false }
            return inFlight < (lane == .answer ? answersInFlightMax : inFlightMax)
        }

        /// How many posts of the outbox it could take now. While a ring is on its way those are
        /// answers alone: what rings meanwhile gathers.
        var room: Int {
            guard isUp, let backlog else { return 0 }
            guard isRinging else { return max(inFlightMax - inFlight, 0) }
            return backlog == .answer ? max(answersInFlightMax - inFlight, 0) : 0
        }

        /// The last lane of which it could take any.
        var lastLane: Lane { isRinging ? .answer : .bulk }

        /// What may still wait in the outbox after these were taken out of it.
        func backlog(after leased: [LeasedPost], of limit: Int) -> Lane? {
            if leased.count == limit { return leased.last?.post.lane }
            // Nobody has looked at the lanes below.
            return isRinging ? .urgent : nil
        }

        /// One moment for many posts: between two of too many, what waits is tried at the later.
        mutating func retry(at uptime: Lapse) {
            guard !retries.contains(uptime) else { return }
            retries.insert(uptime, at: retries.firstIndex { $0 > uptime } ?? retries.endIndex)
            if retries.count > Self.retriesMax { retries.remove(at: retries.count - 2) }
        }

        /// - Returns: whether something may be tried again now, or nothing waits for that.
        mutating func takeRetries(at uptime: Lapse) -> Bool {
            let due = retries.prefix { $0 <= uptime }.count
            retries.removeFirst(due)
            return due > 0 || retries.isEmpty
        }

        /// A ring is on its way: the next ones wait for its receipt.
        mutating func rings(at uptime: Lapse) {
            // One whose receipt never came is not waited for with those that follow it.
            rings = isRinging ? rings + 1 : 1
            isRinging = true
            let isCramped = crampedUntil.map { $0 > uptime } ?? false
            ringsUntil = uptime + (isCramped ? crampedPatience : ringPatience)
        }

        /// So long a message was on its way.
        mutating func took(_ time: Lapse, at uptime: Lapse) {
            if time >= crampedFrom { crampedUntil = uptime + crampedFor }
        }

        mutating func waits(_ lane: Lane) { backlog = min(backlog ?? lane, lane) }
    }

    /// How long the next rings wait for the receipts of those before them.
    static let ringPatience = Lapse.seconds(4)
    /// The same where messages take long in any case: what rings meanwhile is one of them.
    static let crampedPatience = Lapse.seconds(20)
    /// So long a message takes on a link that is cramped, and so long it counts as that.
    static let crampedFrom = Lapse.seconds(2)
    static let crampedFor = Lapse.minutes(1)

    /// Cases remembered that rang before nobody, for each room.
    static let rungMax = 1000

    /// When the rota is to be looked at, by the wall clock, as long as it is that one.
    struct RotaWatch: Hashable, Sendable {
        var edition: Int
        var next: Instant
        /// Those by which what waits was looked at.
        var hours: [Rota.QueueHours]
    }

    struct InFlight {
        var leased: LeasedPost
        /// By uptime.
        var since: Lapse
        /// When all of it had left its link; nothing while it may wait there for its turn.
        var leftAt: Instant?
    }

    /// When a reply may do something, by uptime, which no clock's jump shortens.
    struct Armed {
        var reply: ArmedReply
        var at: Lapse
    }

    var links: [NetworkName: LinkState]
    var lanes: ReplyLanes
    var inFlight: [DeliveryID: InFlight] = [:]
    /// Posts that share lines, by the id that those have.
    private var herds: [DeliveryID: Herd] = [:]
    /// Posts that a server refused when they shared lines: one of them may be the reason.
    private(set) var loners: Set<DeliveryID> = []
    static let lonersMax = 2000
    private(set) var armed: [DeliveryID: Armed] = [:]
    /// The undo windows that people were promised before the policy changed, of replies whose
    /// notice was not seen by then.
    private(set) var promised: [DeliveryID: Lapse] = [:]
    var texts = OpenTexts()
    var hearing = HearingLedger()
    var doubts = DoubtLedger()
    var lateEnds = LateEnds()
    var declined = Declined()
    var cards = CardBook()
    var referred = Referred()
    private(set) var shared = SharedLines()
    var early = EarlySignals()
    /// When something falls due that is more than late ends, and when that was looked at last, by
    /// uptime.
    var tickDue: Lapse?
    var tickedAt: Lapse?
    /// Errands that the store could not write and that must not be lost.
    var unrecorded: [Errand] = []
    /// Something could not be written: nothing is tried again before then, by uptime.
    var restUntil: Lapse?
    var storeTrouble = StoreTrouble()
    var strangers = Strangers()
    var troubles = TroubleBook()
    var closed = ClosedRooms()
    var absentees = Absentees()
    var digests = DigestBook()
    /// Who has heard which plans are on, since they are.
    var plansTold: Set<PersonID> = []
    /// Nothing until the rota has been looked at once.
    var rotaWatch: RotaWatch?
    /// People whom something was meant for that no chat could bring them.
    var unreached: Set<PersonID> = []
    /// The store's next timer, by the wall clock.
    var nextTimer: Instant?
    /// The audit's last event that was told to whoever waits for news.
    var lastEvent: Int64?
    /// The latest instant seen, and from there on what has passed by uptime: a clock that jumps
    /// back does not hide what waits, nor what is put off after that.
    private(set) var latest: Instant
    private var latestAt: Lapse
    /// What the clock on the wall showed when it was looked at, by the one that nothing stops.
    private var shown: Instant
    private var shownAt: Lapse
    /// By how much it was set, of what is not on disk.
    private var wasSet: (by: Lapse, isNews: Bool) = (.zero, false)
    /// By less than this a clock is corrected all the time.
    static let settingMin = Lapse.seconds(1)
    var isStopping = false
    let startedAt: Instant

    /// - Parameter relays: so many carry replies.
    init(networks: [NetworkName], relays: Int = 1, _ clock: ClockReading) {
        links = Dictionary(
            networks.map { ($0, LinkState()) }, uniquingKeysWith: { first, _ in first })
        lanes = ReplyLanes(relays: relays)
        latest = clock.now
        latestAt = clock.uptime
        shown = clock.now
        shownAt = clock.sinceBoot
        startedAt = clock.now
    }

    mutating func see(_ clock: any DeskClock) {
        let reading = clock.reading()
        let (uptime, sinceBoot, now) = (reading.uptime, reading.sinceBoot, reading.now)
        let passed = Lapse(milliseconds: uptime.milliseconds - latestAt.milliseconds)
        latest = max(latest + passed, now)
        latestAt = uptime
        let moved = now - self.now(sinceBoot: sinceBoot)
        if abs(moved.milliseconds) >= Self.settingMin.milliseconds {
            wasSet = (wasSet.by + moved, true)
        }
        shown = now
        shownAt = sinceBoot
        for (network, link) in links where link.isRinging {
            links[network]?.isRinging = link.ringsUntil.map { uptime < $0 } ?? false
        }
    }

    /// The time of a turn, on the wall as it was when the turn began: one that is set meanwhile is
    /// seen by the next.
    func now(sinceBoot: Lapse) -> Instant {
        shown + Lapse(milliseconds: sinceBoot.milliseconds - shownAt.milliseconds)
    }

    /// By how much the clock was set, of what is not on disk yet, and whether it was just now.
    mutating func takeSetting() -> (by: Lapse, isNews: Bool)? {
        defer { wasSet = (.zero, false) }
        return wasSet.by == .zero ? nil : wasSet
    }

    /// It could not be written down: whatever the clock is set by until it can counts along.
    mutating func owes(setting lapse: Lapse) { wasSet.by = wasSet.by + lapse }

    /// The links that something may be handed to now.
    var openLinks: [NetworkName: LinkState] { isStopping ? [:] : links.filter(\.value.isUp) }

    mutating func handedOver(_ leased: LeasedPost, at uptime: Lapse) {
        inFlight[leased.post.id] = InFlight(leased: leased, since: uptime)
        links[leased.post.network]?.inFlight += 1
        if leased.post.purpose == .ring { links[leased.post.network]?.rings(at: uptime) }
    }

    func cramped(at uptime: Lapse) -> Set<NetworkName> {
        Set(links.filter { $0.value.crampedUntil.map { $0 > uptime } ?? false }.keys)
    }

    mutating func handedOver(_ herd: Herd) {
        if !herd.others.isEmpty { herds[herd.id] = herd }
    }

    /// Whose receipt it is: the post's own, or that of all who shared its lines.
    /// - Parameter keepsMessages: a message that many share is none of theirs.
    mutating func members(_ receipt: Receipt, keepsMessages: Bool) -> [Receipt] {
        guard let herd = herds[receipt.id] else { return [receipt] }
        guard herd.attempt == receipt.attempt else { return [] }
        herds[receipt.id] = nil
        if case .refused = receipt.outcome {
            if loners.count + herd.all.count > Self.lonersMax { loners = [] }
            loners.formUnion(herd.all.map(\.post.id))
        }
        if keepsMessages { noteShared(herd, receipt) }
        return herd.all.map { leased in
            var own = receipt
            own.id = leased.post.id
            own.attempt = leased.attempt
            if keepsMessages, case .sent = receipt.outcome { own.outcome = .sent(reference: nil) }
            // Each of them is tried by itself.
            if case .refused = receipt.outcome { own.outcome = .linkDown }
            return own
        }
    }

    func isOfHerd(_ receipt: Receipt) -> Bool { herds[receipt.id] != nil }

    private mutating func noteShared(_ herd: Herd, _ receipt: Receipt) {
        guard Herd.Kind(herd.first.post) == .ring,
            case .sent(.some(let reference)) = receipt.outcome
        else { return }
        shared.note(
            .init(network: herd.first.post.network, reference: reference),
            of: herd.all.compactMap(\.post.matter))
    }

    /// These have been given up: what shares their lines is over with them.
    mutating func forgetHerds(of lost: Set<DeliveryID>) {
        herds = herds.filter { !$0.value.all.contains { lost.contains($0.post.id) } }
    }

    mutating func came(back id: DeliveryID, attempt: Int) -> LeasedPost? {
        guard let leased = inFlight[id]?.leased, leased.attempt == attempt else { return nil }
        inFlight[id] = nil
        let network = leased.post.network
        links[network]?.inFlight -= 1
        if leased.post.purpose == .ring {
            let left = max((links[network]?.rings ?? 0) - 1, 0)
            links[network]?.rings = left
            if left == 0 { links[network]?.isRinging = false }
        }
        return leased
    }

    /// The policy is about to change: what was approved under it keeps its queue's window, or the
    /// longest where it is not known whose it is.
    mutating func promiseWindows(of settings: DeskSettings) {
        let longest = settings.queues.map { settings.undoWindow(in: $0.name) }.max()
        for (key, armed) in armed where promised[key] == nil {
            promised[key] =
                armed.reply.queue.map { settings.undoWindow(in: $0) } ?? longest
                ?? settings.policy.undoWindow
        }
    }

    mutating func promise(_ window: Lapse, for key: DeliveryID) { promised[key] = window }

    /// The window that the reply was promised, if that is another than the policy's by now.
    mutating func takePromise(for key: DeliveryID) -> Lapse? {
        promised.removeValue(forKey: key)
    }

    mutating func arm(_ reply: ArmedReply, at uptime: Lapse) {
        armed[reply.key] = Armed(reply: reply, at: uptime)
        lanes.leave(reply.key)
    }

    mutating func disarm(_ key: DeliveryID) {
        armed[key] = nil
        lanes.leave(key)
    }

    /// It stands in line for its relay, and is looked at then at the latest.
    mutating func line(
        up reply: ArmedReply, for relay: String, isAcknowledgement: Bool, until uptime: Lapse
    ) {
        armed[reply.key] = Armed(reply: reply, at: uptime)
        lanes.wait(reply.key, for: relay, isAcknowledgement: isAcknowledgement)
    }

    /// What may do something now, the longest due first; whatever the store cannot write then is
    /// tried again.
    mutating func takeDue(at uptime: Lapse, limit: Int, again: Lapse) -> [ArmedReply] {
        let ready = armed.values.filter { $0.at <= uptime }
            .sorted { ($0.at, $0.reply.key) < ($1.at, $1.reply.key) }.prefix(limit)
        for one in ready { armed[one.reply.key]?.at = uptime + again }
        return ready.map(\.reply)
    }

    /// Whose turn it is in line; likewise.
    mutating func takeCalled(at uptime: Lapse, again: Lapse) -> [ArmedReply] {
        lanes.call().compactMap { key in
            guard let reply = armed[key]?.reply else {
                lanes.leave(key)
                return nil
            }
            armed[key]?.at = uptime + again
            return reply
        }
    }
}

/// People whom the desk does not know are answered, but not as fast as they can type.
struct Strangers {
    static let answerEvery = Lapse.seconds(30)
    static let remembered = 500
    private var answered: [String: Lapse] = [:]

    mutating func mayAnswer(_ saying: Saying, about topic: String, uptime: Lapse) -> Bool {
        mayAnswer(saying.from, on: saying.network, about: topic, uptime: uptime)
    }

    mutating func mayAnswer(
        _ stranger: DirectAddress, on network: NetworkName, about topic: String, uptime: Lapse
    ) -> Bool {
        let key = "\(topic) \(network) \(stranger)"
        if let last = answered[key],
            uptime.milliseconds - last.milliseconds < Self.answerEvery.milliseconds
        {
            return false
        }
        if answered.count >= Self.remembered { answered = [:] }
        answered[key] = uptime
        return true
    }
}
