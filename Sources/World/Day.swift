import CaseStore
import Casework

/// One day of a desk, from its seed to the judge's word on it.
package struct Day: Sendable {
    package let seed: UInt64
    /// What happened, in one word: the same for the same seed.
    package private(set) var digest: UInt64 = 0
    package private(set) var figures = Figures()
    package private(set) var breaches: [Breach] = []
    /// The seed, what was violated, and what was seen of the case concerned; empty for a good day.
    package private(set) var report: [String] = []
    /// The whole day, a line each.
    package private(set) var trace: [String] = []

    /// Lives through the day.
    /// - Parameter directory: exists and holds nothing else; the store's files are left there.
    package init(seed: UInt64, directory: String, keepsTrace: Bool = false) throws {
        self.seed = seed
        let world = try World(seed: seed, directory: directory)
        world.scheduler.run(until: Plan.day)
        world.rest()
        world.scheduler.run(until: Plan.day + Plan.rest)
        world.end()
        digest = world.chronicle.digest.value
        figures = Figures(world)
        breaches = world.judged()
        report = breaches.isEmpty ? [] : reported(world.chronicle)
        if keepsTrace { trace = world.chronicle.entries.map { "\($0.at.clock) \($0.text)" } }
    }
}

extension Day {
    private static let breachesMax = 8
    private static let linesMax = 30

    private func reported(_ chronicle: Chronicle) -> [String] {
        var lines = ["seed \(seed): \(breaches.count) violated"]
        for breach in breaches.prefix(Day.breachesMax) {
            let when = breach.at.map { " at \($0.clock)" } ?? ""
            lines.append("  invariant \(breach.invariant)\(when): \(breach.words)")
        }
        guard let first = breaches.first else { return lines }
        return lines + excerpt(chronicle, of: first).map { "    \($0)" }
    }

    /// What was seen of its case, up to when it happened and a little further.
    private func excerpt(_ chronicle: Chronicle, of breach: Breach) -> [String] {
        let end = breach.at.map { $0 + .minutes(3) } ?? Plan.day + Plan.rest
        let names = breach.matter.map { ["\($0) ", "\($0):", " \($0.number) "] } ?? []
        let drafts = chronicle.attempts.filter { $0.matter == breach.matter }.map(\.key.rawValue)
        let about = chronicle.entries.filter { entry in
            guard entry.at <= end else { return false }
            if entry.text.hasPrefix("life ") || entry.text.contains("jumps") { return true }
            return (names + drafts).contains { (entry.text + " ").contains($0) }
        }
        return about.suffix(Day.linesMax).map { "\($0.at.clock) \($0.text.prefix(200))" }
    }
}

package struct Figures: Sendable {
    package var days = 0
    package var mentions = 0
    package var commands = 0
    package var replies = 0
    package var lines = 0
    package var crashes = 0
    package var drops = 0
    package var storeFailures = 0
    package var jobs = 0

    package init() {}

    init(_ world: World) {
        days = 1
        mentions = world.chronicle.mentions.count
        commands = world.workers.reduce(0) { $0 + $1.commands }
        replies = world.chronicle.taken.count
        lines = world.chronicle.shown.count
        crashes = world.machine?.crashes ?? 0
        drops = world.chronicle.losses
        storeFailures = world.disk.failures
        jobs = world.scheduler.jobs
    }

    package static func + (left: Figures, right: Figures) -> Figures {
        var sum = left
        sum.days += right.days
        sum.mentions += right.mentions
        sum.commands += right.commands
        sum.replies += right.replies
        sum.lines += right.lines
        sum.crashes += right.crashes
        sum.drops += right.drops
        sum.storeFailures += right.storeFailures
        sum.jobs += right.jobs
        return sum
    }
}

extension Lapse {
    /// `07:31:02.117` of the day.
    var clock: String {
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let millis = milliseconds % 1000
        let pad = millis < 10 ? "00" : millis < 100 ? "0" : ""
        let seconds = milliseconds / 1000
        return
            "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(pad)\(millis)"
    }
}
