import CaseStore
import Casework
import Testing

extension StoreContract {
    static let drafts: [Clause] = [
        Clause("a case has one live draft") { bench in
            let store = try await bench.open()
            await #expect(throws: StoreFailure.self) {
                try await store.write { desk throws in
                    var matter = try desk.open(.said())
                    matter = try desk.happen(.draftWritten(draft: .written()), to: matter)
                    try desk.happen(
                        .draftWritten(
                            draft: .written(revision: 2, mark: "9xq3", key: "reply-2")),
                        to: matter)
                }
            }
            #expect(try await store.read { try $0.lastEvent() } == 0)
        },
        Clause("an edit takes the place of the draft before it in one step") { bench in
            let store = try await bench.open()
            let matter = try await store.write { desk throws in
                var matter = try desk.open(.said())
                matter = try desk.happen(.draftWritten(draft: .written()), to: matter)
                return try desk.happen(
                    .draftVoided(revision: 1, mark: "k7f2", because: "edited"),
                    .draftWritten(draft: .written(revision: 2, mark: "9xq3", key: "reply-2")),
                    to: matter)
            }
            #expect(try await store.read { try $0.matter(matter.id) } == matter)
            #expect(matter.liveDraft?.mark == "9xq3")
        },
        Clause("a draft remembers what it was made from, and that never changes") { bench in
            let store = try await bench.open()
            var used = Draft.written()
            used.canned = CannedUse(name: "outage", .edited)
            let draft = used
            let matter = try await store.write { desk throws in
                try desk.happen(.draftWritten(draft: draft), to: try desk.open(.said()))
            }
            let kept = try await store.read { try $0.matter(matter.id) }
            #expect(kept?.liveDraft?.canned == CannedUse(name: "outage", .edited))
            var other = matter
            other.drafts[0].canned = CannedUse(name: "outage")
            let changed = other
            await #expect(throws: StoreFailure.self) {
                try await store.write { desk throws in
                    try desk.record(
                        [.noted(text: "x")], matter: changed, before: matter, by: nil, via: nil,
                        at: .halfPastTen)
                }
            }
        },
        Clause("what goes with a draft, follows it, and whose card it is on is kept for ever") {
            bench in
            let store = try await bench.open()
            var written = Draft.written()
            written.attachments = [
                Attachment(type: "image", url: "https://status.example/map.png", alt: "map\u{0}")
            ]
            written.listedOn = "9xq3"
            written.thread = ThreadPart(
                number: 2, of: 3, rest: ["“Bye” (3/3)\u{0}"], after: "aa22", words: "Hi Bye",
                destination: "crm")
            let draft = written
            let matter = try await store.write { desk throws in
                try desk.happen(.draftWritten(draft: draft), to: try desk.open(.said()))
            }
            let kept = try await store.read { try $0.matter(matter.id) }
            #expect(kept?.liveDraft?.attachments == draft.attachments)
            #expect(kept?.liveDraft?.listedOn == "9xq3")
            #expect(kept?.liveDraft?.thread == draft.thread)
            var bare = matter
            bare.drafts[0].attachments = []
            var moved = matter
            moved.drafts[0].listedOn = nil
            var short = matter
            short.drafts[0].thread?.rest = []
            for changed in [bare, moved, short] {
                await #expect(throws: StoreFailure.self) {
                    try await store.write { desk throws in
                        try desk.record(
                            [.noted(text: "x")], matter: changed, before: matter, by: nil,
                            via: nil, at: .halfPastTen)
                    }
                }
            }
        },
        Clause("drafts that say the same find each other while they wait") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                let first = try desk.openCanned("1", "aa22")
                let text = first.drafts[0].text
                let queue = first.queue
                #expect(
                    try desk.twin(text, "outage", queue) == Twin(draft: first.drafts[0], listed: 0))
                _ = try desk.openCanned("4", "aa25", isFlagged: true)
                let second = try desk.openCanned("2", "aa23", on: "aa22")
                let third = try desk.openCanned("3", "aa24", on: "aa22")
                #expect(
                    try desk.twin(text, "outage", queue) == Twin(draft: first.drafts[0], listed: 2))
                #expect(try desk.twin(text + ".", "outage", queue) == nil)
                #expect(try desk.twin(text, "hello", queue) == nil)
                #expect(try desk.twin(text, "outage", "elsewhere") == nil)
                #expect(try desk.twin(text, "outage", queue, seen: .direct) == nil)
                #expect(try desk.twin(text, "outage", queue, besides: first.id) == nil)
                #expect(try desk.listedDrafts(on: "aa22").map(\.id) == [second.id, third.id])
                #expect(try desk.listedDrafts(on: "aa22").map(\.draft.mark) == ["aa23", "aa24"])
                #expect(try desk.listedDrafts(on: "aa23").isEmpty)
                for (matter, mark) in [(first, "aa22"), (second, "aa23")] as [(Case, Mark)] {
                    try desk.happen(
                        .draftVoided(revision: 1, mark: mark, because: "dropped"), to: matter)
                }
                #expect(try desk.twin(text, "outage", queue) == nil)
                #expect(try desk.listedDrafts(on: "aa22").map(\.id) == [third.id])
            }
        },
        Clause("a draft that was called back remembers when") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen + .seconds(5)
            let matter = try await store.write { desk throws in
                var matter = try desk.open(.said())
                matter = try desk.happen(.draftWritten(draft: .written()), to: matter)
                matter = try desk.happen(
                    .draftApproved(revision: 1, mark: "k7f2", approver: "sam"), to: matter)
                return try desk.happen(.draftUndone(revision: 1, mark: "k7f2"), to: matter, at: at)
            }
            let kept = try await store.read { try $0.matter(matter.id) }
            #expect(kept == matter)
            #expect(kept?.liveDraft?.heldAt == at)
            #expect(kept?.liveDraft?.hold == nil)
        },
        Clause("no two live drafts share a mark; a dead one may have had it") { bench in
            let store = try await bench.open()
            let other = Mention.said(id: "2")
            let (first, second) = try await store.write { desk throws in
                let first = try desk.happen(
                    .draftWritten(draft: .written()), to: try desk.open(.said()))
                return (first, try desk.open(other))
            }
            let same = Draft.written(to: other, key: "reply-2")
            await #expect(throws: StoreFailure.self) {
                try await store.write { desk throws in
                    try desk.happen(.draftWritten(draft: same), to: second)
                }
            }
            try await store.write { desk throws in
                try desk.happen(
                    .draftVoided(revision: 1, mark: "k7f2", because: "dropped"), to: first)
                #expect(try desk.caseDrafted("k7f2") == first.id)
                try desk.happen(.draftWritten(draft: same), to: second)
            }
            #expect(try await store.read { try $0.caseDrafted("k7f2") } == second.id)
            #expect(try await store.read { try $0.caseDrafted("zzzz") } == nil)
        },
        Clause("whoever wrote a draft cannot be its approver") { bench in
            let store = try await bench.open()
            let matter = try await store.write { desk throws in
                try desk.happen(
                    .draftWritten(draft: .written(by: "dana")), to: try desk.open(.said()))
            }
            await #expect(throws: StoreFailure.self) {
                try await store.write { desk throws in
                    try desk.happen(
                        .draftApproved(revision: 1, mark: "k7f2", approver: "dana"), to: matter)
                }
            }
            #expect(try await store.read { try $0.matter(matter.id) } == matter)
        },
        Clause("what a draft says never changes") { bench in
            let store = try await bench.open()
            let matter = try await store.write { desk throws in
                try desk.happen(.draftWritten(draft: .written()), to: try desk.open(.said()))
            }
            await #expect(throws: StoreFailure.self) {
                try await store.write { desk throws in
                    var other = matter
                    other.drafts[0].text = "something else"
                    try desk.record(
                        [.noted(text: "")], matter: other, before: matter, by: nil, via: nil,
                        at: .halfPastTen)
                }
            }
            #expect(try await store.read { try $0.matter(matter.id) } == matter)
        },
        Clause("drafts that wait are listed oldest first, by queue") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                for (number, queue) in ["care", "billing", "care"].enumerated() {
                    let mention = Mention.said(id: "\(number)")
                    let mark = Mark("k7f\(number + 2)")
                    let matter = try desk.happen(
                        .draftWritten(
                            draft: .written(
                                mark: mark, to: mention, key: DeliveryID("reply-\(number)"),
                                at: .halfPastTen + .seconds(Int64(-number)))),
                        to: try desk.open(mention, queue: QueueName(queue)))
                    if number == 2 {
                        try desk.happen(
                            .draftHeld(
                                revision: 1, mark: mark, cause: .customerEdited(mention.key)),
                            to: matter)
                    }
                }
                let approved = Mention.said(id: "approved")
                try desk.happen(
                    .draftWritten(
                        draft: .written(mark: "zzz2", to: approved, key: "reply-9")),
                    .draftApproved(revision: 1, mark: "zzz2", approver: "sam"),
                    to: try desk.open(approved))
            }
            try await store.read { desk throws in
                let all = try desk.waitingDrafts(in: nil, limit: 10)
                #expect(all.map(\.id.number) == [3, 2, 1])
                #expect(all.map(\.draft.state) == [.held, .waiting, .waiting])
                #expect(all.map(\.row.mark) == ["k7f4", "k7f3", "k7f2"])
                let care = try desk.waitingDrafts(in: "care", limit: 10)
                #expect(care.map(\.id.number) == [3, 1])
                #expect(try desk.waitingDrafts(in: nil, limit: 1).map(\.id.number) == [3])
                #expect(try desk.strandedDrafts(limit: 10).isEmpty)
                #expect(try desk.casesWithLiveDraft().map(\.number) == [1, 2, 3, 4])
            }
            try await store.write { desk throws in
                for (number, mark): (Int64, Mark) in [(3, "k7f4"), (1, "k7f2"), (2, "k7f3")] {
                    let fact: Fact =
                        switch number {
                        case 3: .replyUnknown(revision: 1, mark: mark, reason: "timeout")
                        case 1: .replyFailed(revision: 1, mark: mark, reason: "gone")
                        default: .draftVoided(revision: 1, mark: mark, because: "dropped")
                        }
                    if let matter = try desk.matter(CaseID(number)) {
                        try desk.happen(fact, to: matter)
                    }
                }
            }
            try await store.read { desk throws in
                let stranded = try desk.strandedDrafts(limit: 10)
                #expect(stranded.map(\.id.number) == [3, 1])
                #expect(stranded.map(\.draft.state) == [.unknown, .failed])
                #expect(try desk.strandedDrafts(limit: 1).map(\.id.number) == [3])
                #expect(try desk.casesWithLiveDraft().map(\.number) == [1, 3, 4])
            }
        },
    ]
}

extension CaseWriting {
    /// A case whose draft was made from a canned text and waits.
    fileprivate func openCanned(
        _ id: String, _ mark: Mark, on card: Mark? = nil, isFlagged: Bool = false
    ) throws -> Case {
        let mention = Mention.said(id: id)
        var draft = Draft.written(mark: mark, to: mention, key: DeliveryID("reply-\(id)"))
        draft.canned = CannedUse(name: "outage")
        draft.approvalReasons = isFlagged ? ["VIP"] : [Policy.everyReply]
        draft.listedOn = card
        return try happen(.draftWritten(draft: draft), to: try open(mention))
    }

    fileprivate func twin(
        _ text: String, _ name: String, _ queue: QueueName, seen: Visibility = .public,
        besides id: CaseID = CaseID(99)
    ) throws -> Twin? {
        var mention = Mention.said(id: "9")
        mention.visibility = seen
        return try twin(saying: text, of: name, like: mention, in: queue, besides: id)
    }
}
