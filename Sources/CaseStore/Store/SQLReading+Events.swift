import Casework

extension SQLReading {
    package func events(after: Int64, of id: CaseID?, limit: Int) throws -> [StoredEvent] {
        let limit = SQLValue.integer(max(0, limit))
        return if let id {
            try sql.all(AuditStatements.afterOfCase, [.number(id), .integer(after), limit]) {
                try StoredEvent(row: &$0)
            }
        } else {
            try sql.all(AuditStatements.after, [.integer(after), limit]) {
                try StoredEvent(row: &$0)
            }
        }
    }

    package func deskEvents(after: Int64, limit: Int) throws -> [StoredEvent] {
        try sql.all(AuditStatements.afterOfDesk, [.integer(after), .integer(max(0, limit))]) {
            try StoredEvent(row: &$0)
        }
    }

    package func tellings(after: Int64, limit: Int) throws -> [StoredEvent] {
        try sql.all(AuditStatements.after, [.integer(after), .integer(max(0, limit))]) {
            try StoredEvent(row: &$0, withFact: false)
        }
    }

    package func lastEvent() throws -> Int64 { try auditHead().sequence }

    package func clockSeen() throws -> Instant? {
        let last = try lastEvent()
        let since = try sql.first(DeskStatements.clockSet, [.integer(last)]) { try $0.time() }
        return try since ?? events(after: last - 1, of: nil, limit: 1).last?.at
    }

    package func auditHead() throws -> AuditHead { try readAuditHead() }

    func readAuditHead() throws -> AuditHead {
        let head = try sql.first(AuditStatements.head) { row in
            AuditHead(sequence: try row.integer(), hash: try row.bytes())
        }
        guard let head else { throw StoreFailure.damaged("the audit has lost its head") }
        return head
    }

    package func auditEntries(after: Int64, limit: Int) throws -> [AuditEntry] {
        try sql.all(AuditStatements.entriesAfter, [.integer(after), .integer(limit)]) {
            try AuditEntry(row: &$0)
        }
    }

    package func caseNumbers(after: CaseID?, limit: Int) throws -> [CaseID] {
        try sql.all(
            CaseStatements.numbersAfter, [.integer(after?.number ?? 0), .integer(limit)]
        ) { try $0.number() }
    }

    package func recountedCases() throws -> [CaseCount] {
        try sql.all(CaseStatements.countsRecounted) { row in try CaseCount(row: &row) }
    }
}

extension StoredEvent {
    init(row: inout Columns, withFact: Bool = true) throws {
        let sequence = try row.integer()
        let matter = try row.numberIfAny()
        let at = try row.time()
        let type = try row.text()
        let by = try row.idIfAny(PersonID.self)
        let via = try row.idIfAny(NetworkName.self)
        let data = try row.textIfAny()
        let fact = try (withFact ? data : nil).map {
            try FactText.fact(type: type, data: $0, sequence: sequence)
        }
        self.init(
            sequence: sequence, matter: matter, at: at, type: type, by: by, via: via, fact: fact,
            data: data ?? "null", hash: EventChain.hex(try row.bytes()))
    }
}

extension AuditEntry {
    init(row: inout Columns) throws {
        self.init(
            sequence: try row.integer(), matter: try row.numberIfAny(), at: try row.time(),
            type: try row.text(), by: try row.idIfAny(), via: try row.idIfAny(),
            data: try row.textIfAny(), salt: try row.bytesIfAny(), digest: try row.bytes(),
            hash: try row.bytes())
    }
}
