import Casework
import Foundation
import Rehearsal
import Testing

@testable import CaseStore

struct CheckpointerTests {
    private static let mebibyte = 1 << 20

    private func size(of path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    /// Some pages of the log.
    private func write(_ batch: Int, to store: SQLiteStore) async throws {
        let text = String(repeating: "no internet ", count: 1000)
        try await store.write { desk in
            for place in 0..<30 { try desk.open(.said(text, id: "\(batch).\(place)")) }
        }
    }

    @Test func `the log is carried over beside the writer, and begins again`() async throws {
        let bench = try SQLiteBench()
        let store = try bench.sqlite()
        let before = try size(of: bench.path)
        var batches = 0
        // A page short of what the writer would do itself.
        while try size(of: bench.path + "-wal") < 6 * Self.mebibyte {
            try await write(batches, to: store)
            batches += 1
        }
        let end = ContinuousClock.now + .seconds(20)
        while try size(of: bench.path) < before + 4 * Self.mebibyte, .now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try size(of: bench.path) >= before + 4 * Self.mebibyte)
        try await store.close()
    }

    @Test func `however much is written, the log ends somewhere`() async throws {
        let bench = try SQLiteBench()
        let store = try bench.sqlite()
        var largest = 0
        for batch in 0..<60 {
            try await write(batch, to: store)
            largest = max(largest, try size(of: bench.path + "-wal"))
        }
        let written = try size(of: bench.path)
        try await store.close()
        #expect(written > 30 * Self.mebibyte)
        // What the writer leaves before it helps, and a transaction or two meanwhile.
        #expect(largest < 16 * Self.mebibyte, "\(largest >> 20) MiB")
    }

    @Test func `a store can be closed in the middle of it, and is whole`() async throws {
        let bench = try SQLiteBench()
        for life in 0..<5 {
            let store = try bench.sqlite()
            for batch in 0..<12 { try await write(life * 100 + batch, to: store) }
            try await store.close()
        }
        let store = try bench.sqlite()
        #expect(try await store.verifyReplay().cases == 5 * 12 * 30)
        try await store.close()
    }
}
