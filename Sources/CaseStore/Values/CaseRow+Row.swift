import Casework

extension CaseRow {
    /// Characters of the first mention that a list shows.
    static let openingLength = 200

    init(row: inout Columns) throws {
        self.init(
            id: try row.number(), phase: try row.word(), queue: try row.id(),
            priority: try row.word(), points: try row.count(), customer: try Author(row: &row),
            holder: try row.idIfAny(), heldSince: try row.timeIfAny(),
            openedAt: try row.time(), dueAt: try row.dueTime(),
            answeredAt: try row.timeIfAny(), opening: try row.text(), mark: try row.idIfAny(),
            draftState: try row.wordIfAny())
    }
}
