extension SQLiteStore {
    /// What is to be written is made ready on a reader; only writing it takes the writer.
    package func indexNext() async throws -> IndexStep {
        if let batch = try await look({ [stories] in try IndexBatch($0, stories) }) {
            try await transaction { try batch.write(to: $0) }
            return .more(last: batch.last)
        }
        let last = try await look { try $0.readAuditHead().sequence }
        let hasJoined = try await transaction { try IndexBatch.join(in: $0) }
        return hasJoined ? .more(last: last) : .nothingLeft
    }
}
