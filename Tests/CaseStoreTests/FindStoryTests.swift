import Casework
import Rehearsal
import Testing

@testable import CaseStore

/// A step of the index goes on where the one before it has read a case, and reads it from its
/// beginning where it must.
@Suite struct FindStoryTests {
    private func noted(_ store: SQLiteStore) async throws -> (first: Int64, last: Int64) {
        try await store.write { desk throws in
            let matter = try desk.open(.said("the zebra is gone"))
            let first = try desk.lastEvent()
            try desk.happen(.noted(text: "seen in the yard"), to: matter, by: "bo")
            return (first, try desk.lastEvent())
        }
    }

    @Test func `what is remembered is what would be read`() async throws {
        let store = try SQLiteBench().sqlite()
        let (first, last) = try await noted(store)
        let memory = FindMemory()
        _ = try await store.look {
            try FindStory(of: CaseID(1), from: 0, to: first, in: $0, memory)
        }
        #expect(memory.chapter(of: CaseID(1), upTo: first)?.last == first)
        let on = try await store.look {
            try FindStory(of: CaseID(1), from: first, to: last, in: $0, memory)
        }
        let anew = try await store.look {
            try FindStory(of: CaseID(1), from: first, to: last, in: $0, FindMemory())
        }
        #expect(on.before == anew.before && on.after == anew.after)
        #expect(on.before != on.after)
    }

    @Test func `what is known only further on is read from the beginning`() async throws {
        let store = try SQLiteBench().sqlite()
        let (first, last) = try await noted(store)
        let memory = FindMemory()
        _ = try await store.look { try FindStory(of: CaseID(1), from: 0, to: last, in: $0, memory) }
        #expect(memory.chapter(of: CaseID(1), upTo: first) == nil)
        let again = try await store.look {
            try FindStory(of: CaseID(1), from: 0, to: first, in: $0, memory)
        }
        #expect(again.before == FindSheet())
        #expect(again.after.entries.count == 2)
    }

    @Test func `few cases are remembered, and none that is large`() async throws {
        let store = try SQLiteBench().sqlite()
        let count = 2 * FindMemory.casesMax + 1
        try await store.write { desk in
            for number in 1...count { try desk.open(.said("one of many", id: "\(number)")) }
            let large = try desk.open(.said("much", id: "large"))
            for number in 0...FindMemory.sizeMax {
                try desk.happen(.noted(text: "note \(number)"), to: large, by: "bo")
            }
        }
        let memory = FindMemory()
        let last = try await store.read { try $0.lastEvent() }
        for number in 1...(count + 1) {
            let id = CaseID(Int64(number))
            _ = try await store.look { try FindStory(of: id, from: 0, to: last, in: $0, memory) }
        }
        #expect(memory.chapter(of: CaseID(1), upTo: last) == nil)
        #expect(memory.chapter(of: CaseID(Int64(count)), upTo: last) != nil)
        #expect(memory.chapter(of: CaseID(Int64(count + 1)), upTo: last) == nil)
    }
}
