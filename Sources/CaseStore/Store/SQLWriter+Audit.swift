import Casework

extension SQLWriter {
    /// Sequence and hash are given last, when everything else of the transaction's step stands.
    func append(
        _ facts: [Fact], of matter: CaseID?, by: PersonID?, via: NetworkName?, at: Instant
    ) throws {
        guard !facts.isEmpty else { return }
        var head = try auditHead()
        let hour = EventHour.of(at)
        if memory.hour != hour {
            try sql.run(
                MeasureStatements.noteHour, [.integer(hour), .integer(head.sequence + 1)])
            memory.note(hour: hour)
        }
        for fact in facts {
            let text = try FactText(fact)
            let salt = salts.next()
            let digest = EventChain.digest(salt: salt, data: text.data)
            head.sequence += 1
            head.hash = EventChain.hash(
                after: head.hash, sequence: head.sequence, matter: matter, at: at,
                type: text.type, by: by, via: via, digest: digest)
            try sql.run(
                AuditStatements.insert,
                [
                    .integer(head.sequence), .number(matter), .time(at), .text(text.type),
                    .id(by), .id(via), .text(String(decoding: text.data, as: UTF8.self)),
                    .bytes(salt), .bytes(digest), .bytes(head.hash),
                ])
        }
        memory.advance(to: head)
    }

    package func auditHead() throws -> AuditHead {
        if let head = memory.head { return head }
        let head = try readAuditHead()
        memory.note(head)
        return head
    }

    /// Once for the whole transaction, at its end.
    func writeHead() throws {
        guard memory.isHeadAhead, let head = memory.head else { return }
        try sql.run(AuditStatements.advance, [.integer(head.sequence), .bytes(head.hash)])
        memory.note(head)
    }
}
