import CaseStore
import Casework
import Testing

extension StoreContract {
    static let posts: [Clause] = [
        Clause("posts go out by lane and age, on their own network, when due") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                try desk.enqueue(post("bulk", lane: .bulk))
                try desk.enqueue(post("first"))
                try desk.enqueue(post("urgent", lane: .urgent))
                try desk.enqueue(post("second"))
                try desk.enqueue(post("elsewhere", network: "matrix"))
            }
            #expect(try await store.write { try lease($0, upTo: .answer).isEmpty })
            let first = try await store.write { try lease($0, limit: 3) }
            #expect(first.map(\.post.id) == ["urgent", "first", "second"])
            #expect(first.allSatisfy { $0.attempt == 1 && !$0.isRepeat })
            #expect(first.allSatisfy { $0.post.leasedUntil == at + .minutes(1) })
            #expect(try await store.write { try lease($0).map(\.post.id) } == ["bulk"])
            #expect(try await store.write { try lease($0).isEmpty })
            let figures = try await store.read { try $0.outboxFigures() }
            #expect(figures.pendingPosts == 5)
            #expect(figures.oldestPost == at)
        },
        Clause("a post comes back whole") { bench in
            let store = try await bench.open()
            let matter = try await store.write { try $0.open(.said()) }
            let brief = CaseBrief(matter, practice: true)
            var told = NewPost(
                id: "p", network: "office", address: .person("dana!u@h\u{0}"), lane: .answer,
                purpose: .hold, matter: matter.id, revision: 2,
                notice: .ring(brief, mention: matter.mentions[0]), to: "dana",
                answers: "msg-1", createdAt: .halfPastTen)
            let post = told
            try await store.write { try $0.enqueue(post) }
            told.leasedUntil = .halfPastTen + .minutes(1)
            #expect(try await bench.open().write { try lease($0).map(\.post) } == [told])
        },
        Clause("a post born leased is not handed out again until it is taken back") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                try desk.enqueue(post("born", leasedUntil: at + .seconds(30)))
                #expect(try lease(desk).isEmpty)
                #expect(
                    try desk.recoverPosts(leasedBefore: at + .seconds(30), known: [:]).repeated == 0
                )
                let first = try desk.recoverPosts(leasedBefore: at + .seconds(31), known: [:])
                #expect(first.repeated == 1 && first.unknown.isEmpty)
                let again = try lease(desk)
                #expect(again.map(\.attempt) == [2])
                #expect(again.map(\.isRepeat) == [true])
                let last = try desk.recoverPosts(leasedBefore: at + .days(1), known: [:])
                #expect(last.repeated == 0)
                #expect(
                    last.unknown == [.init(id: "born", network: "office", address: .room("#care"))])
                #expect(try lease(desk, now: at + .days(2)).isEmpty)
            }
            #expect(try await store.read { try $0.outboxFigures().pendingPosts } == 0)
        },
        Clause("what was not posted is due again later and is no repeat") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                try desk.enqueue(post("p"))
                _ = try lease(desk)
                try desk.settle([end("p", 1, .again(due: at + .seconds(9)))])
                #expect(try lease(desk, now: at + .seconds(8)).isEmpty)
                let again = try lease(desk, now: at + .seconds(9))
                #expect(again.map(\.isRepeat) == [false])
                #expect(again.map(\.attempt) == [2])
            }
        },
        Clause("what waits for its time is due at once when another process takes over") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                try desk.enqueue(post("p"))
                _ = try lease(desk)
                try desk.settle([end("p", 1, .again(due: at + .days(1)))])
                #expect(try lease(desk, now: at).isEmpty)
                #expect(
                    try desk.recoverPosts(leasedBefore: at + .days(9), known: [:])
                        == RecoveredPosts())
                let again = try lease(desk, now: at)
                #expect(again.map(\.attempt) == [2])
                #expect(again.map(\.isRepeat) == [false])
            }
        },
        Clause("what was perhaps posted is repeated once, and then left at that") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                try desk.enqueue(post("p"))
                _ = try lease(desk)
                try desk.settle([end("p", 1, .perhaps)])
                let again = try lease(desk)
                #expect(again.map(\.isRepeat) == [true])
                try desk.settle([end("p", 2, .perhaps)])
                #expect(try lease(desk).isEmpty)
                #expect(try desk.outboxFigures().pendingPosts == 0)
            }
        },
        Clause("where a repeat is known for one, it is repeated as often as it takes") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                try desk.enqueue(post("p"))
                for attempt in 1...5 {
                    #expect(try lease(desk).map(\.isRepeat) == [attempt > 1])
                    try desk.settle([end("p", attempt, .perhapsAgain(due: at))])
                }
                _ = try lease(desk)
                let recovered = try desk.recoverPosts(
                    leasedBefore: at + .days(1), known: ["office": at])
                #expect(recovered.repeated == 1 && recovered.unknown.isEmpty)
                _ = try lease(desk)
                let old = try desk.recoverPosts(
                    leasedBefore: at + .days(1), known: ["office": at + .seconds(1), "other": at])
                #expect(old.repeated == 0 && old.unknown.map(\.id) == ["p"])
            }
        },
        Clause("an end that comes too late is ignored, unless it says that it landed") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let matter = try desk.open(.said())
                try desk.enqueue(post("p", purpose: .ring, matter: matter.id))
                _ = try lease(desk)
                _ = try desk.recoverPosts(leasedBefore: at + .days(1), known: [:])
                try desk.settle([end("p", 1, .refused(reason: "late"))])
                #expect(try lease(desk).map(\.attempt) == [2])
                try desk.settle([end("p", 1, .again(due: at + .days(1)))])
                #expect(try lease(desk, now: at + .days(2)).isEmpty)
                try desk.settle([end("p", 1, .landed(reference: "m-1"))])
                try desk.settle([end("p", 2, .perhaps)])
                try desk.settle([end("p", 2, .landed(reference: "m-2"))])
                #expect(try lease(desk, now: at + .days(2)).isEmpty)
                #expect(try desk.landings(of: matter.id).count == 1)
                try desk.settle([end("nobody's", 1, .perhaps)])
            }
        },
        Clause("a refused post is over") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                try desk.enqueue(post("p"))
                _ = try lease(desk)
                try desk.settle([end("p", 1, .refused(reason: "banned"))])
                #expect(try lease(desk).isEmpty)
                let none = try desk.recoverPosts(leasedBefore: .halfPastTen + .days(1), known: [:])
                #expect(none == RecoveredPosts())
            }
        },
        Clause("landings tell what was seen where, oldest first") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let matter = try desk.open(.said())
                let other = try desk.open(.said(id: "2"))
                try desk.enqueue(post("a", purpose: .ring, matter: matter.id, to: "dana"))
                try desk.enqueue(
                    post("b", purpose: .draftCard, matter: matter.id, room: nil, to: "lee"))
                try desk.enqueue(post("c", purpose: .other, matter: matter.id))
                try desk.enqueue(post("d", purpose: .ring, matter: other.id))
                try desk.enqueue(post("e", purpose: .ring, matter: matter.id))
                _ = try lease(desk)
                try desk.settle([
                    end("b", 1, .landed(reference: nil)), end("c", 1, .landed(reference: nil)),
                    end("a", 1, .landed(reference: "m"), at: at + .seconds(1)),
                    end("d", 1, .landed(reference: nil)),
                ])
                #expect(
                    try desk.landings(of: matter.id) == [
                        Landing(
                            purpose: .draftCard, revision: 1, network: "office", place: .direct,
                            to: "lee", at: at, askedAt: .halfPastTen),
                        Landing(
                            purpose: .ring, revision: 1, network: "office",
                            place: .room("care"), at: at + .seconds(1),
                            askedAt: .halfPastTen),
                    ])
            }
        },
        Clause("a line that tells of several holds is the notice of each it names") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let matters = try ["1", "2", "3"].map { try desk.open(.said(id: $0)).id }
                let named = matters.prefix(2).map {
                    Notice.HeldDraft(id: $0, revision: 4, mark: "k7f2", customer: "@mara")
                }
                try desk.enqueue(
                    NewPost(
                        id: "p", network: "office", address: .room("#care"), room: "care",
                        lane: .urgent, purpose: .hold,
                        notice: .heldByMode(practice: true, named: named, total: 3, at: at),
                        createdAt: at))
                _ = try lease(desk)
                #expect(try desk.landings(of: matters[0]).isEmpty)
                for second in [9, 10] as [Int64] {
                    try desk.settle([
                        end("p", 1, .landed(reference: nil), at: at + .seconds(second))
                    ])
                }
                let seen = Landing(
                    purpose: .hold, revision: 4, network: "office", place: .room("care"),
                    at: at + .seconds(9), askedAt: at)
                let landings = try matters.map { try desk.landings(of: $0) }
                #expect(landings == [[seen], [seen], []])
                #expect(try desk.outboxFigures().pendingPosts == 0)
            }
        },
        Clause("what was asked before two cases become one is told with where it landed") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            try await store.write { desk throws in
                let matters = try ["1", "2"].map { try desk.open(.said(id: $0)) }
                let briefs = matters.map { CaseBrief($0, practice: false) }
                try desk.enqueue(
                    NewPost(
                        id: "p", network: "office", address: .room("#care"), room: "care",
                        lane: .answer, purpose: .hold, matter: matters[0].id,
                        notice: .refused(
                            .twoCustomers(briefs[0], into: briefs[1], asked: "dana")),
                        createdAt: at))
                _ = try lease(desk)
                try desk.settle([end("p", 1, .landed(reference: nil))])
                #expect(
                    try desk.landings(of: matters[0].id) == [
                        Landing(
                            purpose: .hold, revision: nil, network: "office",
                            place: .room("care"), at: at,
                            question: MergeQuestion(into: matters[1].id, asked: "dana"))
                    ])
                #expect(try desk.landings(of: matters[1].id).isEmpty)
            }
        },
        Clause("what was taken away again was seen nowhere, and tells what it was") { bench in
            try await bench.open().write { desk throws in
                let matter = try desk.open(.said())
                try desk.enqueue(post("card", purpose: .draftCard, matter: matter.id))
                try desk.keep(
                    KeptMessage(
                        post: "card", network: "office", room: "#care", matter: matter.id,
                        kind: .draft(revision: 1)), at: .halfPastTen)
                _ = try lease(desk)
                var landed = end("card", 1, .landed(reference: "$1"))
                landed.isKept = true
                try desk.settle([landed])
                #expect(try desk.landings(of: matter.id).count == 1)
                #expect(try desk.message("$1", on: "office")?.post == "card")
                let gone = try desk.takenAway("card")
                #expect(gone?.purpose == .draftCard && gone?.matter == matter.id)
                #expect(try desk.landings(of: matter.id).isEmpty)
                #expect(try desk.message("$1", on: "office") == nil)
                #expect(try desk.takenAway("another") == nil)
            }
        },
        Clause("a card is fresh while it is said in a room for the first time") { bench in
            let store = try await bench.open()
            try await store.write { desk throws in
                let matter = try desk.open(.said()).id
                func fresh(_ revision: Int = 1) throws -> Set<NetworkName> {
                    try desk.networksWithFreshCard(of: matter, revision: revision)
                }
                try desk.enqueue(post("alone", purpose: .draftCard, matter: matter, room: nil))
                try desk.enqueue(post("ring", purpose: .ring, matter: matter))
                _ = try lease(desk)
                #expect(try fresh() == [])
                try desk.enqueue(post("card", purpose: .draftCard, matter: matter))
                #expect(try fresh() == [])
                _ = try lease(desk)
                #expect(try fresh() == ["office"])
                #expect(try fresh(2) == [])
                try desk.settle([end("card", 1, .perhaps)])
                #expect(try fresh() == [])
                _ = try lease(desk, now: .halfPastTen + .days(1))
                #expect(try fresh() == [])
            }
        },
        Clause("ended posts are forgotten, but not what landed about open cases") { bench in
            let store = try await bench.open()
            let at = Instant.halfPastTen
            let matter = try await store.write { desk throws in
                let matter = try desk.open(.said())
                try desk.enqueue(post("ring", purpose: .ring, matter: matter.id))
                try desk.enqueue(post("other", matter: matter.id))
                try desk.enqueue(post("none"))
                try desk.enqueue(post("pending"))
                _ = try lease(desk, limit: 3)
                try desk.settle(
                    ["ring", "other", "none"].map {
                        end(DeliveryID($0), 1, .landed(reference: nil))
                    })
                return matter
            }
            func prune(_ limit: Int) async throws -> Int {
                let border = at + .days(1)
                let pruned = try await store.prune(
                    signalsBefore: border, postsBefore: border, limit: limit)
                return pruned.posts
            }
            // Those that nothing depends on went as they landed.
            #expect(try await prune(10) == 0)
            #expect(try await store.read { try $0.landings(of: matter.id).count } == 1)
            try await store.write { desk throws in
                _ = try desk.happen(.resolved(outcome: nil), to: matter)
            }
            #expect(try await prune(10) == 1)
            #expect(try await store.read { try $0.outboxFigures().pendingPosts } == 1)
        },
        Clause("a delivery's id is used once") { bench in
            let store = try await bench.open()
            try await store.write { try $0.enqueue(post("p")) }
            await #expect(throws: StoreFailure.self) {
                try await store.write { try $0.enqueue(post("p")) }
            }
        },
    ]

    private static func post(
        _ id: DeliveryID, lane: Lane = .normal, network: NetworkName = "office",
        purpose: Purpose = .other, matter: CaseID? = nil, room: RoomName? = "care",
        to recipient: String? = nil, leasedUntil: Instant? = nil
    ) -> NewPost {
        NewPost(
            id: id, network: network, address: .room("#care"), room: room, lane: lane,
            purpose: purpose, matter: matter, revision: 1,
            notice: .unbraked(queue: nil, by: "sam", waiting: []), to: recipient,
            createdAt: .halfPastTen,
            leasedUntil: leasedUntil)
    }

    private static func lease(
        _ desk: any CaseWriting, upTo lane: Lane = .bulk, limit: Int = 10,
        now: Instant = .halfPastTen
    ) throws -> [LeasedPost] {
        try desk.leasePosts(
            of: "office", upTo: lane, limit: limit, until: now + .minutes(1), now: now)
    }

    private static func end(
        _ id: DeliveryID, _ attempt: Int, _ end: PostEnd.End, at: Instant = .halfPastTen
    ) -> PostEnd {
        PostEnd(id: id, attempt: attempt, at: at, end: end)
    }
}
