import Casework

extension SQLReading {
    package func acquaintance(
        with handle: String, of source: SourceName, before id: CaseID
    ) throws -> Acquaintance? {
        let earlier = try cases(with: handle, of: source, before: id)
        guard let latest = earlier.first else { return nil }
        for (id, outcome) in earlier {
            let reply = try sql.first(PeopleStatements.newestReply, [.number(id)]) { row in
                Acquaintance.Reply(
                    by: try row.id(), at: try row.time(), matter: id,
                    outcome: outcome)
            }
            guard let reply else { continue }
            return Acquaintance(cases: earlier.count, latest: latest.id, reply: reply)
        }
        return Acquaintance(cases: earlier.count, latest: latest.id, reply: nil)
    }

    /// The newest, with how they ended.
    private func cases(
        with handle: String, of source: SourceName, before id: CaseID
    ) throws -> [(id: CaseID, outcome: String?)] {
        try sql.all(
            PeopleStatements.earlier,
            [.id(source), .text(handle), .number(id), .integer(Acquaintance.countMax)]
        ) { row in
            (
                id: try row.number() as CaseID, outcome: try row.textIfAny(),
                isOfSource: try row.flag()
            )
        }.filter(\.isOfSource).map { ($0.id, $0.outcome) }
    }

    package func echo(
        of text: String, to handle: String, of source: SourceName, besides id: CaseID
    ) throws -> Echo? {
        let newest = CaseID(Int64.max)
        for (other, _) in try cases(with: handle, of: source, before: newest) where other != id {
            let said = try sql.first(PeopleStatements.said, [.number(other), .text(text)]) {
                try $0.integer()
            }
            if said != nil { return Echo(text: text, matter: other) }
        }
        return nil
    }

    package func earlierCases(
        of handle: String, at source: SourceName, before id: CaseID
    ) throws -> Int {
        try cases(with: handle, of: source, before: id).count
    }

    package func holders() throws -> [PersonID] {
        var holders: [PersonID] = []
        while let next: PersonID = try sql.first(
            PeopleStatements.nextHolder, [.text(holders.last?.rawValue ?? "")],
            { try $0.idIfAny() }) ?? nil
        {
            holders.append(next)
        }
        return holders
    }

    package func leaves() throws -> [Leave] {
        try sql.all(PeopleStatements.leaves) { row in
            Leave(person: try row.id(), since: try row.time(), until: try row.timeIfAny())
        }
    }
}

extension SQLWriter {
    package func setLeave(_ leave: Leave) throws {
        try sql.run(
            PeopleStatements.setLeave,
            [.id(leave.person), .time(leave.since), .time(leave.until)])
    }

    package func endLeave(of person: PersonID) throws {
        try sql.run(PeopleStatements.endLeave, [.id(person)])
    }
}
