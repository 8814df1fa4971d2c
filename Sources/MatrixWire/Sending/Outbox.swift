/// What is to be said, what is on its way, and what has become of the latest of it.
struct Outbox: Sendable {
    /// Utterances waiting; more are turned away.
    static let waitingMax = 4000
    /// On their way at one time, each to another room.
    static let flyingMax = 8
    static let seedsMax = 512
    static let seedTriesMax = 5
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
        /// A try of it may have arrived.
        var isUncertain = false
    }

    /// Where an utterance has landed, and as what.
    struct Landing: Hashable, Sendable {
        var event: String
        var room: String
    }

    /// A reaction of our own to a message that has landed.
    struct Seed: Hashable, Sendable {
        var room: String
        var target: String
        var key: String
        var transaction: String
        var tries = 0
    }

    /// What goes to one room or person, by number and so in order.
    struct Queue: Sendable {
        var urgent: [Int] = []
        var others: [Int] = []
        var flying: Int?
        var isEmpty: Bool { urgent.isEmpty && others.isEmpty && flying == nil }
    }

    var pace: Pace
    private(set) var items: [Int: Item] = [:]
    private(set) var queues: [MatrixUtterance.Destination: Queue] = [:]
    /// Numbers of what waits, by utterance.
    private var numbers: [String: Int] = [:]
    private(set) var flying: Set<Int> = []
    private var last = 0
    /// The events that utterances have become, by the utterances' ids.
    var events = RecentMap<Landing>(max: 8192)
    /// What the room took only outside of their threads.
    var rootsRefused = RecentMap<Void>(max: 1024)
    /// The latest event of a thread, by its root.
    var threads = RecentMap<String>(max: 4096)
    var seeds: [Seed] = []
    var seedAttempt = Attempt()

    init(_ policy: MatrixPacePolicy) { pace = Pace(policy, at: 0) }

    subscript(number: Int) -> Item? {
        get { items[number] }
        set { if items[number] != nil { items[number] = newValue } }
    }

    mutating func add(_ utterance: MatrixUtterance) {
        last += 1
        items[last] = Item(utterance: utterance)
        numbers[utterance.id] = last
        if utterance.isUrgent {
            queues[utterance.destination, default: Queue()].urgent.append(last)
            for reference in utterance.references { hurry(reference) }
        } else {
            queues[utterance.destination, default: Queue()].others.append(last)
        }
    }

    /// What something urgent belongs to is as urgent.
    private mutating func hurry(_ reference: MatrixUtterance.Reference) {
        guard case .utterance(let id) = reference, let number = numbers[id],
            var item = items[number], !item.utterance.isUrgent
        else { return }
        item.utterance.isUrgent = true
        items[number] = item
        var queue = queues[item.utterance.destination] ?? Queue()
        guard let place = queue.others.firstIndex(of: number) else { return }
        queue.others.remove(at: place)
        queue.urgent.insert(
            number, at: queue.urgent.firstIndex { $0 > number } ?? queue.urgent.count)
        queues[item.utterance.destination] = queue
    }

    mutating func takeOff(_ number: Int) {
        guard let item = items[number] else { return }
        flying.insert(number)
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
        guard let item = items.removeValue(forKey: number) else { return nil }
        if numbers[item.utterance.id] == number { numbers[item.utterance.id] = nil }
        let destination = item.utterance.destination
        if var queue = queues[destination] {
            queue.urgent.removeAll { $0 == number }
            queue.others.removeAll { $0 == number }
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
    func heads(urgent: Bool) -> [Int] {
        queues.values.compactMap { queue in
            guard queue.flying == nil else { return nil }
            return urgent ? queue.urgent.first : queue.others.first
        }.sorted()
    }

    mutating func addSeeds(_ utterance: MatrixUtterance, _ landing: Landing) {
        guard case .message = utterance.content else { return }
        for (index, key) in utterance.seeds.prefix(16).enumerated()
        where seeds.count < Outbox.seedsMax {
            seeds.append(
                Seed(
                    room: landing.room, target: landing.event, key: key,
                    transaction: "\(utterance.id).seed\(index + 1)"))
        }
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
