import Casework

extension SQLWriter {
    package func apply(_ change: ReplyChange, of id: CaseID, at: Instant) throws {
        switch change {
        case .schedule(let key, let revision, let due):
            try schedule(key, of: id, revision: revision, due: due)
        case .reschedule(let key, let due):
            try alter(key) { reply in
                if reply.state == .scheduled { reply.due = due }
            }
        case .cancel(let key):
            try alter(key) { reply in
                // One that waits to be tried again is stopped by the brake, its customer or an undo.
                try reply.require(
                    [.scheduled, .sending, .parked, .failed, .unknown], "be called back")
                reply.state = .parked
                reply.leasedUntil = nil
            }
        case .clear(let key):
            try alter(existing: key) { reply in
                try reply.require([.sending, .unknown], "be cleared")
                reply.state = .parked
                reply.leasedUntil = nil
                reply.uncertain = false
            }
        case .depart(let key):
            try alter(existing: key) { reply in
                try reply.require([.scheduled, .sending], "leave")
                reply.state = .sending
                reply.departedAt = reply.departedAt ?? at
                reply.due = at
                reply.leasedUntil = nil
            }
        case .retry(let key, let due, let uncertain):
            try alter(existing: key) { reply in
                try reply.require([.sending], "be tried again")
                reply.due = due
                reply.leasedUntil = nil
                reply.uncertain = reply.uncertain || uncertain
            }
        case .finish(let key, let end):
            try alter(existing: key) { reply in
                reply.state =
                    switch end {
                    case .sent: .sent
                    case .failed: .failed
                    case .unknown: .unknown
                    }
                // Trying it again does not make the attempt that may have arrived undone.
                reply.uncertain = reply.uncertain || end == .unknown
                reply.leasedUntil = nil
            }
        }
    }

    /// A row that called itself back, was held or failed is used again: the same key, its attempts
    /// and doubts counted on, the deadline counted from the new departure.
    private func schedule(
        _ key: DeliveryID, of id: CaseID, revision: Int, due: Instant
    ) throws {
        guard var reply = try reply(key) else {
            try sql.run(
                ReplyStatements.insert,
                [.id(key), .number(id), .integer(revision), .time(due)])
            return
        }
        guard reply.matter == id else {
            throw StoreFailure.notWritten("the reply's key belongs to \(reply.matter)")
        }
        try reply.require([.scheduled, .parked, .failed, .unknown], "be scheduled")
        reply.revision = revision
        reply.state = .scheduled
        reply.due = due
        reply.departedAt = nil
        try store(reply)
    }

    private func alter(_ key: DeliveryID, _ body: (inout ReplyRow) throws -> Void) throws {
        guard let before = try reply(key) else { return }
        var reply = before
        try body(&reply)
        if reply != before { try store(reply) }
    }

    private func alter(
        existing key: DeliveryID, _ body: (inout ReplyRow) throws -> Void
    ) throws {
        guard try reply(key) != nil else {
            throw StoreFailure.notWritten("no reply was ever scheduled under the key \(key)")
        }
        try alter(key, body)
    }

    private func store(_ reply: ReplyRow) throws {
        try sql.run(
            ReplyStatements.change,
            [
                .integer(reply.revision), .word(reply.state), .time(reply.due),
                .time(reply.departedAt), .integer(reply.attempts), .flag(reply.uncertain),
                .time(reply.leasedUntil), .flag(reply.isPending), .id(reply.key),
            ])
    }

    package func dueReplies(now: Instant, limit: Int) throws -> [ReplyRow] {
        try sql.all(ReplyStatements.due, [.time(now), .integer(max(0, limit))]) {
            try ReplyRow(row: &$0)
        }
    }

    package func leaseAttempt(_ key: DeliveryID, until: Instant) throws -> ReplyRow? {
        guard var reply = try reply(key), reply.state == .sending, reply.leasedUntil == nil
        else { return nil }
        reply.attempts += 1
        reply.leasedUntil = until
        try store(reply)
        return reply
    }

    package func interruptedReplies() throws -> [ReplyRow] {
        try sql.all(ReplyStatements.interrupted) { try ReplyRow(row: &$0) }
    }
}

extension ReplyRow {
    /// - Throws: `StoreFailure.notWritten` if the decision was made about another state.
    fileprivate func require(_ states: [State], _ what: String) throws {
        guard states.contains(state) else {
            throw StoreFailure.notWritten("a \(state) reply cannot \(what) (\(key))")
        }
    }
}
