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
        Clause("questions wait until they are answered or their case ends, also in another") {
            bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                func open(_ expert: PersonID) throws -> [String] {
                    try desk.openQuestions(of: expert, limit: 10).map {
                        "\($0.id) \($0.question.number) \($0.question.text)"
                    }
                }
                var first = try desk.open(.said(id: "1"))
                var second = try desk.open(.said(id: "2"))
                second = try desk.happen(
                    .expertAsked(question: .asked(1, "old?", at: at - .hours(1))), to: second)
                first = try desk.happen(
                    .expertAsked(question: .asked(1, "a?")),
                    .expertAsked(question: .asked(2, "b?")),
                    .expertAsked(question: .asked(3, "c?", of: "max")), to: first)
                #expect(try open("eve") == ["#2 1 old?", "#1 1 a?", "#1 2 b?"])
                #expect(try desk.openQuestions(of: "eve", limit: 1).map(\.id) == [second.id])
                #expect(try open("nobody") == [])
                first = try desk.happen(
                    .expertAnswered(expert: "eve", text: "yes", questions: [1]), to: first)
                #expect(try open("eve") == ["#2 1 old?", "#1 2 b?"])
                #expect(try desk.matter(first.id) == first)
                try desk.happen(.merged(into: second.id), to: first)
                second = try desk.happen(
                    .absorbed(
                        from: first.id, mentions: first.mentions, questions: first.questions),
                    to: second)
                #expect(try open("eve") == ["#2 1 old?", "#2 3 b?"])
                second = try desk.happen(.resolved(outcome: nil), to: second)
                #expect(try open("eve") == [])
                #expect(try open("max") == [])
            }
            #expect(try await store.verifyReplay().holds)
            let kept = try await bench.open().read { try $0.matter(CaseID(2)) }
            #expect(kept?.questions.map(\.number) == [1, 2, 3, 4])
            #expect(kept?.questions.filter { $0.lapsedAt != nil }.map(\.number) == [1, 3, 4])
        },
        Clause("whoever holds a case is known, each once") { bench in
            let store = try await bench.open()
            let people = ["dana", "bo", "dana"] as [PersonID]
            let first = try await store.write { desk throws in
                try people.enumerated().map { number, person in
                    try desk.happen(
                        .claimed(holder: person), to: try desk.open(.said(id: "\(number)")))
                }[1]
            }
            #expect(try await store.read { try $0.holders() } == ["bo", "dana"])
            try await store.write { desk throws in
                _ = try desk.happen(.released(holder: "bo"), to: first)
            }
            #expect(try await store.read { try $0.holders() } == ["dana"])
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
        Clause("acts on the rota, shifts and openings that were told are kept") { bench in
            let told = ToldShift(
                rotation: "care", layer: "first", was: ["lee"], people: ["sam", "bo"],
                untold: ["bo"], since: .halfPastTen)
            try await bench.open().write { desk throws in
                #expect(try desk.rotaActs() == [])
                for number in 1...3 { try desk.change(.override(number)) }
                try desk.endAct(2)
                try desk.setToldShift(
                    ToldShift(
                        rotation: "care", layer: "first", people: ["lee"], since: .halfPastTen))
                try desk.setToldShift(told)
                try desk.setToldShift(
                    ToldShift(rotation: "care", layer: "x", people: [], since: .halfPastTen))
                try desk.forgetToldShift(of: "care", layer: "x")
                let first = try desk.open(.said(id: "1"))
                let second = try desk.open(.said(id: "2"))
                try desk.carry([first.id, second.id], in: "care")
                try desk.carry([first.id], in: "shop")
                try desk.carry([second.id], in: "care")
                try desk.setToldOpening(ToldOpening(queue: "care", openedAt: .halfPastTen))
                try desk.setToldOpening(
                    ToldOpening(queue: "care", openedAt: .halfPastTen + .days(1)))
            }
            let store = try await bench.open()
            try await store.read { desk throws in
                #expect(try desk.rotaActs() == [.override(1), .override(3)])
                #expect(try desk.toldShifts() == [told])
                #expect(try desk.carriedCases(of: "care") == [CaseID(2)])
                #expect(try desk.carriedCases(of: "shop") == [CaseID(1)])
                #expect(
                    try desk.toldOpenings()
                        == [ToldOpening(queue: "care", openedAt: .halfPastTen + .days(1))])
            }
            #expect(try await store.verifyReplay().holds)
        },
        Clause("plans that are on are kept in the order in which they were switched on") { bench in
            let at = Instant.halfPastTen
            let quiet = RunningPlan(name: "quiet", by: "sam", since: at, until: at + .hours(2))
            let outage = RunningPlan(
                name: "outage", by: "lee", since: at + .minutes(1), until: at + .hours(1))
            let longer = RunningPlan(
                name: "quiet", by: "lee", since: at, until: at + .hours(5))
            try await bench.open().write { desk throws in
                #expect(try desk.plans() == [])
                for plan in [quiet, outage, longer] { try desk.start(plan) }
                #expect(try desk.plans() == [longer, outage])
                let storm = RunningPlan(name: "storm", by: "lee", since: at, until: at)
                try desk.start(storm)
                try desk.end(storm)
                try desk.endPlan("nobody's")
            }
            let store = try await bench.open()
            #expect(try await store.read { try $0.plans() } == [longer, outage])
            #expect(try await store.verifyReplay().holds)
            try await store.write { try $0.endPlan("quiet") }
            #expect(try await !store.verifyReplay().plansHold)
        },
        Clause("what happened in a time is told by case, without what time itself does") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let first = try desk.open(.said(id: "1"))
                let second = try desk.open(.said(id: "2"))
                try desk.happen(.noted(text: "x"), to: first, at: at + .hours(2))
                try desk.happen(
                    .levelBreached(response: .first, due: at), to: second, at: at + .hours(2))
            }
            try await store.read { desk throws in
                let night = try desk.happenings(
                    from: at + .hours(1), to: at + .hours(3), telling: ["case.noted"])
                #expect(night.touched == [CaseID(1)])
                #expect(night.events.map(\.fact) == [.noted(text: "x")])
                let all = try desk.happenings(from: at, to: at + .hours(3), telling: [])
                #expect(all.touched == [CaseID(1), CaseID(2)])
                #expect(all.events == [])
                let before = try desk.happenings(
                    from: at - .days(2), to: at, telling: ["case.opened"])
                #expect(before.touched == [])
            }
        },
        Clause("a VIP is found by handle and source, the source's own entry first") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                try desk.list("mara", nil)
                try desk.list("mara", "crm", until: .halfPastTen + .hours(1))
                try desk.list("zed", "shop", until: .halfPastTen + .minutes(1))
            }
            try await store.write { desk throws in
                #expect(try desk.vip("mara", at: "crm")?.source == "crm")
                #expect(try desk.vip("mara", at: "shop")?.source == nil)
                #expect(try desk.vip("zed", at: "crm") == nil)
                #expect(try desk.vips().map(\.handle) == ["mara", "mara", "zed"])
                #expect(try desk.nextTimerDue() == .halfPastTen + .minutes(1))
                #expect(
                    try desk.overdueVIPs(now: .halfPastTen + .minutes(2), limit: 9)
                        .map(\.handle) == ["zed"])
                try desk.unlist("mara", "crm")
                #expect(try desk.vip("mara", at: "crm")?.source == nil)
            }
            #expect(try await store.verifyReplay().vipsHold)
        },
        Clause("a customer's open cases are found, however their handle is spelt") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                let first = try desk.open(.said(id: "1", by: "@Mara"))
                let second = try desk.open(.said(id: "2", by: "mara"))
                try desk.open(.said(id: "3", by: "@zed"))
                try desk.happen(.resolved(outcome: nil), to: second)
                #expect(try desk.openCases(of: "mara", at: nil) == [first.id])
                #expect(try desk.openCases(of: "mara", at: "crm") == [first.id])
                #expect(try desk.openCases(of: "mara", at: "shop") == [])
            }
        },
    ]
}
