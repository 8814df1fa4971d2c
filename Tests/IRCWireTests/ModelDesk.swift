@testable import IRCWire

/// A desk's outbox at one end of a connection that comes and goes, and a `ModelNetwork` at the
/// other, in made-up time: what is due is said, what is perhaps said is said once more, and what
/// has to wait waits.
struct ModelDesk {
    struct Item {
        var utterance: Utterance
        /// How it ended.
        var end: String?
        var createdAt: Milliseconds
        /// The words of all its lines, in order.
        var words: Int
    }

    /// What was posted on one connection, in order.
    struct Posted {
        var connection: Int
        var id: Int
    }

    let kind: ModelNetwork.Kind
    private(set) var network: ModelNetwork
    private var chance: SeededChance
    private(set) var items: [Item] = []
    private(set) var posted: [Posted] = []
    /// When they are due.
    private var waiting: [Int: Milliseconds] = [:]
    private var onItsWay: Set<Int> = []
    private(set) var violation: String?
    private(set) var now: Milliseconds = 1_000_000
    private(set) var connections = 0
    private var session: IRCSession?
    private var memory = IRCMemory()
    private var strictness = 0
    private var isUp = false
    private var onTheWay: [(at: Milliseconds, line: IRCLine)] = []
    private var back: [(at: Milliseconds, text: String)] = []
    private var endsAt: Milliseconds = .max
    private var returnsAt: Milliseconds?
    private var mixesAt: Milliseconds = 0
    private var isTroubled = true
    private(set) var turns = 0

    static let rooms = ["#care", "#ops"]
    static let targets = rooms + ["dana", "bo"]
    static let onTheWayMax = 64

    init(_ kind: ModelNetwork.Kind, seed: UInt64) {
        self.kind = kind
        network = ModelNetwork(kind, seed: seed &* 31 &+ 7)
        chance = SeededChance(seed)
        connect()
    }

    /// So many utterances, with everything that may come between, and then peace until all have
    /// ended.
    mutating func lives(utterances: Int) {
        while items.count < utterances, violation == nil { turn(makes: utterances) }
        isTroubled = false
        endsAt = .max
        let end = now + 6 * 3_600_000
        while !waiting.isEmpty || !onItsWay.isEmpty, now < end, violation == nil { turn() }
        if violation == nil, let stuck = items.first(where: { $0.end == nil }) {
            violation = "\(stuck.utterance.id) is stuck"
        }
        // Idle, it does not ask for ticks all the time.
        let calm = now + 600_000
        let before = turns
        while now < calm, violation == nil { turn() }
        if turns - before > 1000 { violation = "there is no rest" }
    }

    private mutating func turn(makes most: Int = 0) {
        turns += 1
        if turns > 400 * (items.count + 100) { violation = "\(turns) turns for \(items.count)" }
        let due = isUp && onItsWay.count < Self.onTheWayMax ? waiting.values.min() : nil
        let next =
            [
                session?.nextTick, onTheWay.first?.at, back.first?.at, due, returnsAt,
                endsAt == .max ? nil : endsAt, most > items.count ? mixesAt : nil,
            ].compactMap { $0 }.min() ?? now + 60_000
        now = max(now, next)
        if most > items.count, mixesAt <= now { make(most) }
        if let at = returnsAt, at <= now { connect() }
        if endsAt <= now { lose() }
        serve()
        hear()
        beat()
        say()
    }

    // MARK: - The connection

    private mutating func connect() {
        returnsAt = nil
        connections += 1
        network.connects()
        var configuration = IRCSessionConfiguration.desk
        configuration.rooms = Self.rooms.map { .init(name: $0) }
        configuration.floodPolicy = kind.policy
        var new = IRCSession(
            configuration, connectionID: "c\(connections)", memory: memory,
            floodStrictness: strictness)
        let step = new.begin(at: now)
        session = new
        if isTroubled, let life = kind.life {
            endsAt = now + 200 + Milliseconds(chance.of(Int(life) * 2))
        }
        take(step)
    }

