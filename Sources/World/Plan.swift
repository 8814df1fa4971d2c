import Casework

/// How a day is going to be: quiet, busy, or bad in some of the ways that there are.
struct Plan {
    static let day = Lapse.hours(20)
    /// Nothing goes wrong any more and nobody says anything, until everything that was under way
    /// has come to its end.
    static let rest = Lapse.hours(4)

    /// Who has waited so long is more urgent.
    static let longWait = Lapse.minutes(40)
    static let digest = Lapse.minutes(10)
    static let overflow = Queue.Overflow(to: "billing", above: 6)
    static let waitsLong = "waits long"
    /// What is only passed on is nobody's matter.
    static let noise = "retweet"

    let networks: Int
    let mentions: Int
    let incidents: Int
    let agents: Int
    let supervisors: Int
    let mischief: Int
    let crashes: Int
    let deaths: Int
    let ambushes: Int
    let restarts: Int
    let drops: Int
    /// Connections that break while something is on its way.
    let cuts: Int
    let stalls: Int
    let splits: Int
    let kicks: Int
    let moderations: Int
    let strangers: Int
    let renames: Int
    let fullDisks: Int
    let slowDisks: Int
    let diskFaults: Int
    let receiverFaults: Int
    let receiverAilments: Int
    let jumps: Int
    let approval: ApprovalRule
    let window: Lapse
    /// People use canned texts.
    let hasCanned: Bool
    let alone: AloneRule
    /// What does not ring is told in digests.
    let hasDigests: Bool
    /// Where too much waits, what is new goes elsewhere.
    let flowsOver: Bool
    /// New configurations while the desk runs.
    let reloads: Int
    /// Somebody is told every event.
    let hasRelay: Bool
    /// A queue is closed for most of the day: its customers are told so, and people are called.
    let hasNight: Bool
    /// Supervisors switch how the desk works.
    let hasPlans: Bool

    init(seed: UInt64, _ chance: inout Chance) {
        // One day in eight is a good one.
        let isGood = chance.oneIn(8)
        func some(_ most: Int, _ chance: inout Chance) -> Int {
            isGood ? 0 : max(0, chance.below(most + 2) - 1)
        }
        networks = chance.oneIn(3) ? 2 : 1
        mentions = 80 + chance.below(160)
        incidents = chance.below(3)
        agents = 2 + chance.below(2)
        supervisors = 1 + chance.below(2)
        mischief = isGood ? 5 : 20 + chance.below(80)
        crashes = some(4, &chance)
        deaths = some(2, &chance)
        ambushes = some(4, &chance)
        restarts = some(2, &chance)
        drops = some(12, &chance)
        cuts = some(6, &chance)
        stalls = some(2, &chance)
        splits = some(2, &chance)
        kicks = some(2, &chance)
        moderations = some(2, &chance)
        strangers = some(3, &chance)
        renames = some(4, &chance)
        fullDisks = some(2, &chance)
        slowDisks = some(3, &chance)
        diskFaults = some(6, &chance)
        receiverFaults = some(150, &chance)
        receiverAilments = some(4, &chance)
        jumps = some(2, &chance)
        approval = chance.oneIn(5) ? .flagged : .always
        hasCanned = seed % 3 == 0 || seed % 5 == 2
        hasDigests = seed % 4 == 0
        flowsOver = seed % 4 == 1
        reloads = isGood ? 0 : Int(seed / 2 % 4)
        alone = seed % 5 == 1 ? .reviewedAfter : seed % 5 == 2 ? .canned : .never
        hasRelay = chance.oneIn(2)
        hasNight = seed % 4 == 2
        hasPlans = seed % 4 == 3
        window = chance.oneIn(6) ? .seconds(chance.between(5, 90)) : .seconds(30)
    }

