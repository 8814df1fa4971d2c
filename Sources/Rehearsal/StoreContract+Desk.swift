import CaseStore
import Casework
import Testing

extension StoreContract {
    static let desk: [Clause] = [
        Clause("a case has one timer a purpose, due in order") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let first = try desk.open(.said(id: "1")).id
                let second = try desk.open(.said(id: "2")).id
                #expect(try desk.nextTimerDue() == nil)
                try desk.apply(.set(.snooze, at: at + .hours(3)), of: first)
                try desk.apply(.set(.snooze, at: at + .hours(1)), of: second)
                try desk.apply(.set(.snooze, at: at + .hours(2)), of: first)
                #expect(try desk.nextTimerDue() == at + .hours(1))
                #expect(try desk.dueTimers(now: at, limit: 5).isEmpty)
                #expect(
                    try desk.dueTimers(now: at + .hours(2), limit: 5) == [
                        DueTimer(id: second, purpose: .snooze, due: at + .hours(1)),
                        DueTimer(id: first, purpose: .snooze, due: at + .hours(2)),
                    ])
                #expect(try desk.dueTimers(now: at + .hours(2), limit: 1).count == 1)
                try desk.apply(.clear(.snooze), of: second)
                try desk.apply(.clear(.snooze), of: second)
                #expect(try desk.nextTimerDue() == at + .hours(2))
            }
        },
        Clause("a timer that is hastened goes off at the earlier of both moments") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let id = try desk.open(.said(id: "1")).id
                for (hours, due) in [(2, 2), (3, 2), (1, 1)] {
                    try desk.apply(.hasten(.page, at: at + .hours(Int64(hours))), of: id)
                    #expect(try desk.nextTimerDue() == at + .hours(Int64(due)))
                }
            }
        },
        Clause("all that is open is looked at again, spread out, and never later than before") {
            bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let ids = try (1...40).map { try desk.open(.said(id: "\($0)")).id }
                try desk.apply(.set(.priority, at: at + .seconds(1)), of: ids[0])
                try desk.apply(.set(.priority, at: at + .days(1)), of: ids[1])
                try desk.reassessOpenCases(from: at + .minutes(1), within: .minutes(15))
                let due = try desk.dueTimers(now: at + .minutes(16), limit: 100)
                #expect(Set(due.map(\.id)) == Set(ids))
                #expect(due.allSatisfy { $0.purpose == .priority })
                #expect(due[0].due == at + .seconds(1))
                #expect(Set(due.map(\.due)).count == 40)
            }
        },
        Clause("steps keep their distance when the clock is set, first pages are looked at") {
            bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let step = PagedStep(
                    chain: "night", step: 1, time: 1, round: 1, people: ["olu"], rooms: [],
                    isFirst: true, next: nil)
                let ids = try (1...6).map { try desk.open(.said(id: "\($0)")).id }
                let (waiting, running, ended, late) = (ids[0], ids[1], ids[2], ids[3])
                let (taken, followed) = (ids[4], ids[5])
                for id in [running, ended, taken, followed] {
                    try desk.happen(.paged(step), to: #require(try desk.matter(id)))
                }
                try desk.happen(
                    .pagingEnded(chain: "night"), to: #require(try desk.matter(ended)))
                for (id, how) in [(taken, PageAnswer.said), (followed, .taken)] {
                    try desk.happen(
                        .pageAcknowledged(by: "olu", how: how), to: #require(try desk.matter(id)))
                }
                for (id, lapse) in [
                    (waiting, Lapse.hours(4)), (running, .minutes(3)), (ended, .hours(5)),
                    (late, .hours(-3)), (taken, .minutes(30)), (followed, .hours(3)),
                ] {
                    try desk.apply(.set(.page, at: at + lapse), of: id)
                }
                try desk.apply(.set(.snooze, at: at + .hours(6)), of: running)
                func dues() throws -> [CaseID: Lapse] {
                    let timers = try desk.dueTimers(now: at + .hours(9), limit: 9)
                    #expect(timers.contains { $0.purpose == .snooze && $0.due == at + .hours(6) })
                    return Dictionary(
                        uniqueKeysWithValues: timers.filter { $0.purpose == .page }
                            .map { ($0.id, $0.due - at) })
                }
                try desk.clockWasSet(by: .hours(2), now: at + .hours(2))
                #expect(
                    try dues() == [
                        waiting: .hours(4), running: .hours(2) + .minutes(3), ended: .hours(5),
                        late: .hours(-3),
                        taken: .hours(2) + .minutes(30), followed: .hours(3),
                    ])
                try desk.clockWasSet(by: .hours(-2), now: at)
                #expect(
                    try dues() == [
                        waiting: .seconds(30), running: .minutes(3), ended: .seconds(30),
                        late: .hours(-3),
                        taken: .minutes(30), followed: .hours(1),
                    ])
            }
        },
        Clause("what the clock showed last is known until the next event") { bench in
            let at = Instant.halfPastTen
            try await bench.open().write { desk throws in
                #expect(try desk.clockSeen() == nil)
                let matter = try desk.open(.said(id: "1"))
                let seen = try desk.clockSeen()
                #expect(seen != nil)
                try desk.clockWasSet(by: .hours(-5), now: at + .hours(-5))
                #expect(try desk.clockSeen() == at + .hours(-5))
                try desk.happen(.noted(text: "n"), to: matter)
                #expect(try desk.clockSeen() != at + .hours(-5))
            }
        },
        Clause("how far each room was heard is kept, the newest alone") { bench in
            let at = Instant.halfPastTen
            let alone = HeardRow(
                network: "office", room: nil, messageID: nil, saidAt: nil, heardAt: at)
            var care = HeardRow(
                network: "office", room: "#care", messageID: "m1", saidAt: at, heardAt: at)
            try await bench.open().write { [care] desk throws in
                #expect(try desk.heardMarks(on: "office") == [])
                try desk.keep([care, alone])
            }
            care.messageID = nil
            care.heardAt = at + .seconds(9)
            let store = try await bench.open()
            try await store.write { [care] desk throws in try desk.keep([care]) }
            #expect(try await store.read { try $0.heardMarks(on: "office") } == [alone, care])
            #expect(try await store.read { try $0.heardMarks(on: "other") } == [])
        },
        Clause("the brake holds a queue or the whole desk until it is released") { bench in
            let at = Instant.halfPastTen
            let whole = Brake(queue: nil, by: "sam", since: at, reason: "wrong figures")
            let care = Brake(queue: "care", by: "lee", since: at + .seconds(1), reason: "x")
            try await bench.open().write { desk throws in
                #expect(try desk.brakes() == [])
                try desk.setBrake(care)
                try desk.setBrake(whole)
            }
            let store = try await bench.open()
            #expect(try await store.read { try $0.brakes() } == [whole, care])
            try await store.write { desk throws in
                try desk.releaseBrake(of: nil)
                #expect(try desk.brakes() == [care])
                try desk.releaseBrake(of: "care")
                #expect(try desk.brakes() == [])
            }
        },
        Clause("a relay's cursor is kept") { bench in
            let cursor = RelayCursor(
                relay: "crm", sequence: 981, failures: 2,
                nextAttemptAt: .halfPastTen, isGone: true)
            try await bench.open().write { desk throws in
                #expect(try desk.cursor(of: "crm") == nil)
                try desk.setCursor(RelayCursor(relay: "crm", sequence: 1))
                try desk.setCursor(cursor)
            }
            #expect(try await bench.open().read { try $0.cursor(of: "crm") } == cursor)
        },
        Clause("a closed store says so") { bench in
            let store = try await bench.open()
            try await store.close()
            await #expect(throws: StoreFailure.closed) {
                try await store.read { try $0.lastEvent() }
            }
            await #expect(throws: StoreFailure.closed) {
                try await store.write { _ = try $0.open(.said()) }
            }
        },
        Clause("a write that has begun ends, whoever stops waiting for it") { bench in
            let store = try await bench.open()
            let outcome = await withTaskGroup(of: Result<CaseID, any Error>.self) { group in
                group.addTask {
                    do {
                        return .success(try await store.write { try $0.open(.said()).id })
                    } catch {
                        return .failure(error)
                    }
                }
                group.cancelAll()
                return await group.next()
            }
            let id = try #require(try outcome?.get())
            #expect(try await store.read { try $0.caseHolding(Mention.said().key) } == id)
        },
        Clause("readers go on while somebody writes, each on one snapshot") { bench in
            let store = try await bench.open()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 1...60 {
                        try await store.write { desk throws in
                            try desk.open(.said(id: "a\(number)"))
                            try desk.open(.said(id: "b\(number)"))
                        }
                    }
                }
                for _ in 1...3 {
                    group.addTask {
                        for _ in 1...60 {
                            let (events, cases) = try await store.read { desk throws in
                                (
                                    try desk.lastEvent(),
                                    try desk.caseCounts().reduce(0) { $0 + $1.count }
                                )
                            }
                            #expect(Int64(cases) == events)
                            #expect(cases.isMultiple(of: 2))
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await store.verifyReplay().holds)
        },
    ]
}
