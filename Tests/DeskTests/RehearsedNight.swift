import Casework
import Rehearsal
import Rota

@testable import Desk

/// A night of forty mentions, drawn from a seed: who writes what when, who of the desk does what about
/// it, when the process dies and when the clock is set forward.
struct RehearsedNight {
    /// 20:00 and 08:00 of the night; mentions come from 22:00 to 06:00.
    static let closes = Instant.halfPastTen + .minutes(9 * 60 + 30)
    static let opens = closes + .hours(12)
    static let mentions = 40

    /// What a mention is to the desk, known here by how it was made.
    enum Kind: CaseIterable {
        /// P1: pages, and its customer is told.
        case urgent
        /// P2: its customer is told, and nobody is paged.
        case slow
        /// P3: neither.
        case calm
        /// P2 by who says it.
        case thanks
        /// P1, and no machine answers a machine.
        case bot
        /// P1, and a person has to answer it.
        case crisis
        /// The same, of P3: it pages all the same.
        case quietCrisis

        var pages: Bool { self == .urgent || self == .bot || isCrisis }
        var isTold: Bool { self == .urgent || self == .slow }
        var isCrisis: Bool { self == .crisis || self == .quietCrisis }
    }

    struct Arrival {
        /// Since 20:00, by a clock that nobody sets.
        var at: Lapse
        var kind: Kind
        var mention: Mention
    }

    private(set) var arrivals: [Arrival] = []
    /// How long each step of the chain has.
    private(set) var waits: [Lapse] = []
    /// From when on the process dies, since 20:00, and for how long it is gone.
    private(set) var deaths: [(from: Lapse, gone: Lapse)] = []
    /// When the clock is set forward, since 20:00.
    private(set) var jumpsAt = Lapse.zero
    /// Where those who wake begin with what they do.
    private(set) var habits = (ned: 0, sam: 0)
    var chance: ScenarioChance

    init(seed: UInt64) {
        chance = ScenarioChance(seed: seed)
        waits = (0..<3).map { _ in lapse(from: 150, to: 480) }
        let dies = [lapse(from: 2 * 3600, to: 5 * 3600), lapse(from: 5 * 3600, to: 6 * 3600)]
        deaths = dies.map { ($0, lapse(from: 5, to: 280)) }
        jumpsAt = lapse(from: 2 * 3600, to: 9 * 3600)
        habits = (Int.random(in: 0..<4, using: &chance), Int.random(in: 0..<6, using: &chance))
        arrive()
    }

    /// Seconds.
    private mutating func lapse(from: Int64, to: Int64) -> Lapse {
        Lapse(milliseconds: Int64.random(in: from * 1000...to * 1000, using: &chance))
    }

    private mutating func arrive() {
        var times = (0..<Self.mentions - 8).map { _ in lapse(from: 2 * 3600, to: 10 * 3600 - 90) }
        // Some come together.
        for _ in 0..<2 {
            let storm = lapse(from: 2 * 3600, to: 10 * 3600 - 90)
            times += (0..<4).map { _ in storm + lapse(from: 0, to: 80) }
        }
        times.sort()
        var turns = Array(repeating: Turn.new(.urgent), count: 15)
        turns += Array(repeating: .again, count: 5) + Array(repeating: .joins, count: 5)
        turns += Array(repeating: .new(.slow), count: 3) + Array(repeating: .new(.calm), count: 3)
        turns += Array(repeating: .new(.bot), count: 3) + Array(repeating: .new(.thanks), count: 2)
        turns += [.new(.crisis), .new(.quietCrisis), .raises, .thanks]
        turns.shuffle(using: &chance)
        for at in times {
            let index = turns.firstIndex(where: isPossible) ?? 0
            arrivals.append(arrival(turns.remove(at: index), at))
        }
    }

    private enum Turn {
        /// Somebody new.
        case new(Kind)
        /// A customer who was urgent before, about something else.
        case again
        /// One who was urgent before writes again.
        case joins
        /// What was calm becomes urgent.
        case raises
        /// One who was urgent before says thanks.
        case thanks
    }

    private func isPossible(_ turn: Turn) -> Bool {
        switch turn {
        case .new: true
        case .again, .joins, .thanks: arrivals.contains { $0.kind == .urgent }
        case .raises: arrivals.contains { $0.kind == .calm }
        }
    }

