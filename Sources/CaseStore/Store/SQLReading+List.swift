import Casework

// A list is put together from parts that an index answers in order: one for each queue and
// phase, or for each phase of a person's cases. Each part stops at the limit, so that no list
// costs more when there is more history.

extension SQLReading {
    package func cases(_ query: CaseQuery) throws -> [CaseRow] {
        let limit = max(0, min(query.limit, CaseQuery.limitMax))
        guard limit > 0 else { return [] }
        let parts: [[CaseRow]] =
            if let holder = query.holder {
                try held(by: holder, query)
            } else {
                switch query.order {
                case .newest: try newest(query, limit: limit)
                case .urgency, .due: try ordered(query, limit: limit)
                }
            }
        guard parts.count > 1 || query.holder != nil else { return parts.first ?? [] }
        return Array(parts.joined().sorted(by: query.order.precedes).prefix(limit))
    }

    private func newest(_ query: CaseQuery, limit: Int) throws -> [[CaseRow]] {
        let before = SQLValue.integer(query.after?.number ?? Int64.max)
        if query.phases.isEmpty, query.queue == nil, !query.free {
            return [try rows(ListStatements.everything, [before, .integer(limit)])]
        }
        let phases = query.phases.isEmpty ? Phase.allCases : query.phases
        let statement = query.free ? ListStatements.freeInQueue : ListStatements.inQueue
        return try queues(of: query).flatMap { queue in
            try phases.map { phase in
                try rows(statement, [.id(queue), .word(phase), before, .integer(limit)])
            }
        }
    }

    private func ordered(_ query: CaseQuery, limit: Int) throws -> [[CaseRow]] {
        let phases = openPhases(of: query)
        guard !phases.isEmpty else { return [] }
        let statement = ListStatements.ordered(
            query.order, phases: phases.count, free: query.free,
            languages: query.languages?.count)
        return try queues(of: query).map { queue in
            try rows(
                statement,
                [.id(queue)] + phases.map { .word($0) }
                    + (query.languages ?? []).map { .text($0) } + [.integer(limit)])
        }
    }

    /// A person's open cases are few enough to be sorted here; of the closed ones the newest.
    private func held(by holder: PersonID, _ query: CaseQuery) throws -> [[CaseRow]] {
        guard !query.free else { return [] }
        let isNewest = query.order == .newest
        let before = SQLValue.integer(isNewest ? query.after?.number ?? Int64.max : Int64.max)
        let phases = isNewest && query.phases.isEmpty ? Phase.allCases : query.phases
        return try (isNewest ? phases : openPhases(of: query)).map { phase in
            try rows(
                ListStatements.held,
                [.id(holder), .word(phase), before, .integer(CaseQuery.limitMax)]
            ).filter { query.queue == nil || $0.queue == query.queue }
        }
    }

    private func openPhases(of query: CaseQuery) -> [Phase] {
        (query.phases.isEmpty ? Phase.allCases : query.phases).filter(\.isOpen)
    }

    private func queues(of query: CaseQuery) throws -> [QueueName] {
        if let queue = query.queue { return [queue] }
        return try sql.all(CaseStatements.queues) { try $0.id() }
    }

    private func rows(_ statement: String, _ arguments: [SQLValue]) throws -> [CaseRow] {
        try sql.all(statement, arguments) { try CaseRow(row: &$0) }
    }
}

extension CaseQuery.Order {
    /// Whether a case comes before another in this order.
    func precedes(_ left: CaseRow, _ right: CaseRow) -> Bool {
        switch self {
        case .newest:
            return left.id > right.id
        case .urgency:
            if left.priority != right.priority { return left.priority < right.priority }
            if left.points != right.points { return left.points > right.points }
            return CaseQuery.Order.due.precedes(left, right)
        case .due:
            let never = Int64.max
            let leftDue = left.dueAt?.milliseconds ?? never
            let rightDue = right.dueAt?.milliseconds ?? never
            return leftDue != rightDue ? leftDue < rightDue : left.id < right.id
        }
    }
}
