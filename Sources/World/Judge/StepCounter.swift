import GRDBSQLite

/// Counts what SQLite does, in steps of its virtual machine, on every connection that is opened
/// while it watches: an exact measure that no other load on the machine can move.
enum StepCounter {
    // Only the world's one thread opens connections and runs statements.
    nonisolated(unsafe) private(set) static var steps: Int64 = 0

    private typealias Entry =
        @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
            UnsafeRawPointer?
        ) -> CInt

    private static let watch: Entry = { connection, _, _ in
        sqlite3_trace_v2(connection, UInt32(SQLITE_TRACE_PROFILE), StepCounter.count, nil)
    }

    private static let count:
        @convention(c) (
            UInt32, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?
        ) -> CInt = { _, _, statement, _ in
            let status = sqlite3_stmt_status(
                statement.map { OpaquePointer($0) }, CInt(SQLITE_STMTSTATUS_VM_STEP), 1)
            StepCounter.steps += Int64(status)
            return SQLITE_OK
        }

    /// Watches the connections that the body opens, as long as they live.
    static func watching<Value>(_ body: () throws -> Value) rethrows -> Value {
        let entry = unsafeBitCast(watch, to: (@convention(c) () -> Void).self)
        sqlite3_auto_extension(entry)
        defer { sqlite3_cancel_auto_extension(entry) }
        return try body()
    }

    /// The steps of what the body does.
    static func steps(of body: () throws -> Void) rethrows -> Int64 {
        let before = steps
        try body()
        return steps - before
    }
}
