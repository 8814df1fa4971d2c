import Casework
import Foundation
import Rehearsal
import Testing

@testable import CaseStore

/// Finding looks at closed cases, too, and yet costs nothing that grows with them.
@Suite(.timeLimit(.minutes(2)))
struct FindBoundsTests {
    private func store(_ cases: Int, _ text: @Sendable @escaping (Int) -> String) async throws
        -> SQLiteStore
    {
        let store = try SQLiteBench().sqlite()
        for start in stride(from: 1, through: cases, by: 500) {
            try await store.write { desk in
                for number in start..<min(start + 500, cases + 1) {
                    let said = Mention.said(text(number), id: "\(number)", by: "@c\(number)")
                    try desk.open(said)
                }
            }
        }
        try await StoreContract.index(store)
        return store
    }

    private func search(
        _ typed: String, in store: SQLiteStore, limit: Int = 200,
        effortMax: Int = FindSearch.effortMax
    ) async throws -> FindSearch {
        let query = try FindQuery(typed)
        return try await store.look { reader in
            let lists = query.parts.map { FindHits("words : \"\($0.typed)\"") }
            var search = FindSearch(lists, limit: limit, effortMax: effortMax)
            try search.run(in: reader.sql)
            return search
        }
    }

    @Test func `it looks no further when there is more history`() async throws {
        let text: @Sendable (Int) -> String = {
            "often \($0.isMultiple(of: 100) ? "seldom" : "ever") n\($0)"
        }
        let small = try await store(1000, text)
        let large = try await store(8000, text)
        for (typed, limit) in [("often", 200), ("n7", 200), ("often seldom", 8), ("zebra", 9)] {
            let few = try await search(typed, in: small, limit: limit)
            let many = try await search(typed, in: large, limit: limit)
            // What is read at a time may be more than there is in the small one.
            #expect(many.effort <= few.effort + 8, "\(typed)")
            #expect(many.effort < 50 && many.gaveUpAt == nil, "\(typed)")
            #expect(many.found.count == few.found.count, "\(typed)")
        }
    }

    @Test func `what would take too long ends, and says where`() async throws {
        let store = try await store(2500) { "\($0.isMultiple(of: 2) ? "even" : "odd") word" }
        let whole = try await search("even odd", in: store)
        #expect(whole.found == [] && whole.gaveUpAt == nil)
        let part = try await search("even odd", in: store, effortMax: 40)
        #expect(part.found == [])
        #expect((40..<60).contains(part.effort))
        let place = try #require(part.gaveUpAt)
        #expect((2...2400).contains(place))
    }

    @Test func `a step is small, whatever there is to read`() async throws {
        let store = try SQLiteBench().sqlite()
        let long = String(repeating: "many different words ", count: 100)
        try await store.write { desk in
            for number in 1...40 { try desk.open(.said(long, id: "\(number)")) }
        }
        var steps = 0
        while let batch = try await store.look({ try IndexBatch($0) }) {
            let words = batch.added.reduce(0) { $0 + $1.entry.words.split(separator: " ").count }
            #expect(words <= IndexBatch.wordsMax + 400)
            try await store.transaction { try batch.write(to: $0) }
            steps += 1
        }
        #expect(steps > 5)
    }

    @Test func `when nothing is left, pieces of the index are joined until few are left`()
        async throws
    {
        let store = try SQLiteBench().sqlite()
        for number in 1...60 {
            try await store.write { desk in
                for part in 1...4 { try desk.open(.said("w\(number) x", id: "\(number) \(part)")) }
            }
            let batch = try #require(try await store.look { try IndexBatch($0) })
            // As in a rush: nothing is joined behind it.
            try await store.transaction { sql in
                for row in batch.added.sorted(by: { $0.number < $1.number }) {
                    try sql.run(
                        FindStatements.add,
                        [.integer(row.number), .text(row.entry.words), .text(row.entry.signs)])
                }
                let progress = [
                    batch.after.sequence, batch.after.oldest, batch.before.sequence,
                    batch.before.oldest,
                ]
                try sql.run(FindStatements.advance, progress.map { .integer($0) })
            }
        }
        let before = try await pieces(of: store)
        try await StoreContract.index(store)
        let after = try await pieces(of: store)
        #expect(before >= 60)
        #expect(after < 16)
        #expect(try await store.indexNext() == .nothingLeft)
        #expect(try await pieces(of: store) == after)
        #expect(try await search("x", in: store).found.count == 201)
    }

