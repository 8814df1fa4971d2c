import CaseStore
import Casework
import Testing

extension StoreContract {
    static let pages: [Clause] = [
        Clause("a page is due at once, and nobody's twice while it is being sent") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                try desk.add(page("p1", at: at), token: "secret", tokenHash: "hash")
                #expect(try desk.nextPageDue() == at)
                let row = try #require(
                    try desk.leasePages(now: at, until: at + .minutes(1), limit: 9).first)
                #expect(row.page == page("p1", at: at))
                #expect(row.attempts == 1)
                #expect(row.token == "secret")
                #expect(try desk.leasePages(now: at, until: at, limit: 9).isEmpty)
                #expect(try desk.nextPageDue() == nil)
                try desk.settle(PageEnd(key: "p1", at: at, end: .again(due: at + .seconds(5))))
                #expect(try desk.nextPageDue() == at + .seconds(5))
                #expect(try desk.leasePages(now: at, until: at, limit: 9).isEmpty)
                let again = try desk.leasePages(now: at + .seconds(5), until: at, limit: 9)
                #expect(again.map(\.attempts) == [2])
            }
        },
        Clause("what was being sent when the process died is due at the next start") { bench in
            let at = Instant.halfPastTen
            try await bench.open().write { desk throws in
                try desk.add(page("p1", at: at), token: nil, tokenHash: nil)
                _ = try desk.leasePages(now: at, until: at + .hours(1), limit: 9)
            }
            try await bench.open().write { desk throws in
                try desk.recoverPages(now: at + .minutes(1))
                #expect(
                    try desk.leasePages(now: at + .minutes(1), until: at + .hours(1), limit: 9)
                        .map(\.attempts) == [2])
            }
        },
        Clause("what has left or failed is over, and its secret is gone but for its hash") {
            bench in
            let at = Instant.halfPastTen
            let store = try await bench.open()
            try await store.write { desk throws in
                try desk.add(page("p1", at: at), token: "one", tokenHash: "h1")
                try desk.add(page("p2", at: at), token: "two", tokenHash: "h2")
                _ = try desk.leasePages(now: at, until: at, limit: 9)
                try desk.settle(PageEnd(key: "p1", at: at, end: .sent(reference: "<1@x>")))
                try desk.settle(PageEnd(key: "p2", at: at, end: .failed(reason: "550")))
                #expect(try desk.leasePages(now: at + .hours(1), until: at, limit: 9).isEmpty)
                #expect(try desk.linkedPage(tokenHash: "h1")?.page.key == "p1")
                #expect(try desk.linkedPage(tokenHash: "one") == nil)
                try desk.usePage(tokenHash: "h1", at: at + .minutes(1))
                try desk.usePage(tokenHash: "h1", at: at + .minutes(9))
                #expect(try desk.linkedPage(tokenHash: "h1")?.usedAt == at + .minutes(1))
            }
        },
        Clause("when a chain began last is known until it is forgotten") { bench in
            let at = Instant.halfPastTen
            try await bench.open().write { desk throws in
                #expect(try desk.lastPage(of: "night", until: at + .hours(1)) == nil)
                try desk.add(page("p1", .direct, at: at), token: nil, tokenHash: nil)
                try desk.add(page("p2", at: at + .minutes(1)), token: nil, tokenHash: nil)
                var later = page("p3", .direct, at: at + .minutes(5))
                later.isFirst = false
                try desk.add(later, token: nil, tokenHash: nil)
                #expect(try desk.lastPage(of: "night", until: at + .hours(1)) == at + .minutes(1))
                // A clock that was set back has been at neither, or at the first alone.
                #expect(try desk.lastPage(of: "night", until: at + .seconds(59)) == at)
                #expect(try desk.lastPage(of: "night", until: at - .seconds(1)) == nil)
                #expect(try desk.leasePages(now: at + .hours(1), until: at, limit: 9).count == 1)
                try desk.prunePages(before: at + .hours(1))
                // What waits is not forgotten, however old it is.
                #expect(try desk.lastPage(of: "night", until: at + .hours(1)) == at + .minutes(1))
                try desk.settle(PageEnd(key: "p2", at: at, end: .failed(reason: "550")))
                try desk.prunePages(before: at + .hours(1))
                #expect(try desk.lastPage(of: "night", until: at + .hours(1)) == nil)
            }
        },
        Clause("cases that have a run through a chain are found, and the audit knows it") { bench in
            let store = try await bench.open()
            let matter = try await store.write { desk throws in
                try desk.open(.said(id: "1"))
                var matter = try desk.open(.said(id: "2"))
                let step = PagedStep(
                    chain: "night", step: 1, time: 1, round: 1, people: ["olu"], rooms: [],
                    isFirst: true, next: nil)
                matter = try desk.happen(.paged(step), to: matter)
                #expect(try desk.pagedRuns(limit: 9).map(\.id) == [matter.id])
                #expect(try desk.pagedRuns(limit: 9).first?.paging == matter.paging)
                return matter
            }
            #expect(try await store.read { try $0.matter(matter.id) } == matter)
            #expect(try await store.verifyReplay().holds)
            try await store.write { desk throws in
                try desk.happen(.noise(), to: matter)
                #expect(try desk.pagedRuns(limit: 9).isEmpty)
            }
        },
    ]

    private static func page(
        _ key: DeliveryID, _ channel: PageChannel = .email, at: Instant
    ) -> Page {
        Page(
            key: key, person: "olu", channel: channel,
            cases: [
                PagedCase(
                    id: CaseID(1), priority: .p1, queue: "care", openedAt: at,
                    firstResponseDueAt: at + .minutes(30))
            ], chain: "night", step: 1, isTest: false, createdAt: at)
    }
}
