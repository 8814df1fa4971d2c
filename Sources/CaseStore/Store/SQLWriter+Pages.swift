import Casework

extension SQLReading {
    package func lastPage(of chain: String, until now: Instant) throws -> Instant? {
        try sql.first(PageStatements.last, [.text(chain), .time(now)]) { try $0.timeIfAny() }
            ?? nil
    }

    package func pagedRuns(limit: Int) throws -> [PagedRun] {
        try sql.all(PageStatements.runs, [.integer(max(0, limit))]) { row in
            PagedRun(id: try row.number(), paging: try JSONText.decoded(try row.text()))
        }
    }

    package func linkedPage(tokenHash: String) throws -> LinkedPage? {
        try sql.first(PageStatements.linked, [.text(tokenHash)]) { row in
            LinkedPage(page: try Page(row: &row), usedAt: try row.timeIfAny())
        }
    }
}

extension SQLWriter {
    package func add(_ page: Page, token: String?, tokenHash: String?) throws {
        try sql.run(
            PageStatements.insert,
            [
                .id(page.key), .id(page.person), .word(page.channel), .text(page.chain),
                .integer(page.step), .text(try JSONText.encoded(list: page.cases)),
                .flag(page.isTest), .time(page.createdAt), .flag(page.isFirst),
                .text(page.channel == .direct ? "direct" : "waiting"), .time(page.createdAt),
                .text(token), .text(tokenHash),
            ])
    }

    package func leasePages(now: Instant, until: Instant, limit: Int) throws -> [PageRow] {
        let due = try sql.all(
            PageStatements.due, [.time(now), .time(now), .integer(max(0, limit))]
        ) { row in
            PageRow(
                page: try Page(row: &row), attempts: try row.count() + 1,
                token: try row.textIfAny())
        }
        for row in due { try sql.run(PageStatements.lease, [.time(until), .id(row.page.key)]) }
        return due
    }

    package func settle(_ end: PageEnd) throws {
        switch end.end {
        case .again(let due):
            try sql.run(PageStatements.again, [.time(due), .id(end.key)])
        case .sent(let reference):
            try sql.run(
                PageStatements.end, [.text("sent"), .time(end.at), .text(reference), .id(end.key)])
        case .failed(let reason):
            try sql.run(
                PageStatements.end, [.text("failed"), .time(end.at), .text(reason), .id(end.key)])
        }
    }

    package func recoverPages(now: Instant) throws {
        try sql.run(PageStatements.recover, [.time(now)])
    }

    package func nextPageDue() throws -> Instant? {
        try sql.first(PageStatements.nextDue) { try $0.time() }
    }

    package func usePage(tokenHash: String, at: Instant) throws {
        try sql.run(PageStatements.use, [.time(at), .text(tokenHash)])
    }

    package func prunePages(before: Instant) throws {
        try sql.run(PageStatements.prune, [.time(before)])
    }
}

extension Page {
    init(row: inout Columns) throws {
        self.init(
            key: try row.id(), person: try row.id(), channel: try row.word(),
            cases: [], chain: try row.text(), step: try row.count(), isTest: false,
            createdAt: Instant(milliseconds: 0))
        cases = try JSONText.decoded(list: try row.text())
        isTest = try row.flag()
        createdAt = try row.time()
        isFirst = try row.flag()
    }
}
