import CaseStore
import Casework
import Testing

extension StoreContract {
    static let replies: [Clause] = [
        Clause("a reply leaves when due, is attempted under a lease, and is sent once") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let id = try drafted(desk)
                try desk.apply(schedule(at + .seconds(30)), of: id, at: at)
                #expect(try desk.reply(key)?.due == at + .seconds(30))
                #expect(try desk.dueReplies(now: at + .seconds(29), limit: 5).isEmpty)
                #expect(try desk.leaseAttempt(key, until: at + .hours(1)) == nil)
                let due = try desk.dueReplies(now: at + .seconds(30), limit: 5)
                #expect(due.map(\.state) == [.scheduled])
                #expect(due.map(\.departedAt) == [nil])
                #expect(try desk.outboxFigures().oldestReply == at + .seconds(30))

                let left = at + .seconds(31)
                try desk.apply(.depart(key: key), of: id, at: left)
                #expect(try desk.dueReplies(now: left, limit: 5).map(\.state) == [.sending])
                let attempt = try desk.leaseAttempt(key, until: at + .hours(1))
                #expect(attempt?.attempts == 1)
                #expect(attempt?.departedAt == left)
                #expect(try desk.leaseAttempt(key, until: at + .hours(1)) == nil)
                #expect(try desk.dueReplies(now: at + .days(1), limit: 5).isEmpty)
                #expect(try desk.dueReplies(now: at + .days(365), limit: 5).isEmpty)
                #expect(try desk.interruptedReplies().map(\.key) == [key])
                #expect(try desk.casesWithReplyOnItsWay(in: "care") == [id])
                #expect(try desk.casesWithReplyOnItsWay(in: "billing") == [])

                try desk.apply(
                    .retry(key: key, due: left + .seconds(1), uncertain: true), of: id, at: left)
                #expect(try desk.interruptedReplies().isEmpty)
                #expect(try desk.reply(key)?.due == left + .seconds(1))
                // However often it is put off.
                #expect(try desk.outboxFigures().oldestReply == left)
                #expect(try desk.leaseAttempt(key, until: at + .hours(1))?.attempts == 2)
                try desk.apply(
                    .retry(key: key, due: left + .seconds(3), uncertain: false), of: id,
                    at: left)
                #expect(try desk.reply(key)?.uncertain == true)
                #expect(try desk.reply(key)?.departedAt == left)
                try desk.apply(.finish(key: key, as: .sent), of: id, at: left)
                #expect(try desk.reply(key)?.state == .sent)
                #expect(try desk.casesWithReplyOnItsWay(in: nil) == [])
                #expect(try desk.outboxFigures().pendingReplies == 0)
            }
        },
        Clause("a reply that was sent is not sent again") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            let id = try await store.write { desk throws in
                let id = try drafted(desk)
                try desk.apply(schedule(at), of: id, at: at)
                try desk.apply(.depart(key: key), of: id, at: at)
                try desk.apply(.finish(key: key, as: .sent), of: id, at: at)
                return id
            }
            let changes: [ReplyChange] = [
                schedule(at), .depart(key: key), .cancel(key: key), .clear(key: key),
                .retry(key: key, due: at, uncertain: false), .finish(key: key, as: .failed),
            ]
            for change in changes {
                await #expect(throws: StoreFailure.self, "\(change)") {
                    try await store.write { try $0.apply(change, of: id, at: at) }
                }
            }
            #expect(try await store.read { try $0.reply(key)?.state } == .sent)
        },
        Clause("called back, it waits under its key and keeps what it went through") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let id = try drafted(desk)
                try desk.apply(.cancel(key: key), of: id, at: at)
                #expect(try desk.reply(key) == nil)
                try desk.apply(schedule(at + .seconds(60)), of: id, at: at)
                try desk.apply(.reschedule(key: key, due: at + .seconds(30)), of: id, at: at)
                #expect(try desk.reply(key)?.due == at + .seconds(30))
                try desk.apply(.cancel(key: key), of: id, at: at)
                #expect(try desk.reply(key)?.state == .parked)
                #expect(try desk.dueReplies(now: at + .days(1), limit: 5).isEmpty)
                try desk.apply(.reschedule(key: key, due: at), of: id, at: at)
                #expect(try desk.reply(key)?.state == .parked)
                #expect(try desk.reply(key)?.due == at + .seconds(30))

                try desk.apply(schedule(at), of: id, at: at)
                try desk.apply(.depart(key: key), of: id, at: at)
                _ = try desk.leaseAttempt(key, until: at + .hours(1))
                try desk.apply(
                    .retry(key: key, due: at, uncertain: true), of: id, at: at)
                try desk.apply(.finish(key: key, as: .failed), of: id, at: at)
                try desk.apply(schedule(at + .hours(1)), of: id, at: at)
                try desk.apply(.depart(key: key), of: id, at: at + .hours(1))
                let again = try desk.reply(key)
                #expect(again?.attempts == 1)
                #expect(again?.uncertain == true)
                #expect(again?.departedAt == at + .hours(1))
            }
        },
        Clause("an unknown reply may be settled either way") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let id = try drafted(desk)
                try desk.apply(schedule(at), of: id, at: at)
                try desk.apply(.depart(key: key), of: id, at: at)
                _ = try desk.leaseAttempt(key, until: at + .hours(1))
                try desk.apply(.finish(key: key, as: .unknown), of: id, at: at)
                #expect(try desk.reply(key)?.leasedUntil == nil)
                #expect(try desk.dueReplies(now: at + .days(365), limit: 5).isEmpty)
                try desk.savepoint {
                    try desk.apply(schedule(at), of: id, at: at)
                    try desk.apply(.depart(key: key), of: id, at: at)
                    #expect(try desk.leaseAttempt(key, until: at + .hours(2))?.attempts == 2)
                    try desk.apply(.finish(key: key, as: .unknown), of: id, at: at)
                }
                try desk.apply(.finish(key: key, as: .sent), of: id, at: at)
                #expect(try desk.reply(key)?.state == .sent)
            }
        },
        Clause("once its outcome was unknown, a reply stays in doubt") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let id = try drafted(desk)
                try desk.apply(schedule(at), of: id, at: at)
                try desk.apply(.depart(key: key), of: id, at: at)
                #expect(try desk.reply(key)?.uncertain == false)
                try desk.apply(.finish(key: key, as: .unknown), of: id, at: at)
                #expect(try desk.reply(key)?.uncertain == true)
                try desk.apply(schedule(at), of: id, at: at)
                try desk.apply(.depart(key: key), of: id, at: at)
                #expect(try desk.leaseAttempt(key, until: at + .hours(1))?.uncertain == true)
                try desk.apply(.retry(key: key, due: at, uncertain: false), of: id, at: at)
                #expect(try desk.reply(key)?.uncertain == true)
            }
        },
        Clause("what was tried for practice alone is cleared of doubt") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let id = try drafted(desk)
                try desk.apply(schedule(at), of: id, at: at)
                try desk.apply(.depart(key: key), of: id, at: at)
                _ = try desk.leaseAttempt(key, until: at + .hours(1))
                try desk.apply(.clear(key: key), of: id, at: at)
                #expect(try desk.reply(key)?.leasedUntil == nil)
                #expect(try desk.interruptedReplies().isEmpty)
                try desk.apply(schedule(at), of: id, at: at)
                try desk.apply(.depart(key: key), of: id, at: at)
                try desk.apply(.finish(key: key, as: .unknown), of: id, at: at)
                try desk.apply(.clear(key: key), of: id, at: at)
                let cleared = try desk.reply(key)
                #expect(cleared?.state == .parked)
                #expect(cleared?.uncertain == false)
                #expect(cleared?.attempts == 1)
            }
        },
        Clause("what was never scheduled cannot leave, and a parked reply cannot") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            let id = try await store.write { try drafted($0) }
            await #expect(throws: StoreFailure.self) {
                try await store.write { try $0.apply(.depart(key: key), of: id, at: at) }
            }
            try await store.write { desk throws in
                try desk.apply(schedule(at), of: id, at: at)
                try desk.apply(.cancel(key: key), of: id, at: at)
            }
            await #expect(throws: StoreFailure.self) {
                try await store.write { try $0.apply(.depart(key: key), of: id, at: at) }
            }
            #expect(try await store.read { try $0.reply(key)?.state } == .parked)
        },
        Clause("a key belongs to one case") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            let other = try await store.write { desk throws in
                try desk.apply(schedule(at), of: try drafted(desk), at: at)
                let mention = Mention.said(id: "2")
                return try desk.happen(
                    .draftWritten(draft: .written(mark: "9xq3", to: mention, key: key)),
                    to: try desk.open(mention)
                ).id
            }
            await #expect(throws: StoreFailure.self) {
                try await store.write { try $0.apply(schedule(at), of: other, at: at) }
            }
        },
    ]

    private static let key: DeliveryID = "reply-1"

    private static func schedule(_ due: Instant) -> ReplyChange {
        .schedule(key: key, revision: 1, due: due)
    }

    private static func drafted(_ desk: any CaseWriting) throws -> CaseID {
        try desk.happen(.draftWritten(draft: .written()), to: try desk.open(.said())).id
    }
}
