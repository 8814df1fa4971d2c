import Casework

/// What can be asked, over any engine's connection; the facets hold the questions.
protocol SQLReading: AuditReading {
    var sql: any SQLConnection { get }
}

/// Reads a snapshot.
struct SQLReader: SQLReading {
    let sql: any SQLConnection
}