    /// The second number behind a cookie of four bytes; one byte holds it while it is small.
    private func pieces(of store: SQLiteStore) async throws -> Int {
        let record = try await store.look { reader in
            try reader.sql.first(FindStatements.pieces) { try $0.bytes() }
        }
        return Int(try #require(record)[5])
    }

    @Test func `a step that somebody else has taken is not taken again`() async throws {
        let store = try SQLiteBench().sqlite()
        _ = try await store.write { desk in try desk.open(.said("needle")) }
        let batch = try #require(try await store.look { try IndexBatch($0) })
        for _ in 0..<2 { try await store.transaction { try batch.write(to: $0) } }
        _ = try await store.transaction { sql in
            // It would complain of a row that stands in it twice.
            try sql.run("INSERT INTO find_index (find_index) VALUES ('integrity-check')")
        }
        let count = try await store.look { reader in
            try reader.sql.all(
                FindStatements.rows, [.text("needle"), .integer(Int64.max), .integer(9)]
            ) {
                try $0.integer()
            }.count
        }
        #expect(count == 1)
    }

    @Test func `notes that come later stand where a reading of the whole case puts them`()
        async throws
    {
        let store = try SQLiteBench().sqlite()
        var matter = try await store.write { try $0.open(.said("alpha", id: "1")) }
        var facts = [[Fact]](repeating: [], count: 3)
        facts[0] = [.noted(text: "beta"), .claimed(holder: "dana"), .noted(text: "!")]
        facts[1] = [.noted(text: "gamma")]
        facts[2] = [.released(holder: "dana"), .noted(text: "delta"), .noted(text: "epsilon")]
        for step in facts {
            try await StoreContract.index(store)
            let before = matter
            matter = try await store.write { desk in
                var matter = before
                for fact in step { matter = try desk.happen(fact, to: matter, by: "dana") }
                return matter
            }
        }
        try await StoreContract.index(store)
        let id = matter.id
        let kept = try await store.read { try $0.matter(id) }
        let notes = try await store.read { try $0.notes(of: id) }
        let sheet = FindSheet(of: try #require(kept), notes: notes)
        #expect(sheet.entries.count == 6)
        for (slot, entry) in sheet.entries where slot > 0 {
            let rows = try await store.look { reader in
                try reader.sql.all(
                    FindStatements.rows,
                    [.text(entry.words), .integer(Int64.max), .integer(9)]
                ) { try $0.integer() }
            }
            #expect(rows == [FindRow.number(of: slot, in: id)], "\(entry.words)")
        }
    }

    @Test func `the index takes little more room than the words themselves`() async throws {
        let words = ["flight", "delayed", "again", "three", "hours", "nobody", "answers", "phone"]
        let store = try await store(3000) { number in
            (0..<18).map { words[(number * 7 + $0 * $0) % 8] + "\((number + $0) % 50)" }
                .joined(separator: " ")
        }
        let bytes = try await store.look { reader in
            try reader.sql.first("SELECT sum(length(block)) FROM find_index_data") {
                try $0.integer()
            }
        }
        // 18 words and a handle, about 150 bytes of text.
        let each = try #require(bytes) / 3000
        #expect((30...150).contains(each), "\(each) bytes a mention")
    }

    @Test(arguments: [
        FindStatements.wordsFrom, FindStatements.knowsWord, FindStatements.openedFrom,
        FindStatements.notes, FindStatements.progress, FindStatements.numbersBefore,
        FindStatements.rows, FindStatements.eventsAfter, FindStatements.eventsOfCase,
        FindStatements.notesUpTo, FindStatements.pieces,
    ])
    func `is found by an index`(statement: String) async throws {
        let plan = try await QueryPlanTests.plan(of: statement)
        #expect(!plan.isEmpty)
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        let scans = plan.filter { $0.hasPrefix("SCAN") }
        // `M`: by the words; `>` and `<` by the row, in its order.
        #expect(scans.allSatisfy { $0.contains("find_index VIRTUAL TABLE INDEX") }, "\(plan)")
        #expect(scans.allSatisfy { $0.contains("M") && $0.contains("<") }, "\(plan)")
    }
}
