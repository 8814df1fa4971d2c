import CaseStore
import Casework
import Synchronization
import Testing

extension StoreContract {
    static let faults: [Clause] = [
        Clause("whichever write fails, nothing is half done, and the day still ends right") {
            bench in
            let flawless = try await Rehearsed.day(on: bench, failing: nil)
            #expect(flawless.failures == 0)
            #expect(flawless.writes > 60)
            for number in 1...flawless.writes {
                let day = try await Rehearsed.day(
                    on: bench, failing: number, numbered: Int64(number))
                #expect(day.failures == 1, "write \(number)")
                #expect(day.told == flawless.told, "write \(number)")
            }
            let store = try await bench.open()
            #expect(try await store.verifyAudit().broken == nil)
            #expect(try await store.verifyReplay().holds)
        }
    ]
}

/// A small day whose every step is a signal: a step that failed is taken again, as whoever sent it
/// would, and one that was committed is not.
private struct Rehearsed {
    /// How many writes the store was asked for, and how many of them failed.
    var writes: Int
    var failures: Int
    /// What there is to see at its end.
    var told: [String]

    struct Fault: Error {}

    /// The `number`th write of the day fails. Days share a store and keep apart by their names.
    static func day(
        on bench: any StoreBench, failing number: Int?, numbered: Int64 = 0
    ) async throws -> Rehearsed {
        let asked = Counter()
        let probe = WriteProbe {
            if asked.next() == number { throw Fault() }
        }
        var store = try await bench.open(probe: probe)
        var failures = 0
        for step in steps.indices {
            do {
                try await take(step, of: numbered, in: store)
            } catch is Fault {
                failures += 1
                try await store.close()
                store = try await bench.open(probe: probe)
                #expect(try await store.verifyAudit().broken == nil)
                #expect(try await store.verifyReplay().holds)
                try await take(step, of: numbered, in: store)
            }
        }
        let writes = asked.count
        let told = try await store.read { try tell(numbered, $0) }
        try await store.close()
        return Rehearsed(writes: writes, failures: failures, told: told)
    }

    private static func take(
        _ step: Int, of day: Int64, in store: any RehearsedStore
    ) async throws {
        try await store.write { desk throws in
            let isNew = try desk.remember(
                SignalReference("day \(day) step \(step)"), at: .halfPastTen)
            if isNew { try desk.savepoint { try steps[step](desk, day) } }
        }
    }

    private typealias Step = @Sendable (any CaseWriting, Int64) throws -> Void

    private static func mention(_ name: String, _ day: Int64) -> Mention {
        .said(name, id: "\(name)-\(day)", in: "thread-\(day)")
    }
    private static func key(_ day: Int64) -> DeliveryID { DeliveryID("reply-\(day)") }
    private static func mark(_ day: Int64) -> Mark { Mark("mark-\(day)") }
    private static func matter(_ desk: any CaseWriting, _ day: Int64) throws -> Case {
        let id = try #require(try desk.caseHolding(mention("first", day).key))
        return try #require(try desk.matter(id))
    }

    private static let steps: [Step] = [
        { desk, day in
            let matter = try desk.open(mention("first", day), due: .halfPastTen)
            try desk.enqueue(
                NewPost(
                    id: DeliveryID("ring-\(day)"), network: "office", address: .room("#care"),
                    room: "care", lane: .urgent, purpose: .ring, matter: matter.id,
                    notice: .unbraked(queue: nil, by: "sam", waiting: []),
                    createdAt: .halfPastTen))
        },
        { desk, day in
            let leased = try desk.leasePosts(
                of: "office", upTo: .bulk, limit: 5, until: .halfPastTen, now: .halfPastTen)
            try desk.settle(
                leased.map {
                    PostEnd(
                        id: $0.post.id, attempt: $0.attempt, at: .halfPastTen,
                        end: .landed(reference: nil))
                })
        },
        { desk, day in
            var claimed = try matter(desk, day)
            claimed = try desk.happen(.claimed(holder: "dana"), to: claimed, by: "dana")
            try desk.happen(
                .joined(mention: mention("second", day), thanks: false), to: claimed)
        },
        { desk, day in
            let first = mention("first", day)
            try desk.happen(
                .draftWritten(
                    draft: .written(mark: mark(day), to: first, key: key(day))),
                to: try matter(desk, day), by: "dana")
        },
        { desk, day in
            let approved = try desk.happen(
                .draftApproved(revision: 1, mark: mark(day), approver: "sam"),
                to: try matter(desk, day), by: "sam")
            try desk.apply(
                .schedule(key: key(day), revision: 1, due: .halfPastTen), of: approved.id,
                at: .halfPastTen)
        },
        { desk, day in
            let sending = try desk.happen(
                .replyDeparted(revision: 1, mark: mark(day)), to: try matter(desk, day))
            try desk.apply(.depart(key: key(day)), of: sending.id, at: .halfPastTen)
        },
        { desk, day in
            _ = try desk.leaseAttempt(key(day), until: .halfPastTen)
        },
        { desk, day in
            let sent = try desk.happen(
                .replySent(revision: 1, mark: mark(day), reference: "r-\(day)"),
                to: try matter(desk, day))
            try desk.apply(.finish(key: key(day), as: .sent), of: sent.id, at: .halfPastTen)
            try desk.apply(.set(.snooze, at: .halfPastTen), of: sent.id)
        },
        { desk, day in
            let other = try desk.open(mention("third", day))
            let kept = try matter(desk, day)
            let moved = other.mentions
            try desk.happen(.merged(into: kept.id), to: other)
            try desk.happen(.absorbed(from: other.id, mentions: moved), to: kept)
        },
        { desk, day in
            let ended = try desk.happen(.resolved(outcome: nil), to: try matter(desk, day))
            try desk.apply(.clear(.snooze), of: ended.id)
        },
    ]

    /// What can be seen of a day, without the numbers and names that differ between days.
    private static func tell(_ day: Int64, _ desk: any CaseReading) throws -> [String] {
        let id = try #require(try desk.caseHolding(mention("first", day).key))
        let matter = try #require(try desk.matter(id))
        let reply = try #require(try desk.reply(key(day)))
        let events = try desk.events(after: 0, of: id, limit: 100)
        return [
            "\(matter.phase) \(String(describing: matter.firstResponseAt))",
            matter.mentions.map(\.text).joined(separator: ", "),
            matter.drafts.map { "\($0.state)" }.joined(separator: ", "),
            "\(reply.state) \(reply.attempts)",
            events.map(\.type).joined(separator: ", "),
            "\(try desk.landings(of: id).map(\.purpose))",
            "\(try desk.outboxFigures())",
        ]
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func next() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}
