import Casework

/// An escalation chain: who is paged, one after the other, until somebody acknowledges.
struct ChainEntry: Hashable, Sendable {
    var name: String
    /// None: all.
    var queues: [QueueName]
    var during: Chain.During
    var priority: Priority
    var words: [String]
    var steps: [StepEntry]
    var rounds: Int
    var again: Lapse?

    var chain: Chain {
        Chain(
            name: name, queues: queues, during: during, priority: priority, words: WordList(words),
            steps: steps.map(\.step), rounds: rounds, again: again)
    }
}

extension ChainEntry {
    static let waits = Lapse.seconds(10)...Lapse.days(1)

    init(_ keys: KeyedReader) {
        name = keys.required("name", "name: night")?.name() ?? ""
        queues = (keys["queues"]?.texts(limit: 200) ?? []).map { QueueName($0) }
        during = keys["during"]?.choice() ?? .closed
        priority = keys["from"]?.choice() ?? .p1
        words = keys["words"]?.oneOrMore(limit: 1000).map { $0.wordPattern() ?? "" } ?? []
        rounds = keys["rounds"]?.integer(in: 1...20) ?? 1
        again = keys["again"]?.lapse(in: .minutes(1) ... .days(1))
        let steps = keys.required("steps", "steps: [{ page: oncall, wait: 5m }]")
        self.steps = steps?.list(limit: 20).map { $0.keyed(StepEntry.init) } ?? []
        if let steps, steps.isEmptyList {
            steps.error("no step is written here: this chain ends nowhere", "Write one.")
        }
    }
}

struct StepEntry: Hashable, Sendable {
    var targets: [Chain.Target]
    var wait: Lapse
    var times: Int
    var inTurn: Bool
    var crowd: Chain.Crowd?

    var step: Chain.Step {
        Chain.Step(targets: targets, wait: wait, times: times, inTurn: inTurn, crowd: crowd)
    }
}

extension StepEntry {
    init(_ keys: KeyedReader) {
        let page = keys.required("page", "page: oncall")
        targets = page?.oneOrMore(limit: 20).compactMap { $0.pageTarget() } ?? []
        if let page, page.isEmptyList {
            page.error("nobody is named here", "Write oncall, \"@lee\", supervisors or a room.")
        }
        wait = keys["wait"]?.lapse(in: ChainEntry.waits) ?? .minutes(5)
        times = keys["times"]?.integer(in: 1...20) ?? 1
        inTurn = keys["in_turn"]?.flag() ?? false
        crowd = keys["if"]?.keyed { keys in
            let moreThan = keys.required("more_than", "more_than: 5")?.integer(in: 1...1000)
            let within = keys.required("within", "within: 10m")?
                .lapse(in: .minutes(1) ... .days(1))
            guard let moreThan, let within else { return nil }
            return Chain.Crowd(moreThan: moreThan, within: within)
        }
    }
}

extension Value {
    private static let roles: [String: Role] = [
        "agents": .agent, "supervisors": .supervisor, "experts": .expert, "admins": .admin,
    ]

    /// `oncall`, `oncall first`, `oncall care/first`, `@lee`, `supervisors`, `room approvals` or
    /// `chain other`.
    func pageTarget() -> Chain.Target? {
        guard let said = text(limit: 200) else { return nil }
        if let role = Value.roles[said] { return .role(role) }
        if said == "oncall" { return .onCall(rotation: nil, layer: nil) }
        if said.hasPrefix("@"), said.count > 1 {
            return .person(PersonID(String(said.dropFirst())))
        }
        let words = said.split(separator: " ").map(String.init)
        if words.count == 2 {
            switch words[0] {
            case "oncall":
                let parts = words[1].split(separator: "/", maxSplits: 1).map(String.init)
                guard parts.count == 2 else { return .onCall(rotation: nil, layer: parts[0]) }
                return .onCall(rotation: parts[0], layer: parts[1])
            case "room": return .room(RoomName(words[1]))
            case "chain": return .chain(words[1])
            default: break
            }
        }
        error(
            "\"\(printable(said))\" is nobody who can be paged",
            """
            Write oncall, oncall first, oncall care/first, "@lee", supervisors, agents, experts, \
            admins, room approvals or chain other.
            """)
        return nil
    }
}