    func settings(_ chance: inout Chance) -> DeskSettings {
        var care = Queue(
            name: "care", rooms: ["care"], approvals: ["approvals"],
            firstResponse: ResponseTargets(p1: .minutes(15), p2: .minutes(30), p3: .hours(2)),
            nextResponse: ResponseTargets(p1: .minutes(20), p2: .hours(1)))
        let billing = Queue(
            name: "billing", rooms: ["billing"], approvals: chance.oneIn(3) ? [] : ["approvals"],
            firstResponse: .hours(2))
        if hasDigests { care.digest = Plan.digest }
        if hasNight {
            care.acknowledge = AcknowledgeRule(canned: "night", from: Plan.toldFrom)
            care.oncall = ["approvals"]
        }
        if flowsOver { care.overflow = Plan.overflow }
        let queues = chance.oneIn(3) ? [care] : [care, billing]
        var policy = Policy(
            approval: approval, blockedWords: ["idiots"], undoWindow: window)
        policy.alone = alone
        var settings = DeskSettings(
            queues: queues,
            priority: PrioritySettings(rules: [
                PriorityRule(
                    when: Condition(words: ["internet", "outage"]), points: 60, because: "outage"),
                PriorityRule(when: Condition(words: ["cancel*"]), points: 30, because: "cancel"),
                PriorityRule(when: Condition(vip: true), points: 40, because: "VIP"),
                PriorityRule(
                    when: Condition(waitingAtLeast: Plan.longWait), points: 25,
                    because: Plan.waitsLong),
                PriorityRule(
                    when: Condition(unansweredAtLeast: 3), points: 20, because: "writes again"),
                PriorityRule(when: Condition(mood: .negative), points: 5, because: "complains"),
            ]),
            routing: queues.count == 1
                ? [] : [RoutingRule(when: Condition(words: ["invoice"]), queue: "billing")],
            noise: [NoiseRule(when: Condition(words: ["rt"]), tag: Plan.noise)],
            policy: policy,
            destinations: [
                Destination(name: "crm", sources: ["crm"], maxLength: 500),
                Destination(
                    name: "social", sources: ["social"],
                    maxLength: chance.oneIn(2) ? 160 : nil),
            ],
            canned: (hasCanned ? Plan.canned : []) + (hasNight ? Plan.night : [])
                + (hasPlans ? Plan.fault : []))
        if hasNight { settings.chains = [Plan.chain] }
        if hasPlans { settings.plans = Plan.plans(queues.count) }
        return settings
    }

    /// Under one more rings, customers are told so, and where there is another queue it gets what speaks
    /// of outages; under the other less does. They differ in one key.
    private static func plans(_ queues: Int) -> [ContinuityPlan] {
        var storm = ContinuityPlan(name: "storm", purpose: "an incident", endsAfter: .minutes(50))
        storm.p1 = 30
        storm.p2 = 5
        storm.holding = HoldingReply(canned: "fault", from: .p1, tellsWaiting: true)
        if queues > 1 {
            storm.routing = [RoutingRule(when: Condition(words: ["outage"]), queue: "billing")]
        }
        var calm = ContinuityPlan(name: "calm", endsAfter: .hours(2))
        calm.p1 = 90
        return [storm, calm]
    }

    /// What customers are told while there is one that says so.
    static let known = "We know of the fault, number "

    private static let fault = [("fault", "\(known){case}")].compactMap { name, text in
        (try? CannedText(text)).map { text in
            CannedResponse(
                name: name, variants: [CannedResponse.Variant(language: nil, text: text)])
        }
    }

    /// What stands in them before and behind what an agent says.
    static let sorry = (before: "Sorry, we look into it: ", behind: " Bye!")

    private static let canned = [
        ("sorry", "\(sorry.before){?what}\(sorry.behind)"), ("hello", hello(of: "{case}")),
        ("outage", outage),
    ].compactMap { name, text in
        (try? CannedText(text)).map { text in
            CannedResponse(
                name: name, variants: [CannedResponse.Variant(language: nil, text: text)])
        }
    }

    /// From when to when people answer, in minutes since midnight, in UTC.
    static let open = 480..<840
    /// Who is told, and what.
    static let toldFrom = Priority.p2
    static let told = (before: "A person answers ", behind: ". Number ")

    private static let night = [("night", "\(told.before){opens}\(told.behind){case}")].compactMap {
        name, text in
        (try? CannedText(text)).map { text in
            CannedResponse(
                name: name, variants: [CannedResponse.Variant(language: nil, text: text)])
        }
    }

    /// The same to everybody.
    static let outage = "We know of it and are on it."
    static func hello(of number: String) -> String { "We look into it, number \(number)." }

    func habits(_ isRoomy: Bool, _ chance: inout Chance) -> Network.Habits {
        Network.Habits(
            keepsHistory: isRoomy || chance.oneIn(2), keepsMessages: isRoomy,
            deduplicates: isRoomy, repeats: isRoomy,
            pace: chance.pick([2, 40, 400]) ?? 40, latencyMax: chance.pick([20, 120, 900]) ?? 120,
            clockAhead: chance.oneIn(3)
                ? Lapse(milliseconds: chance.between(-20_000, 20_000)) : .zero)
    }
}
