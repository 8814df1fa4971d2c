import Casework

/// Writes inside one transaction.
struct SQLWriter: SQLReading, CaseWriting {
    let sql: any SQLConnection
    let salts: SaltSource

    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try sql.savepoint(body)
    }

    package func remember(_ reference: SignalReference, at: Instant) throws -> Bool {
        try sql.run(AuditStatements.remember, [.id(reference), .time(at)]) > 0
    }

    package func nextCaseNumber() throws -> CaseID {
        let last = try sql.first(CaseStatements.lastNumber) { try $0.integerIfAny() }
        return CaseID((last.flatMap(\.self) ?? 0) + 1)
    }
}
