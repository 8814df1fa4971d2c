import Casework

/// Writes inside one transaction.
struct SQLWriter: SQLReading, CaseWriting {
    let sql: any SQLConnection
    let salts: SaltSource
    let memory: WriterMemory

    /// Runs the body as all of a transaction that `sql` stands in.
    static func run<Value>(
        on sql: any SQLConnection, salts: SaltSource, memory: WriterMemory,
        _ body: (any CaseWriting) throws -> Value
    ) throws -> Value {
        let writer = SQLWriter(sql: sql, salts: salts, memory: memory)
        let value = try body(writer)
        try writer.writeHead()
        return value
    }

    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        let bookmark = memory.bookmark
        do {
            return try sql.savepoint(body)
        } catch {
            memory.goBack(to: bookmark)
            throw error
        }
    }

    package func matter(_ id: CaseID) throws -> Case? {
        if let known = memory[id] {
            assert((try? read(id)) == known, "\(id) is not what the writer remembers")
            return known
        }
        let matter = try read(id)
        if let matter { memory.keep(matter) }
        return matter
    }

    package func remember(_ reference: SignalReference, at: Instant) throws -> Bool {
        try sql.run(AuditStatements.remember, [.id(reference), .time(at)]) > 0
    }

    package func nextCaseNumber() throws -> CaseID {
        if let newest = memory.newestCase { return CaseID(newest + 1) }
        let newest = try sql.first(CaseStatements.lastNumber) { try $0.integerIfAny() }
        let number = newest.flatMap(\.self) ?? 0
        memory.note(newestCase: number)
        return CaseID(number + 1)
    }

    package func brakes() throws -> [Brake] {
        if let known = memory.brakes { return known }
        let brakes = try readBrakes()
        memory.note(brakes: brakes)
        return brakes
    }
}
