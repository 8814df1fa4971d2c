import Casework

extension SQLReading {
    package func casesTouched(since start: Instant, upTo last: Int64) throws -> [CaseID] {
        let first = try sql.first(
            MeasureStatements.firstOfHours, [.integer(EventHour.of(start))]
        ) { try $0.integerIfAny() }
        guard let first = first.flatMap(\.self) else { return [] }
        var touched: Set<CaseID> = []
        try sql.each(MeasureStatements.touched, [.integer(first), .integer(last)]) { row in
            var columns = Columns(row)
            guard let id = try columns.numberIfAny(), try columns.time() >= start else { return }
            touched.insert(id)
        }
        return touched.sorted()
    }

    package func waits(in queue: QueueName, now: Instant, soon: Instant) throws -> QueueWaits {
        let waits = try sql.first(MeasureStatements.waits, [.time(now), .id(queue)]) {
            (oldest: try $0.timeIfAny(), overdue: try $0.count())
        }
        let warned = try sql.first(
            MeasureStatements.warned, [.id(queue), .time(now), .time(soon)]
        ) { try $0.count() }
        return QueueWaits(
            oldest: waits?.oldest, overdue: waits?.overdue ?? 0, warned: warned ?? 0)
    }
}

/// The hours by which a period's events are found.
enum EventHour {
    static func of(_ instant: Instant) -> Int64 { instant.milliseconds / 3_600_000 }
}
