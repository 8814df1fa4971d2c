import Casework

extension SQLReading {
    package func brakes() throws -> [Brake] { try readBrakes() }

    package func wasForPractice() throws -> Bool? {
        try sql.first(DeskStatements.mode) { try $0.flag() }
    }

    func readBrakes() throws -> [Brake] {
        try sql.all(DeskStatements.brakes) { row in
            let queue = try row.text()
            return Brake(
                queue: queue.isEmpty ? nil : QueueName(queue), by: try row.id(),
                since: try row.time(), reason: try row.text())
        }
    }

    package func cursor(of relay: String) throws -> RelayCursor? {
        try sql.first(DeskStatements.cursor, [.text(relay)]) { row in
            RelayCursor(
                relay: try row.text(), sequence: try row.integer(),
                failures: try row.count(), nextAttemptAt: try row.timeIfAny(),
                isGone: try row.flag())
        }
    }
}
