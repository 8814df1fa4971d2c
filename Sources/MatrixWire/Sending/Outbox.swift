/// What is to be said, what is on its way, and what has become of the latest of it.
struct Outbox: Sendable {
    /// Utterances waiting; more are turned away.
    static let waitingMax = 4000
    /// On their way at one time, each to another room.
    static let flyingMax = 8
    static let seedsMax = 512
    static let seedTriesMax = 5
    /// Attempts to make a room for somebody, before what is to be said there goes back.
    static let roomTriesMax = 5
    /// The bytes of one event's content: a whole event has at most 65,536. (Client-Server API,
    /// "Size limits")
    static let contentBytesMax = 60_000

    struct Item: Sendable {
        var utterance: MatrixUtterance
        /// The room that it was first tried in, and what was sent: no later try is another.
        var room: String?
        var relations: SentContent.Relations?
        /// The thread in which the server would not have it.
        var rootRefused: String?
        var attempt = Attempt()
        var firstTriedAt: Milliseconds?
        var givenAt: Milliseconds
        /// A try of it may have arrived.
        var isUncertain = false
        /// It is to be said in other words, or elsewhere, and was on its way when that came to be:
        /// with any answer but success it goes back, to be said so much later.
        var anewAfter: Milliseconds?
    }

    /// Where an utterance has landed, and as what.
    struct Landing: Hashable, Sendable {
        var event: String
        var room: String
    }

    /// A reaction of our own to a message that has landed.
    struct Seed: Hashable, Sendable {
        var sign: OwedSign
        var givenAt: Milliseconds
        var tries = 0
    }

    /// What goes to one room or person, by number and so in order.
    struct Queue: Sendable {
        /// By urgency; what is on its way stays in its place.
        var lanes = [[Int]](repeating: [], count: MatrixUtterance.Urgency.allCases.count)
        var flying: Int?
        var isEmpty: Bool { lanes.allSatisfy(\.isEmpty) && flying == nil }

        subscript(urgency: MatrixUtterance.Urgency) -> [Int] {
            get { lanes[urgency.rawValue] }
            set { lanes[urgency.rawValue] = newValue }
        }

        var numbers: [Int] { lanes.joined().sorted() }
        var hasTalk: Bool { MatrixUtterance.Urgency.talk.contains { !self[$0].isEmpty } }
    }

    var pace: Pace
    private(set) var items: [Int: Item] = [:]
    private(set) var queues: [MatrixUtterance.Destination: Queue] = [:]
    /// Numbers of what waits, by utterance.
    private var numbers: [String: Int] = [:]
    private(set) var flying: Set<Int> = []
    private var last = 0
    /// Numbers of what may have arrived without our knowing.
    private var uncertain: Set<Int> = []
    /// The events that utterances have become, by the utterances' ids.
    var events = RecentMap<Landing>(max: 8192)
    /// What the room took only outside of their threads.
    var rootsRefused = RecentMap<Void>(max: 1024)
    /// The latest event of a thread, by its root.
    var threads = RecentMap<String>(max: 4096)
    var seeds: [Seed] = []
    var seedAttempt = Attempt()
    /// When an answer, or what rings, was last taken.
    var answeredAt: Milliseconds = .min / 2
    /// Since when some cosmetic or other has always waited.
    var undecoratedSince: Milliseconds?
    /// When a cosmetic was last taken, and whether that was a reaction.
    private(set) var decoratedAt: Milliseconds = .min / 2
    private(set) var hasSeeded = false
    /// When somebody last said something, or something was said that was no cosmetic.
    var stirredAt: Milliseconds = .min / 2

    init(_ policy: MatrixPacePolicy) { pace = Pace(policy, at: 0) }

    subscript(number: Int) -> Item? {
        get { items[number] }
        set {
            guard items[number] != nil else { return }
            items[number] = newValue
            if newValue?.isUncertain == true { uncertain.insert(number) }
        }
    }

    var hasUncertain: Bool { !uncertain.isEmpty }

    /// - Parameter since: when it began to be owed.
    mutating func add(_ utterance: MatrixUtterance, since: Milliseconds) {
        last += 1
        items[last] = Item(utterance: utterance, givenAt: since)
        numbers[utterance.id] = last
        var queue = queues[utterance.destination] ?? Queue()
        let place = place(in: queue, of: utterance.urgency, since: since)
        queue[utterance.urgency].insert(last, at: place)
        queues[utterance.destination] = queue
        for reference in utterance.references { hurry(reference, utterance.urgency) }
    }

