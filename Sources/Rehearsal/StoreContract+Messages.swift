import CaseStore
import Casework
import Testing

extension StoreContract {
    static let messages: [Clause] = [
        Clause("a message is found by its id in the chat once it has landed") { bench in
            let store = try await bench.open()
            let matter = try await store.write { desk in
                let matter = try desk.open(.said())
                try desk.keep(card(of: matter, "card"), at: .halfPastTen)
                return matter
            }
            try await store.write { desk throws in
                #expect(try desk.message("$1", on: "matrix") == nil)
                #expect(try root(desk, matter)?.root == .post("card"))
                try desk.landed("card", as: "$1")
            }
            try await bench.open().read { desk throws in
                #expect(try desk.message("$1", on: "matrix")?.matter == matter.id)
                #expect(try desk.message("$1", on: "office") == nil)
                #expect(try root(desk, matter)?.root == .message("$1"))
                #expect(try desk.cards(of: matter.id).map(\.post) == ["card"])
            }
        },
        Clause("a post that became no message of its own is none, and another may be") { bench in
            try await bench.open().write { desk throws in
                let matter = try desk.open(.said())
                try desk.keep(card(of: matter, "card"), at: .halfPastTen)
                try desk.landed("card", as: nil)
                #expect(try root(desk, matter) == nil)
                try desk.keep(card(of: matter, "again"), at: .halfPastTen)
                #expect(try root(desk, matter)?.post == "again")
            }
        },
        Clause("one case has one card in a room") { bench in
            let store = try await bench.open()
            await #expect(throws: (any Error).self) {
                try await store.write { desk throws in
                    let matter = try desk.open(.said())
                    try desk.keep(card(of: matter, "one"), at: .halfPastTen)
                    try desk.keep(card(of: matter, "two"), at: .halfPastTen)
                }
            }
        },
        Clause("a conversation hangs on the card, else on the newest draft") { bench in
            try await bench.open().write { desk throws in
                let matter = try desk.open(.said())
                for (post, revision) in [("d2", 2), ("d1", 1)] {
                    var draft = card(of: matter, DeliveryID(post))
                    draft.kind = .draft(revision: revision)
                    try desk.keep(draft, at: .halfPastTen)
                }
                #expect(try root(desk, matter)?.post == "d2")
                try desk.keep(card(of: matter, "card"), at: .halfPastTen)
                #expect(try root(desk, matter)?.kind == .card)
            }
        },
        Clause("a card that shows less than what has happened is found") { bench in
            let store = try await bench.open()
            let matter = try await store.write { desk in
                let matter = try desk.open(.said())
                try desk.keep(card(of: matter, "card"), at: .halfPastTen)
                return matter
            }
            try await store.write { desk throws in
                // It lands with what was so when it was written.
                #expect(try desk.staleCards(on: "matrix", limit: 9).map(\.matter) == [matter.id])
                try desk.landed("card", as: "$1")
            }
            try await store.write { desk throws in
                #expect(try desk.staleCards(on: "matrix", limit: 9).map(\.matter) == [matter.id])
                #expect(try desk.staleCards(on: "office", limit: 9).isEmpty)
                let last = try desk.lastEvent()
                try desk.shown("card", upTo: last)
                // What comes late takes nothing back.
                try desk.shown("card", upTo: last - 1)
                #expect(try desk.staleCards(on: "matrix", limit: 9).isEmpty)
            }
        },
        Clause("of cards that show too little come first those that do so for longest") { bench in
            try await bench.open().write { desk throws in
                let matters = try ["a", "b", "c"].map { try desk.open(.said(id: $0)) }
                for matter in matters.reversed() {
                    var card = card(of: matter, DeliveryID("card-\(matter.id)"))
                    // The second says all that has happened.
                    card.shows = matter.id == matters[1].id ? try desk.lastEvent() : 0
                    try desk.keep(card, at: .halfPastTen)
                }
                #expect(
                    try desk.staleCards(on: "matrix", limit: 9).map(\.matter)
                        == [matters[0].id, matters[2].id])
            }
        },
        Clause("what stood in a room that is another one is forgotten, or told") { bench in
            try await bench.open().write { desk throws in
                let mention = Mention.said(id: "2")
                let free = try desk.open(.said(id: "1"))
                let held = try desk.happen(
                    .claimed(holder: "dana"), .draftWritten(draft: .written(to: mention)),
                    to: try desk.open(mention), by: "dana")
                let urgent = try desk.open(.said(id: "3"), priority: .p1)
                let over = try desk.happen(
                    .resolved(outcome: nil), to: try desk.open(.said(id: "4"), priority: .p1))
                let late = try desk.open(.said(id: "5"), priority: .p1)
                for matter in [free, held, urgent, over] {
                    for room in ["#care", "#annex"] {
                        var card = card(of: matter, DeliveryID("\(matter.id) \(room)"))
                        card.room = room
                        card.reference = "$\(matter.id) \(room)"
                        try desk.keep(card, at: .halfPastTen)
                    }
                }
                var draft = card(of: held, "draft")
                draft.kind = .draft(revision: 1)
                draft.reference = "$draft"
                try desk.keep(draft, at: .halfPastTen)
                try desk.keep(card(of: late, "late"), at: .halfPastTen)
                let left = try desk.leaveBehind(on: "matrix", in: "#care", cards: 9)
                #expect(left.map(\.matter) == [urgent.id, held.id, held.id])
                #expect(left.last?.kind == .draft(revision: 1))
                #expect(try desk.message("$draft", on: "matrix") == nil)
                #expect(try root(desk, free) == nil)
                // What is still to land will land in the new one.
                #expect(try root(desk, late)?.post == "late")
                #expect(try desk.cards(of: free.id).map(\.room) == ["#annex"])
                let first = try desk.leaveBehind(on: "matrix", in: "#annex", cards: 1)
                #expect(first.map(\.matter) == [urgent.id])
                #expect(try desk.leaveBehind(on: "matrix", in: "#annex", cards: 9).isEmpty)
            }
        },
        Clause("a sign that was a command is known by its id") { bench in
            let store = try await bench.open()
            let sign = try await store.write { desk in
                let sign = KeptSign(
                    network: "matrix", reference: "$r", matter: try desk.open(.said()).id,
                    revision: 2, meaning: "approve", by: "sam")
                try desk.keep(sign, at: .halfPastTen)
                try desk.keep(sign, at: .halfPastTen)
                return sign
            }
            #expect(try await bench.open().read { try $0.sign("$r", on: "matrix") } == sign)
            #expect(try await store.read { try $0.sign("$r", on: "office") } == nil)
        },
        Clause("what was said is remembered, and asking forgets nothing") { bench in
            try await bench.open().write { desk throws in
                #expect(try !desk.remembers("chat:matrix:$1"))
                _ = try desk.remember("chat:matrix:$1", at: .halfPastTen)
                #expect(try desk.remembers("chat:matrix:$1"))
            }
        },
    ]

    private static func card(of matter: Case, _ post: DeliveryID) -> KeptMessage {
        KeptMessage(post: post, network: "matrix", room: "#care", matter: matter.id, kind: .card)
    }

    private static func root(
        _ desk: any CaseReading, _ matter: Case
    ) throws -> KeptMessage? {
        try desk.threadRoot(of: matter.id, on: "matrix", in: "#care")
    }
}