    private mutating func arrival(_ turn: Turn, _ at: Lapse) -> Arrival {
        let number = arrivals.count + 1
        let known = arrivals.filter { $0.kind == .urgent }.randomElement(using: &chance)
        let calm = arrivals.filter { $0.kind == .calm }.randomElement(using: &chance)
        func made(
            _ kind: Kind, _ text: String? = nil, by handle: String? = nil, in place: String? = nil
        ) -> Arrival {
            var mention = Mention.said(
                text ?? Self.text(of: kind), id: "n\(number)",
                by: handle ?? "@c\(number)@x.example", in: place ?? "t\(number)",
                at: Self.closes + at)
            mention.author.vip = kind == .thanks
            mention.byBot = kind == .bot ? true : nil
            return Arrival(at: at, kind: kind, mention: mention)
        }
        let knows = known?.mention ?? .said()
        switch turn {
        case .new(let kind): return made(kind)
        case .again: return made(.urgent, by: knows.author.handle)
        case .joins:
            return made(.urgent, by: knows.author.handle, in: knows.conversation)
        case .raises:
            return made(
                .urgent, by: calm?.mention.author.handle, in: calm?.mention.conversation)
        case .thanks:
            return made(.thanks, by: knows.author.handle, in: knows.conversation)
        }
    }

    private static func text(of kind: Kind) -> String {
        switch kind {
        case .urgent, .bot: "Still no internet here"
        case .slow: "It is so slow tonight"
        case .calm: "When do you open?"
        case .thanks: "Thank you so much!"
        case .crisis: "No internet, and I want to die"
        case .quietCrisis: "I want to die"
        }
    }
}

extension RehearsedNight {
    static let canned = "We know of it and are on it."

    /// kim sleeps, ned may not answer customers and his mail server is down, sam may.
    func configure(_ plan: inout DeskPlan, pagers: [NightPager], receiver: NightReceiver) {
        plan.staff = [
            DeskPlan.member("kim", [.oncall]), DeskPlan.member("ned", [.oncall]),
            DeskPlan.member("sam", [.agent, .supervisor]), DeskPlan.member("lee", [.supervisor]),
        ]
        plan.staff[0].page = PageWays(email: "kim@desk.example")
        plan.staff[1].page = PageWays(email: "ned@desk.example")
        plan.staff[2].page = PageWays(email: "sam@desk.example", webhook: true)
        plan.pagers = pagers
        plan.pageLink = "https://desk.example"
        plan.receiver = receiver
        plan.rota = RotaBook(rota)
        let queue = plan.settings.queues[0].name
        plan.settings.queues[0].acknowledge = AcknowledgeRule(canned: "night", from: .p2)
        plan.settings.queues[0].oncall = ["approvals"]
        plan.settings.priority = PrioritySettings(rules: [
            PriorityRule(when: Condition(words: ["internet"]), points: 60, because: "outage"),
            PriorityRule(when: Condition(words: ["slow"]), points: 30, because: "slow"),
            PriorityRule(when: Condition(vip: true), points: 30, because: "VIP"),
        ])
        plan.settings.policy.outOfHours = .canned
        plan.settings.policy.lastAgent = false
        plan.settings.policy.crisisWords = WordList(["want to die"])
        plan.settings.canned = [("night", "A person answers {opens}."), ("known", Self.canned)]
            .compactMap { name, text in
                (try? CannedText(text)).map { text in
                    CannedResponse(
                        name: name, variants: [CannedResponse.Variant(language: nil, text: text)])
                }
            }
        plan.settings.chains = [
            Chain(
                name: "night", queues: [queue],
                steps: zip(Self.steps, waits).map { Chain.Step(targets: [$0.target], wait: $1) })
        ]
    }

    /// Whom each step calls.
    static let steps: [(person: PersonID, target: Chain.Target)] = [
        ("kim", .onCall(rotation: nil, layer: "first")),
        ("ned", .onCall(rotation: "care", layer: "second")), ("sam", .person("sam")),
    ]

    private var rota: Rota {
        func layer(_ name: String, _ person: PersonID) -> Layer {
            let turns = Turns(people: [person], hours: 24, start: WallTime(seconds: 0), zone: .utc)
            return Layer(name: name, zone: .utc, parts: [.init(.turns(turns), zone: .utc)])
        }
        return Rota(
            rotations: [
                Rotation(
                    name: "care", zone: .utc, queues: ["care"],
                    layers: [layer("first", "kim"), layer("second", "ned")])
            ],
            hours: [
                Rota.QueueHours(
                    queues: ["care"],
                    hours: BusinessHours(zone: .utc, week: [WeekHours(from: 480, to: 1200)]))
            ])
    }
}
