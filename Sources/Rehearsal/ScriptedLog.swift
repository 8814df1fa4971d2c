import Synchronization

/// What has come so far, in order; whoever waits for something that has not come yet is woken
/// when it does, or told after a while what came instead.
package final class ScriptedLog<Entry: Sendable>: Sendable {
    private struct State {
        var entries: [Entry] = []
        var bells: [Int: AsyncStream<Void>.Continuation] = [:]
        var next = 0
    }
    private let name: String
    private let tell: @Sendable (Entry) -> String
    private let state = Mutex(State())

    /// - Parameter tell: an entry in the words of a failing test.
    package init(_ name: String, tell: @escaping @Sendable (Entry) -> String) {
        self.name = name
        self.tell = tell
    }

    package var entries: [Entry] { state.withLock { $0.entries } }
    package var count: Int { state.withLock { $0.entries.count } }

    package func append(_ entry: Entry) {
        let bells = state.withLock { state in
            state.entries.append(entry)
            return Array(state.bells.values)
        }
        for bell in bells { bell.yield() }
    }

    /// The first entry, from a position on, for which something can be made of it.
    /// - Throws: `Missing` if none has come after `patience` of real time.
    package func first<Value: Sendable>(
        from start: Int = 0, _ what: String, patience: Duration = .seconds(40),
        _ make: @escaping @Sendable (Entry) -> Value?
    ) async throws -> Value {
        let (rings, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.next += 1
            state.bells[state.next] = bell
            return state.next
        }
        defer { state.withLock { $0.bells[number] = nil } }
        bell.yield()
        let found = try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                for await _ in rings {
                    if let value = self.entries.dropFirst(start).lazy.compactMap(make).first {
                        return value
                    }
                }
                return nil
            }
            group.addTask {
                try await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        guard let found else {
            throw Missing(
                what: "\(name): \(what)", instead: entries.dropFirst(start).map(tell))
        }
        return found
    }

    /// It did not come.
    package struct Missing: Error, CustomStringConvertible {
        let what: String
        let instead: [String]
        package var description: String {
            "did not come: \(what); instead:\n" + instead.joined(separator: "\n")
        }
    }
}
