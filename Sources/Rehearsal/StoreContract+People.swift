import CaseStore
import Casework
import Testing

extension StoreContract {
    static let people: [Clause] = [
        Clause("a customer is known by the newest of their cases that was answered") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                var first = try desk.open(.said())
                first = try desk.happen(.draftWritten(draft: .written()), to: first)
                first = try desk.happen(
                    .draftApproved(revision: 1, mark: "k7f2", approver: "sam"), to: first,
                    by: "sam", at: at + .minutes(2))
                first = try desk.happen(
                    .replyDeparted(revision: 1, mark: "k7f2"),
                    .replySent(revision: 1, mark: "k7f2", reference: "p-1"),
                    .resolved(outcome: "refund"), to: first)
                let other = try desk.open(.said(id: "2", by: "@zed"))
                let second = try desk.open(.said(id: "3"))
                let handle = first.customer.handle
                #expect(try desk.acquaintance(with: handle, of: "crm", before: first.id) == nil)
                #expect(
                    try desk.acquaintance(with: handle, of: "other", before: CaseID(99)) == nil)
                #expect(
                    try desk.acquaintance(with: "@nobody", of: "crm", before: CaseID(99)) == nil)
                #expect(
                    try desk.acquaintance(with: "@zed", of: "crm", before: CaseID(99))
                        == Acquaintance(cases: 1, latest: other.id, reply: nil))
                let reply = Acquaintance.Reply(
                    by: "dana", at: at + .minutes(2), matter: first.id, outcome: "refund")
                #expect(
                    try desk.acquaintance(with: handle, of: "crm", before: second.id)
                        == Acquaintance(cases: 1, latest: first.id, reply: reply))
                #expect(
                    try desk.acquaintance(with: handle, of: "crm", before: CaseID(99))
                        == Acquaintance(cases: 2, latest: second.id, reply: reply))
            }
        },
        Clause("of an old acquaintance only the newest cases are looked at") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                let cases = try (1...(Acquaintance.countMax + 5)).map {
                    try desk.open(.said(id: "\($0)"))
                }
                let known = try desk.acquaintance(
                    with: cases[0].customer.handle, of: "crm", before: CaseID(999))
                #expect(known?.cases == Acquaintance.countMax)
            }
        },
        Clause("what a customer was sent in another case is known by its very words") { bench in
            try await bench.open().write { desk throws in
                var first = try desk.open(.said())
                first = try desk.happen(.draftWritten(draft: .written()), to: first)
                let text = first.drafts[0].text
                let handle = first.customer.handle
                let second = try desk.open(.said(id: "2"))
                #expect(try desk.echo(of: text, to: handle, of: "crm", besides: second.id) == nil)
                try desk.happen(
                    .draftApproved(revision: 1, mark: "k7f2", approver: "sam"),
                    .replyDeparted(revision: 1, mark: "k7f2"),
                    .replySent(revision: 1, mark: "k7f2", reference: nil), to: first)
                #expect(
                    try desk.echo(of: text, to: handle, of: "crm", besides: second.id)
                        == Echo(text: text, matter: first.id))
                #expect(try desk.echo(of: text, to: handle, of: "crm", besides: first.id) == nil)
                #expect(
                    try desk.echo(of: text + "!", to: handle, of: "crm", besides: second.id)
                        == nil)
                #expect(
                    try desk.echo(of: text, to: handle, of: "other", besides: second.id) == nil)
                #expect(
                    try desk.echo(of: text, to: "@zed", of: "crm", besides: second.id) == nil)
            }
        },
        Clause("who is away is kept, once each, until they are back") { bench in
            let at = Instant.halfPastTen
            let dana = Leave(person: "dana", since: at, until: at + .hours(2))
            let bo = Leave(person: "bo", since: at, until: nil)
            try await bench.open().write { desk throws in
                #expect(try desk.leaves() == [])
                try desk.setLeave(Leave(person: "dana", since: at - .days(1), until: nil))
                try desk.setLeave(dana)
                try desk.setLeave(bo)
            }
            let store = try await bench.open()
            #expect(try await store.read { try $0.leaves() } == [bo, dana])
            try await store.write { desk throws in
                try desk.endLeave(of: "bo")
                try desk.endLeave(of: "nobody")
                #expect(try desk.leaves() == [dana])
            }
        },
    ]
}
