import GRDB
import GRDBSQLite

/// Tells how a migration gets on: what it is at, and every few seconds, out of SQLite's own work,
/// that it still is.
final class MigrationWatch {
    static let pause = Duration.seconds(10)
    /// Of SQLite's virtual machine, between two looks at the clock.
    private static let instructions: CInt = 100_000

    private let pause: Duration
    private let teller: (MigrationNews) -> Void
    private let began = ContinuousClock.now
    private var toldAt = ContinuousClock.now

    init(pause: Duration = MigrationWatch.pause, _ teller: @escaping (MigrationNews) -> Void) {
        self.pause = pause
        self.teller = teller
    }

    var seconds: Int { Int(began.duration(to: .now).components.seconds) }

    func tell(_ news: MigrationNews) {
        teller(news)
        toldAt = .now
    }

    /// See https://www.sqlite.org/c3ref/progress_handler.html.
    func attend<Value>(_ database: Database, _ body: () throws -> Value) rethrows -> Value {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_progress_handler(
            database.sqliteConnection, Self.instructions,
            { context in
                guard let context else { return 0 }
                Unmanaged<MigrationWatch>.fromOpaque(context).takeUnretainedValue().look()
                return 0
            }, context)
        defer { sqlite3_progress_handler(database.sqliteConnection, 0, nil, nil) }
        return try body()
    }

    private func look() {
        guard toldAt.duration(to: .now) >= pause else { return }
        tell(.goesOn(seconds: seconds))
    }
}
