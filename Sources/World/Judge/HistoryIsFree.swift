import CaseStore
import Casework

// 10. History is free: what a command costs does not grow with the number of closed cases. The
// same probes take exactly as many steps of SQLite with a hundred closed cases more.
extension Evidence {
    private static let more = 100

    /// What is done so that nothing of it stays.
    private struct Undone: Error {
        var costs: [(probe: String, steps: Int64)]
    }

    /// - Parameter store: watched by the `StepCounter`.
    func historyIsFree(_ store: SQLiteStore) async throws -> [Breach] {
        let at = world.wall.now()
        // One of them is there in any case: the counts have a row for their kind.
        try await store.write { try Evidence.close(0..<1, in: $0, at: at) }
        let before = try await costs(store, at: at)
        let finding = try await findingIsBounded(store) {
            try await store.write { try Evidence.close(1..<Evidence.more, in: $0, at: at) }
        }
        let after = try await costs(store, at: at)
        return finding
            + zip(before, after).compactMap { old, new in
                guard new.steps > old.steps else { return nil }
                return breach(
                    10, "\(new.probe) took \(old.steps) steps, and \(new.steps) with more history")
            }
    }

    private static func close(
        _ numbers: Range<Int>, in store: any CaseWriting, at: Instant
    ) throws {
        for number in numbers {
            let mention = Mention(
                key: MentionKey(source: "crm", id: "closed-\(number)"), text: "old", postedAt: at,
                author: Author(handle: "@old\(number)"), conversation: "closed-\(number)")
            let opened = Fact.opened(
                mention: mention, queue: "care", priority: .p3, points: 0, reasons: [],
                firstResponseDueAt: nil, linkedTo: nil)
            guard let new = Case(opening: opened, id: try store.nextCaseNumber(), at: at) else {
                continue
            }
            try store.record([opened], matter: new, before: nil, by: nil, via: nil, at: at)
            var closed = new
            let facts: [Fact] = [.claimed(holder: "dana"), .resolved(outcome: "old")]
            for fact in facts { closed.apply(fact, by: "dana", at: at) }
            try store.record(facts, matter: closed, before: new, by: "dana", via: nil, at: at)
        }
    }

    private func costs(
        _ store: SQLiteStore, at: Instant
    ) async throws -> [(probe: String, steps: Int64)] {
        do {
            try await store.write { [self] writing in
                // Once for the statements to be made, once to be counted.
                for isCounted in [false, true] {
                    let costs = try probes(writing, at: at, isCounted ? "counted" : "made")
                    if isCounted { throw Undone(costs: costs) }
                }
            }
            return []
        } catch let undone as Undone {
            return undone.costs
        }
    }

    private func probes(
        _ store: any CaseWriting, at: Instant, _ word: String
    ) throws -> [(probe: String, steps: Int64)] {
        let open = cases.values.filter { $0.phase.isOpen && $0.mergedInto == nil }
            .min { $0.id < $1.id }
        let mark = open?.drafts.last?.mark ?? "zzzz"
        let looks: [(String, () throws -> Void)] = [
            (
                "claim next",
                {
                    _ = try store.cases(
                        CaseQuery(
                            phases: [.new], queue: "care", free: true, order: .urgency, limit: 1))
                }
            ),
            (
                "queue",
                {
                    _ = try store.cases(
                        CaseQuery(
                            phases: [.new, .claimed, .drafted, .approved], order: .urgency,
                            limit: 20))
                }
            ),
            (
                "queue mine",
                {
                    _ = try store.cases(
                        CaseQuery(
                            phases: Phase.allCases.filter(\.isOpen), holder: "dana",
                            order: .urgency,
                            limit: 20))
                }
            ),
            ("waiting", { _ = try store.waitingDrafts(in: nil, limit: 20) }),
            ("stranded", { _ = try store.strandedDrafts(limit: 20) }),
            (
                "the board",
                { _ = try store.waits(in: "care", now: at, soon: at + .minutes(10)) }
            ),
            (
                "figures",
                {
                    let last = try store.lastEvent()
                    // Later than any clock has shown.
                    _ = try store.casesTouched(since: at + .days(30), upTo: last)
                }
            ),
            ("counts", { _ = try store.caseCounts() }),
            ("a mark", { _ = try store.caseDrafted(mark) }),
            ("a mention", { _ = try store.caseHolding(MentionKey(source: "crm", id: "m1")) }),
            (
                "a thread",
                {
                    _ = try store.newestCase(
                        source: "crm", conversation: "t1", before: nil)
                }
            ),
            (
                "timers",
                {
                    _ = try store.dueTimers(now: at, limit: 10)
                    _ = try store.nextTimerDue()
                }
            ),
            ("replies", { _ = try store.dueReplies(now: at, limit: 10) }),
            (
                "posts",
                {
                    _ = try store.leasePosts(
                        of: "office", upTo: .bulk, limit: 10, until: at, now: at)
                }
            ),
            ("the brake", { _ = try store.casesWithReplyOnItsWay(in: nil) }),
            ("a signal", { _ = try store.remember(SignalReference("probe-\(word)"), at: at) }),
            (
                "a case and a note",
                {
                    guard let open, let matter = try store.matter(open.id) else { return }
                    _ = try store.landings(of: open.id)
                    try store.record(
                        [.noted(text: word)], matter: matter, before: matter, by: "dana", via: nil,
                        at: at)
                }
            ),
        ]
        return try looks.map { name, look in (name, try StepCounter.steps(of: look)) }
    }
}
