import Casework

extension SQLReading {
    package func find(_ query: FindQuery, limit: Int) throws -> Found {
        let progress = try findProgress()
        var found = Found()
        found.unread = try readAuditHead().sequence - progress.sequence
        if progress.oldest > 1 { found.reading = try gap(from: progress.oldest) }
        var hits: [FindHits] = []
        for part in query.parts {
            for lookup in part.lookups {
                guard let match = try match(lookup) else {
                    found.tooWide = part
                    return found
                }
                hits.append(FindHits(match))
            }
        }
        let limit = max(1, min(limit, CaseQuery.limitMax))
        var search = FindSearch(hits, limit: limit)
        try search.run(in: sql)
        found.hasMore = search.found.count > limit
        found.cases = search.found.prefix(limit).map { CaseID($0) }
        if let place = search.gaveUpAt { found.gaveUp = try gap(from: place) }
        if found.cases.isEmpty, found.gaveUp == nil { found.missing = try missing(of: query) }
        return found
    }

    package func notes(of id: CaseID) throws -> [CaseNote] {
        try sql.all(FindStatements.notes, [.number(id), .integer(Findable.slotsMax)]) { row in
            try StoredEvent(row: &row)
        }.compactMap { event in
            event.fact.flatMap { CaseNote($0, by: event.by, at: event.at) }
        }
    }

    func findProgress() throws -> FindProgress {
        let progress = try sql.first(FindStatements.progress) { row in
            FindProgress(sequence: try row.integer(), oldest: try row.integer())
        }
        guard let progress else { throw StoreFailure.damaged("the index has lost its place") }
        return progress
    }

    private func gap(from number: Int64) throws -> Found.Gap {
        Found.Gap(
            backTo: try sql.first(FindStatements.openedFrom, [.integer(number)]) {
                try $0.time()
            })
    }

    /// In the words of FTS5; nothing if a stem stands for too many words. Tokens hold neither
    /// quotation marks nor anything else that FTS5 would read.
    private func match(_ lookup: FindQuery.Part.Lookup) throws -> String? {
        switch lookup {
        case .phrase(let tokens): return "words : \(phrase(tokens))"
        case .sign(let sign): return "signs : \(phrase([sign]))"
        case .stem(let before, let stem):
            let words = try words(from: stem)
            guard words.count <= FindSearch.stemWordsMax else { return nil }
            // What stands nowhere finds nothing.
            let all = words.isEmpty ? [stem] : words
            return "words : (\(all.map { phrase(before + [$0]) }.joined(separator: " OR ")))"
        }
    }

    private func phrase(_ tokens: [String]) -> String { "\"\(tokens.joined(separator: " "))\"" }

    /// One more than may be, if there are as many.
    private func words(from stem: String) throws -> [String] {
        let limit = SQLValue.integer(FindSearch.stemWordsMax + 1)
        return try sql.all(FindStatements.wordsFrom, [.text(stem), limit]) { try $0.text() }
            .filter { $0.utf8.starts(with: stem.utf8) }
    }

    private func missing(of query: FindQuery) throws -> [FindQuery.Part] {
        var effort = 0
        return try query.parts.filter { part in
            try part.lookups.contains { lookup in
                guard let match = try match(lookup) else { return false }
                var hits = FindHits(match)
                return try hits.newest(upTo: FindRow.lastCase, in: sql, &effort) == nil
            }
        }
    }
}

/// How far the index has come: events up to `sequence` are in it, of cases from `oldest` on.
struct FindProgress: Hashable, Sendable {
    var sequence: Int64
    var oldest: Int64
}

/// Goes through several lists of cases at once, from the newest on, to where all of them agree.
struct FindSearch {
    /// So many words can stand for a stem.
    static let stemWordsMax = 64
    /// As `FindHits` counts it.
    static let effortMax = 1000

    private var lists: [FindHits]
    private let limit: Int
    private let effortMax: Int
    private(set) var effort = 0
    /// One more than the limit, if there are as many.
    private(set) var found: [Int64] = []
    private(set) var gaveUpAt: Int64?

    init(_ lists: [FindHits], limit: Int, effortMax: Int = FindSearch.effortMax) {
        self.lists = lists
        self.limit = limit
        self.effortMax = effortMax
    }

    mutating func run(in sql: any SQLConnection) throws {
        var bound = FindRow.lastCase
        while found.count <= limit, let hit = try agreed(upTo: bound, in: sql) {
            found.append(hit)
            bound = hit - 1
        }
    }

    /// The newest case up to that one that stands in all lists.
    private mutating func agreed(upTo bound: Int64, in sql: any SQLConnection) throws -> Int64? {
        var candidate = bound
        var agreeing = 0
        while agreeing < lists.count {
            for index in lists.indices where agreeing < lists.count {
                guard effort < effortMax else {
                    gaveUpAt = candidate
                    return nil
                }
                guard let next = try lists[index].newest(upTo: candidate, in: sql, &effort)
                else { return nil }
                agreeing = next == candidate ? agreeing + 1 : 1
                candidate = next
            }
        }
        return candidate
    }
}
