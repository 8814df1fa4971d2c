import GRDB
import Synchronization

/// Connections that read beside the writer, each access on a snapshot of its own and on the
/// caller's thread.
///
/// The first is there from the start, so that a process without a file descriptor left can still
/// look; the others are opened when two want to read at once.
final class SQLiteReaders: Sendable {
    static let countMax = 3

    private struct State {
        var idle: [DatabaseQueue]
        var all: [DatabaseQueue]
        var turn = 0
    }
    private let state: Mutex<State>
    private let open: @Sendable () throws -> DatabaseQueue

    /// - Parameter open: a connection that only reads.
    init(_ open: @escaping @Sendable () throws -> DatabaseQueue) throws {
        let first = try open()
        state = Mutex(State(idle: [first], all: [first]))
        self.open = open
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let (reader, isShared) = take()
        defer { if !isShared { state.withLock { $0.idle.append(reader) } } }
        return try reader.read(body)
    }

    func close() throws {
        for reader in state.withLock({ $0.all }) { try reader.close() }
    }

    /// One that nobody uses; where there can be no more of them, one to wait for.
    private func take() -> (DatabaseQueue, isShared: Bool) {
        state.withLock { state in
            if let idle = state.idle.popLast() { return (idle, false) }
            if state.all.count < Self.countMax, let another = try? open() {
                state.all.append(another)
                return (another, false)
            }
            state.turn += 1
            return (state.all[state.turn % state.all.count], true)
        }
    }
}
