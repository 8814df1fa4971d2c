package import Casework

extension SQLiteStore: StoreUpkeep {
    package func prune(
        signalsBefore signals: Instant, postsBefore posts: Instant, limit: Int
    ) async throws -> Pruned {
        try await transaction { sql in
            let limit = SQLValue.integer(max(0, limit))
            try sql.run(MessageStatements.forget, [.time(signals), limit])
            try sql.run(MessageStatements.forgetSigns, [.time(signals), limit])
            return Pruned(
                signals: try sql.run(AuditStatements.forget, [limit, .time(signals)]),
                posts: try sql.run(PostStatements.forget, [.time(posts), limit]))
        }
    }
}
