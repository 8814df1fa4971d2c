/// A scenario table: what people, customers, the outbox and the clock do, a line a step, and what
/// comes of each.
///
/// ```
/// mara   posts   #1 "no internet" vip      → new, P1, tells care ring
/// bo     claims  #1                        → claimed(bo)
/// dana   claims  #1                        → refused(heldBy: bo)
/// bo     replies #1 "Hi Mara"              → drafted, draft aa22 waiting
/// approvals sees #1 card
/// sam    ok      aa22                      → approved
/// +90s  outbox departs #1                  → draft aa22 sending
/// outbox lands   #1 sent                   → answered
/// ```
///
/// - One second passes before each line, or what `+30s` or `-1h` says in front of it.
/// - Who is not of the desk is a customer. `sam@care` says it in that room, `sam@direct` to the
///   bot alone; without a place it is the room the person usually sits in.
/// - `ago=20s` lets a command be said before it is decided.
/// - After `→` stands what must be true after the line, separated by commas; the verbs are listed
///   in `ScenarioVerbs.swift`, the expectations in `ScenarioExpectation.swift`.
/// - A line that is refused fails the scenario unless it says so.
/// - `//` starts a comment.
package struct Scenario: Sendable, CustomStringConvertible {
    package let name: String
    package let table: String

    package init(_ name: String, _ table: String) {
        self.name = name
        self.table = table
    }

    package var description: String { name }

    /// Plays the table on a desk of its own.
    package func play() -> ScenarioOutcome {
        var desk = ScenarioDesk()
        return play(on: &desk)
    }

    /// Plays the table on a desk that is there already.
    package func play(on desk: inout ScenarioDesk) -> ScenarioOutcome {
        var failures: [String] = []
        for (index, text) in table.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            guard let line = ScenarioLine(String(text)) else { continue }
            let before = desk.breaches.count
            let result = desk.play(line)
            let complaints =
                result.map { ScenarioExpectation.complaints(of: line, about: $0, desk) }
                ?? ["not understood"]
            for complaint in complaints + desk.breaches.dropFirst(before) {
                failures.append("\(name), line \(index + 1): \(line.text)\n    \(complaint)")
            }
        }
        failures += desk.replayed()
        return ScenarioOutcome(failures: failures, coverage: desk.coverage)
    }
}

/// What a scenario came to.
package struct ScenarioOutcome: Sendable {
    /// Nothing if every line came out as written and no invariant was broken.
    package var failures: [String]
    package var coverage: ScenarioCoverage
}

/// Which arrows, facts, commands, notices and refusals were reached.
package struct ScenarioCoverage: Sendable {
    /// `new → claimed`, a decision's before and after; `– → new` for a case that opens.
    package var phases: Set<String> = []
    package var drafts: Set<String> = []
    package var facts: Set<String> = []
    package var refusals: Set<String> = []
    /// Those that were decided.
    package var commands: Set<String> = []
    package var notices: Set<String> = []

    package init() {}

    package mutating func formUnion(_ other: ScenarioCoverage) {
        phases.formUnion(other.phases)
        drafts.formUnion(other.drafts)
        facts.formUnion(other.facts)
        refusals.formUnion(other.refusals)
        commands.formUnion(other.commands)
        notices.formUnion(other.notices)
    }
}
