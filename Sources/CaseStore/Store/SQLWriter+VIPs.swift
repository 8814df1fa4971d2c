import Casework

extension SQLReading {
    package func vip(_ handle: String, at source: SourceName) throws -> VIP? {
        let said = try sql.all(VIPStatements.ofHandle, [.text(handle)]) { try VIP(row: &$0) }
        return said.first { $0.source == source } ?? said.first { $0.source == nil }
    }

    package func vips() throws -> [VIP] {
        try sql.all(VIPStatements.all) { try VIP(row: &$0) }
    }
}

extension SQLWriter {
    package func setVIP(_ vip: VIP) throws {
        try sql.run(
            VIPStatements.set,
            [
                .text(vip.handle), .text(vip.source?.rawValue ?? ""), .text(vip.reason),
                .time(vip.since), .time(vip.until), .id(vip.by),
            ])
    }

    package func endVIP(_ handle: String, at source: SourceName?) throws {
        try sql.run(VIPStatements.end, [.text(handle), .text(source?.rawValue ?? "")])
    }

    package func overdueVIPs(now: Instant, limit: Int) throws -> [VIP] {
        try sql.all(VIPStatements.overdue, [.time(now), .integer(max(0, limit))]) {
            try VIP(row: &$0)
        }
    }

    package func openCases(of handle: String, at source: SourceName?) throws -> [CaseID] {
        var theirs: [CaseID] = []
        try sql.each(VIPStatements.open, []) { row in
            var columns = Columns(row)
            let id = try columns.number()
            if Condition.folded(try columns.text()) == handle { theirs.append(id) }
        }
        guard let source else { return theirs.sorted() }
        return try theirs.sorted().filter { id in
            try sql.first(VIPStatements.source, [.number(id)]) { try $0.text() } == source.rawValue
        }
    }
}

extension VIP {
    fileprivate init(row: inout Columns) throws {
        let handle = try row.text()
        let source = try row.text()
        self.init(
            handle: handle, source: source.isEmpty ? nil : SourceName(source),
            reason: try row.text(), since: try row.time(), until: try row.timeIfAny(),
            by: try row.id())
    }
}
