package import CaseStore
package import Casework
import Testing

extension StoreContract {
    static let cases: [Clause] = [
        Clause("a case comes back as it was recorded, from a store opened anew") { bench in
            let told = try await bench.open().write { desk in try wholeLife(of: desk) }
            let kept = try await bench.open().read { try $0.matter(told.id) }
            #expect(kept == told)
        },
        Clause("customers' text comes back to the last character") { bench in
            let text = "a\u{0}b\u{1A}c\r\n\u{202E}d\u{3}04e 👩‍👩‍👧 '; DROP TABLE cases; --"
            var mention = Mention.said(text, id: "\u{0}")
            mention.attachments = [Attachment(type: "image", url: "u\u{0}", alt: "\u{1A}0")]
            mention.author = Author(
                handle: "@\u{0}", name: "\u{1A}\u{1A}", followers: 7, vip: true)
            mention.visibility = .direct
            let hostile = mention
            let store = try await bench.open()
            let id = try await store.write { try $0.open(hostile).id }
            let kept = try await store.read { try $0.matter(id) }
            #expect(kept?.mentions == [hostile])
            #expect(kept?.mentions.first.map { Array($0.text.utf8) } == Array(text.utf8))
            #expect(try await store.read { try $0.caseHolding(hostile.key) } == id)
        },
        Clause("numbers rise by one; what is taken back uses none up") { bench in
            let store = try await bench.open()
            let numbers = try await store.write { desk throws in
                let first = try desk.open(.said(id: "1")).id
                try? desk.savepoint {
                    try desk.open(.said(id: "2"))
                    throw Stop()
                }
                return [first, try desk.open(.said(id: "3")).id, try desk.nextCaseNumber()]
            }
            #expect(numbers == [CaseID(1), CaseID(2), CaseID(3)])
        },
        Clause("a case nobody opened is nothing") { bench in
            let store = try await bench.open()
            #expect(try await store.read { try $0.matter(CaseID(1)) } == nil)
            #expect(try await store.read { try $0.cases(CaseQuery()) } == [])
            #expect(try await store.read { try $0.lastEvent() } == 0)
        },
        Clause("a write that throws leaves nothing behind") { bench in
            let store = try await bench.open()
            await #expect(throws: Stop.self) {
                try await store.write { desk throws in
                    _ = try desk.remember("signal", at: .halfPastTen)
                    try desk.open(.said())
                    throw Stop()
                }
            }
            #expect(try await store.read { try $0.lastEvent() } == 0)
            #expect(try await store.read { try $0.cases(CaseQuery()) } == [])
            #expect(try await store.write { try $0.remember("signal", at: .halfPastTen) })
        },
        Clause("a signal is new once") { bench in
            let store = try await bench.open()
            let answers = try await store.write { desk throws in
                [
                    try desk.remember("crm/1", at: .halfPastTen),
                    try desk.remember("crm/1", at: .halfPastTen + .days(1)),
                    try desk.remember("crm/2", at: .halfPastTen),
                ]
            }
            #expect(answers == [true, false, true])
            #expect(
                try await bench.open().write { try $0.remember("crm/2", at: .halfPastTen) } == false
            )
        },
        Clause("a savepoint that throws takes back its own and nothing else") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                try desk.open(.said(id: "kept"))
                try? desk.savepoint {
                    try desk.open(.said(id: "lost"))
                    try desk.savepoint { _ = try desk.open(.said(id: "lost too")) }
                    throw Stop()
                }
                try desk.savepoint { _ = try desk.open(.said(id: "kept too")) }
            }
            let held = try await store.read { desk throws in
                try ["kept", "lost", "lost too", "kept too"].map {
                    try desk.caseHolding(MentionKey(source: "crm", id: $0))
                }
            }
            #expect(held == [CaseID(1), nil, nil, CaseID(2)])
            #expect(try await store.verifyAudit().broken == nil)
            #expect(try await store.verifyReplay().holds)
        },
        Clause("a change to a case that is not there is refused") { bench in
            let store = try await bench.open()
            await #expect(throws: StoreFailure.self) {
                try await store.write { desk throws in
                    let ghost = Case(
                        id: CaseID(9), queue: "care", priority: .p3, points: 0, reasons: [],
                        customer: Author(handle: "@x"), conversation: nil,
                        openedAt: .halfPastTen, mentions: [])
                    try desk.happen(.claimed(holder: "dana"), to: ghost)
                }
            }
        },
    ]

    /// What a test throws to see it taken back.
    struct Stop: Error {}

    /// A case to which everything has happened that a case's row can show.
    package static func wholeLife(of desk: any CaseWriting) throws -> Case {
        let at = Instant.halfPastTen
        let mention = Mention.said(in: "c-77")
        var matter = try desk.open(mention, due: at + .minutes(30))
        matter = try desk.happen(
            .claimed(holder: "dana"), .tagged(tag: "outage"), .linked(reference: "tel 7"),
            to: matter, by: "dana", via: "office")
        matter = try desk.happen(.draftWritten(draft: .written(to: mention)), to: matter)
        matter = try desk.happen(
            .joined(mention: .said("It's back!", id: "1139", in: "c-77"), thanks: true),
            .draftHeld(
                revision: 1, mark: "k7f2",
                cause: .customerWrote(MentionKey(source: "crm", id: "1139"))), to: matter)
        matter = try desk.happen(
            .draftApproved(revision: 1, mark: "k7f2", approver: "sam"), to: matter, by: "sam",
            at: at + .minutes(4))
        matter = try desk.happen(.replyDeparted(revision: 1, mark: "k7f2"), to: matter)
        matter = try desk.happen(
            .replySent(revision: 1, mark: "k7f2", reference: "r-1"), to: matter,
            at: at + .minutes(5))
        matter = try desk.happen(
            .escalated(to: "lee", reason: "engineering"), .offered(to: "bo", from: "dana"),
            .expertAsked(question: .asked(1, about: mention, at: at)),
            .expertAsked(question: .asked(2, about: mention, at: at + .minutes(5))),
            .expertAnswered(expert: "eve", text: "yes", questions: [1]),
            .mentionEdited(key: mention.key, text: "Fourth day", editedAt: at + .minutes(6)),
            .reprioritised(
                priority: .p1, points: 70,
                reasons: [PointReason(points: 70, because: "VIP")]),
            .snoozed(until: at + .hours(2)), to: matter, by: "dana")
        matter = try desk.happen(
            .mentionDeleted(key: mention.key, deletedAt: at + .hours(1)), to: matter)
        return try desk.happen(
            .draftWritten(
                draft: .written("More", revision: 2, mark: "9xq3", to: mention, key: "reply-2")),
            to: matter, by: "dana")
    }
}