    private mutating func lose() {
        endsAt = .max
        guard session != nil else { return }
        // Some of what is on its way is read all the same.
        let read = chance.of(onTheWay.count + 1)
        for (_, line) in onTheWay.prefix(read) { _ = network.obey(line, at: now) }
        let facts = session?.end() ?? []
        memory = session?.memory ?? memory
        strictness = session?.floodStrictness ?? 0
        session = nil
        isUp = false
        onTheWay = []
        back = []
        learn(facts)
        returnsAt = now + 50 + Milliseconds(chance.of(3000))
    }

    private mutating func take(_ step: IRCStep) {
        for text in String(decoding: step.bytes, as: UTF8.self).split(separator: "\r\n") {
            if let line = IRCLine(parsing: String(text)) {
                onTheWay.append((now + kind.latency, line))
            }
        }
        learn(step.facts)
        if violation == nil, let session { violation = SessionLimits.violation(in: session) }
        if step.closes { lose() }
    }

    private mutating func serve() {
        while let (at, line) = onTheWay.first, at <= now {
            onTheWay.removeFirst()
            let answers = network.obey(line, at: now)
            back += answers.map { (now + kind.latency, $0) }
        }
    }

    private mutating func hear() {
        while let (at, text) = back.first, at <= now {
            back.removeFirst()
            if let step = session?.receive(Array("\(text)\r\n".utf8), at: now) { take(step) }
        }
    }

    private mutating func beat() {
        var ticks = 0
        while let next = session?.nextTick, next <= now, violation == nil {
            ticks += 1
            if ticks > 20 { violation = "the session asks for a tick again and again" }
            if let step = session?.tick(at: now) { take(step) }
        }
    }

    // MARK: - The outbox

    private mutating func make(_ most: Int) {
        mixesAt = now + Milliseconds(chance.of(2500))
        for _ in 0...chance.of(12) where items.count < most {
            let number = items.count
            let isLong = kind.textBytesMax < 400
            var words = 0
            let lines = (0...chance.of(5)).map { _ -> [Utterance.Piece] in
                let count = 1 + chance.of(isLong ? 30 : 5)
                defer { words += count }
                let text = (words..<(words + count)).map { "u\(number).\($0)" }
                return [.plain(text.joined(separator: " "))]
            }
            let utterance = Utterance(
                id: "u\(number)", attempt: 0, target: Self.targets[chance.of(4)],
                isNotice: chance.of(8) == 0, lane: chance.of(4), lines: lines)
            items.append(
                Item(
                    utterance: utterance, createdAt: now, words: words))
            waiting[number] = now
        }
    }

    private mutating func say() {
        guard isUp else { return }
        let room = Self.onTheWayMax - onItsWay.count
        let due = waiting.filter { $0.value <= now }.keys
            .sorted { (items[$0].utterance.lane, $0) < (items[$1].utterance.lane, $1) }
            .prefix(room)
        guard !due.isEmpty else { return }
        for index in due {
            waiting[index] = nil
            onItsWay.insert(index)
            items[index].utterance.attempt += 1
            items[index].utterance.age = now - items[index].createdAt
            posted.append(Posted(connection: connections, id: index))
        }
        let utterances = due.map { items[$0].utterance }
        if let step = session?.say(utterances, at: now) { take(step) }
    }

    private mutating func learn(_ facts: [IRCFact]) {
        for fact in facts {
            switch fact {
            case .rooms(let rooms): isUp = rooms.count == Self.rooms.count
            case .receipt(let receipt): settle(receipt)
            default: break
            }
        }
    }

    private mutating func settle(_ receipt: IRCReceipt) {
        guard let number = Int(receipt.id.dropFirst()),
            items[number].utterance.attempt == receipt.attempt,
            onItsWay.remove(number) != nil
        else {
            violation = violation ?? "a second receipt for \(receipt.id), \(receipt.outcome)"
            return
        }
        switch receipt.outcome {
        case .sent: items[number].end = "sent"
        case .notSent: waiting[number] = now + 1000
        case .retry(let after): waiting[number] = now + max(after, 100)
        case .refused where kind.textBytesMax < 400: items[number].end = "refused"
        case .refused: waiting[number] = now + 60_000
        case .unknown where items[number].utterance.isRepeat: items[number].end = "unknown"
        case .unknown:
            items[number].utterance.isRepeat = true
            waiting[number] = now
        }
    }
}
