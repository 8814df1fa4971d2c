extension SQLiteStore {
    /// What is to be written is made ready on a reader; only writing it takes the writer.
    package func indexNext() async throws -> IndexStep {
        guard let batch = try await look({ try IndexBatch($0) }) else { return .nothingLeft }
        try await transaction { try batch.write(to: $0) }
        return .more(last: batch.last)
    }
}
