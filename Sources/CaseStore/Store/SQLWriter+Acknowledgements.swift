import Casework

extension SQLReading {
    package func acknowledgement(_ key: DeliveryID) throws -> AcknowledgementRow? {
        try sql.first(AcknowledgementStatements.byKey, [.id(key)]) {
            try AcknowledgementRow(row: &$0)
        }
    }

    package func acknowledgedBefore(
        _ handle: String, at source: SourceName
    ) throws -> [AcknowledgedBefore] {
        try sql.all(
            AcknowledgementStatements.ofCustomer,
            [.id(source), .text(handle), .integer(AcknowledgedBefore.countMax)]
        ) { AcknowledgedBefore(period: try $0.text(), at: try $0.time()) }
    }
}

extension SQLWriter {
    /// They only come, or end.
    func bring(acknowledgementsOf matter: Case, before: Case?, at: Instant) throws {
        let old = before?.acknowledgements ?? []
        guard old != matter.acknowledgements else { return }
        for (was, now) in zip(old, matter.acknowledgements) where was != now {
            let changed = try sql.run(
                AcknowledgementStatements.change,
                now.standing + [
                    .word(now.state), .time(at), .id(now.key), .number(matter.id),
                ])
            guard changed == 1 else {
                throw StoreFailure.notWritten("\(matter.id) is not what it was taken to be")
            }
        }
        for (position, new) in matter.acknowledgements.enumerated().dropFirst(old.count) {
            try sql.run(
                AcknowledgementStatements.insert,
                new.content + [.number(matter.id), .integer(position), .time(new.decidedAt)])
        }
    }

    package func apply(_ change: AcknowledgementChange, at: Instant) throws {
        guard var row = try acknowledgement(change.key) else {
            throw StoreFailure.notWritten("no acknowledgement has the key \(change.key)")
        }
        switch change {
        case .schedule(_, let due):
            row.due = due
        case .depart:
            row.departedAt = row.departedAt ?? at
            row.due = at
            row.leasedUntil = nil
        case .retry(_, let due, let uncertain):
            row.due = due
            row.leasedUntil = nil
            row.uncertain = row.uncertain || uncertain
        case .finish:
            return
        }
        try store(row)
    }

    private func store(_ row: AcknowledgementRow) throws {
        try sql.run(
            AcknowledgementStatements.carry,
            [
                .time(row.due), .time(row.departedAt), .integer(row.attempts),
                .flag(row.uncertain), .time(row.leasedUntil), .id(row.key),
            ])
    }

    package func dueAcknowledgements(limit: Int) throws -> [AcknowledgementRow] {
        try sql.all(AcknowledgementStatements.due, [.integer(max(0, limit))]) {
            try AcknowledgementRow(row: &$0)
        }
    }

    package func leaseAcknowledgement(
        _ key: DeliveryID, until: Instant
    ) throws -> AcknowledgementRow? {
        guard var row = try acknowledgement(key), row.state == .sending, row.leasedUntil == nil
        else { return nil }
        row.attempts += 1
        row.leasedUntil = until
        try store(row)
        return row
    }

    package func interruptedAcknowledgements() throws -> [AcknowledgementRow] {
        try sql.all(AcknowledgementStatements.interrupted) { try AcknowledgementRow(row: &$0) }
    }
}

extension Acknowledgement {
    init(row: inout Columns) throws {
        self.init(
            key: try row.id(), answers: MentionKey(source: try row.id(), id: try row.text()),
            customer: try row.text(), period: try row.text(), opensAt: try row.time(),
            canned: try row.text(), text: try row.text(), visibility: try row.word(),
            decidedAt: try row.time(), state: try row.word())
        endedAt = try row.timeIfAny()
        reference = try row.textIfAny()
        remark = try row.textIfAny()
    }

    fileprivate var content: [SQLValue] {
        [
            .id(key), .id(answers.source), .text(answers.id), .text(customer), .text(period),
            .time(opensAt), .text(canned), .text(text), .word(visibility), .time(decidedAt),
        ] + standing
    }

    /// In the columns' order.
    fileprivate var standing: [SQLValue] {
        [
            .word(state), .time(endedAt), .text(reference), .text(remark),
            .flag(state.isPending), .flag(state.isGiven),
        ]
    }
}

extension AcknowledgementRow {
    init(row: inout Columns) throws {
        self.init(
            key: try row.id(), matter: try row.number(),
            answers: MentionKey(source: try row.id(), id: try row.text()),
            state: try row.word(), decidedAt: try row.time(), due: try row.time(),
            departedAt: try row.timeIfAny(), attempts: try row.count(),
            uncertain: try row.flag(), leasedUntil: try row.timeIfAny())
    }
}
