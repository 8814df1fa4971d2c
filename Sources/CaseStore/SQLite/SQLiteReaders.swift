import GRDB

/// Connections that read beside the writer, each access on a snapshot of its own.
///
/// One is the loop's, which reads where it lives; the others are everybody else's and work on
/// queues of their own, so that long reads hold up none of the cooperative pool. All are opened at
/// the start, so that a process without a file descriptor left can still look.
final class SQLiteReaders: Sendable {
    static let othersCount = 2

    private let own: DatabaseQueue
    private let others: [DatabaseQueue]
    private let turns = Turns()

    /// - Parameters:
    ///   - alone: all reads run where they are called, on one connection.
    ///   - open: a connection that only reads.
    init(alone: Bool, _ open: () throws -> DatabaseQueue) throws {
        own = try open()
        others = alone ? [] : try (0..<Self.othersCount).map { _ in try open() }
    }

    /// On the thread of whoever asks. The body sees to its snapshot itself.
    func readHere<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try own.unsafeRead(body)
    }

    /// Elsewhere, where there is an elsewhere.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        guard !others.isEmpty else { return try readHere(body) }
        return try await others[turns.next() % others.count].unsafeRead(body)
    }

    func close() throws {
        for reader in [own] + others { try reader.close() }
    }
}
