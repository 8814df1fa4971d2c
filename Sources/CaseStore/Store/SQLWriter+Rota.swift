import Casework

extension SQLReading {
    package func rotaActs() throws -> [RotaAct] {
        try sql.all(RotaStatements.acts) { try JSONText.decoded(try $0.text()) }
    }

    package func toldShifts() throws -> [ToldShift] {
        try sql.all(RotaStatements.shifts) { row in
            ToldShift(
                rotation: try row.text(), layer: try row.text(), was: try row.people(),
                people: try row.people(), untold: try row.people(), since: try row.time())
        }
    }

    package func toldOpenings() throws -> [ToldOpening] {
        try sql.all(RotaStatements.openings) { row in
            ToldOpening(queue: try row.id(), openedAt: try row.time())
        }
    }

    package func carriedCases(of queue: QueueName) throws -> [CaseID] {
        try sql.all(RotaStatements.carried, [.id(queue)]) { try $0.number() }
    }

    package func happenings(
        from start: Instant, to end: Instant, telling types: Set<String>
    ) throws -> Happenings {
        let first = try sql.first(
            MeasureStatements.firstOfHours, [.integer(EventHour.of(start))]
        ) { try $0.integerIfAny() }
        guard let first = first.flatMap(\.self) else { return Happenings() }
        var touched: Set<CaseID> = []
        var told: [(Int64, CaseID?)] = []
        try sql.each(RotaStatements.happened, [.integer(first)]) { row in
            var columns = Columns(row)
            let sequence = try columns.integer()
            let id = try columns.numberIfAny()
            let at = try columns.time()
            guard start <= at, at < end else { return }
            let type = try columns.text()
            if let id, !Happenings.idle.contains(type) { touched.insert(id) }
            if types.contains(type) { told.append((sequence, id)) }
        }
        var happenings = Happenings()
        happenings.touched = touched.sorted()
        happenings.events = try told.flatMap { sequence, id in
            try events(after: sequence - 1, of: id, limit: 1)
        }
        return happenings
    }
}

extension Happenings {
    /// What comes of the time that passes, and of judging what was done.
    fileprivate static let idle: Set<String> = [
        "service_level.due", "service_level.warned", "service_level.breached",
        "case.reprioritised", "case.scored",
    ]
}

extension SQLWriter {
    package func setToldOpening(_ opening: ToldOpening) throws {
        try sql.run(RotaStatements.setOpening, [.id(opening.queue), .time(opening.openedAt)])
    }

    package func carry(_ cases: [CaseID], in queue: QueueName) throws {
        try sql.run(RotaStatements.dropCarried, [.id(queue)])
        for id in cases { try sql.run(RotaStatements.carry, [.id(queue), .number(id)]) }
    }

    package func setRotaAct(_ act: RotaAct) throws {
        try sql.run(
            RotaStatements.setAct, [.integer(act.number), .text(try JSONText.encoded(act))])
    }

    package func endRotaAct(_ number: Int) throws {
        try sql.run(RotaStatements.endAct, [.integer(number)])
    }

    package func setToldShift(_ shift: ToldShift) throws {
        try sql.run(
            RotaStatements.setShift,
            [
                .text(shift.rotation), .text(shift.layer),
                .text(try JSONText.encoded(list: shift.was)),
                .text(try JSONText.encoded(list: shift.people)),
                .text(try JSONText.encoded(list: shift.untold)), .time(shift.since),
            ])
    }

    package func forgetToldShift(of rotation: String, layer: String) throws {
        try sql.run(RotaStatements.forgetShift, [.text(rotation), .text(layer)])
    }
}

extension Columns {
    fileprivate mutating func people() throws -> [PersonID] {
        try JSONText.decoded(list: try text())
    }
}