    /// At the end; of cosmetics behind those that have been owed for longer.
    private func place(
        in queue: Queue, of urgency: MatrixUtterance.Urgency, since: Milliseconds
    ) -> Int {
        let lane = queue[urgency]
        guard urgency == .cosmetic else { return lane.endIndex }
        return lane.firstIndex { items[$0].map { $0.givenAt > since } ?? false } ?? lane.endIndex
    }

    /// What something urgent belongs to is as urgent.
    private mutating func hurry(
        _ reference: MatrixUtterance.Reference, _ urgency: MatrixUtterance.Urgency
    ) {
        guard case .utterance(let id) = reference, let number = numbers[id],
            let item = items[number], urgency < item.utterance.urgency, !flying.contains(number),
            var queue = queues[item.utterance.destination]
        else { return }
        items[number]?.utterance.urgency = urgency
        queue[item.utterance.urgency].removeAll { $0 == number }
        let place = queue[urgency].firstIndex { $0 > number } ?? queue[urgency].count
        queue[urgency].insert(number, at: place)
        queues[item.utterance.destination] = queue
        for reference in item.utterance.references { hurry(reference, urgency) }
    }

    mutating func takeOff(_ number: Int) {
        guard let item = items[number] else { return }
        flying.insert(number)
        // Order means nothing to it, and talk does not wait until it has landed.
        guard item.utterance.urgency != .cosmetic else { return }
        queues[item.utterance.destination]?.flying = number
    }

    /// It has come back and waits, where it stood.
    mutating func land(_ number: Int) {
        flying.remove(number)
        guard let item = items[number] else { return }
        if queues[item.utterance.destination]?.flying == number {
            queues[item.utterance.destination]?.flying = nil
        }
    }

    mutating func remove(_ number: Int) -> Item? {
        land(number)
        uncertain.remove(number)
        guard let item = items.removeValue(forKey: number) else { return nil }
        if numbers[item.utterance.id] == number { numbers[item.utterance.id] = nil }
        let destination = item.utterance.destination
        if var queue = queues[destination] {
            queue[item.utterance.urgency].removeAll { $0 == number }
            queues[destination] = queue.isEmpty ? nil : queue
        }
        return item
    }

    func number(of id: String) -> Int? { numbers[id] }

    /// It is still to be sent, and was given before the other.
    func isWaiting(_ id: String, before number: Int) -> Bool {
        numbers[id].map { $0 < number } ?? false
    }

    /// The first of each queue that is free, in the order of being given.
    func heads(_ urgencies: MatrixUtterance.Urgency...) -> [Int] {
        queues.values.flatMap { queue in
            queue.flying == nil ? urgencies.compactMap { queue[$0].first } : []
        }.sorted()
    }

    /// The first cosmetic of each queue, in the order of being given: none waits for what is on its
    /// way there.
    var cosmetics: [Int] { queues.values.compactMap { $0[.cosmetic].first }.sorted() }

    /// A change of what was said is on its way.
    var isDecorating: Bool { flying.contains { items[$0]?.utterance.urgency == .cosmetic } }

    /// Nothing that goes to where it goes is on its way.
    func isFree(_ item: Item) -> Bool { queues[item.utterance.destination]?.flying == nil }

    /// Somebody waits for something that is to be said or on its way.
    var hasTalk: Bool { queues.values.contains(where: \.hasTalk) }

    mutating func decorated(at now: Milliseconds, bySeed isSeed: Bool) {
        decoratedAt = now
        hasSeeded = isSeed
    }

    /// - Returns: whether there are any.
    mutating func addSeeds(
        _ utterance: MatrixUtterance, _ landing: Landing, at now: Milliseconds
    ) -> Bool {
        guard case .message = utterance.content else { return false }
        let before = seeds.count
        for (index, key) in utterance.seeds.prefix(16).enumerated() {
            add(
                OwedSign(
                    room: landing.room, target: landing.event, key: key,
                    transaction: "\(utterance.id).seed\(index + 1)"), at: now)
        }
        return seeds.count > before
    }

    /// Beyond the limit, and twice, nothing is owed.
    mutating func add(_ sign: OwedSign, at now: Milliseconds) {
        guard seeds.count < Outbox.seedsMax, !seeds.contains(where: { $0.sign == sign }) else {
            return
        }
        seeds.append(Seed(sign: sign, givenAt: now))
    }
}

extension MatrixUtterance {
    /// What it belongs to.
    var references: [Reference] {
        switch content {
        case .message(let message):
            [message.threadRoot, message.repliesTo, message.replaces].compactMap { $0 }
        case .redaction(let target, _), .reaction(_, let target): [target]
        }
    }
}
