import Casework

extension SQLReading {
    package func landings(of id: CaseID) throws -> [Landing] {
        try sql.all(PostStatements.landed, [.number(id)]) { row in
            let purpose = try row.word(Purpose.self)
            let revision = try row.countIfAny()
            let network = try row.id(NetworkName.self)
            let room = try row.idIfAny(RoomName.self)
            // In a room, that is only whom the line speaks to.
            let recipient = try row.idIfAny(PersonID.self)
            let (at, askedAt) = (try row.time(), try row.time())
            let asking = try row.textIfAny().map { try JSONText.decoded($0, as: Notice.self) }
            return Landing(
                purpose: purpose, revision: revision, network: network,
                place: room.map { .room($0) } ?? .direct, to: room == nil ? recipient : nil,
                at: at, askedAt: askedAt, question: asking?.mergeQuestion)
        }
    }

    package func networksWithFreshCard(
        of id: CaseID, revision: Int
    ) throws -> Set<NetworkName> {
        Set(
            try sql.all(PostStatements.freshCards, [.number(id), .integer(revision)]) {
                try $0.id(NetworkName.self)
            })
    }

    package func casesWithReplyOnItsWay(in queue: QueueName?) throws -> [CaseID] {
        if let queue {
            return try sql.all(ReplyStatements.pendingCasesInQueue, [.id(queue)]) {
                try $0.number()
            }
        }
        return try sql.all(ReplyStatements.pendingCases) { try $0.number() }
    }

    package func reply(_ key: DeliveryID) throws -> ReplyRow? {
        try sql.first(ReplyStatements.byKey, [.id(key)]) { try ReplyRow(row: &$0) }
    }

    package func outboxFigures() throws -> OutboxFigures {
        let due = try figures(PostStatements.dueFigures)
        let leased = try figures(PostStatements.leasedFigures)
        let replies = try figures(ReplyStatements.figures)
        let told = try figures(AcknowledgementStatements.figures)
        return OutboxFigures(
            pendingPosts: due.count + leased.count, pendingReplies: replies.count + told.count,
            oldestPost: [due.oldest, leased.oldest].compactMap(\.self).min(),
            oldestReply: [replies.oldest, told.oldest].compactMap(\.self).min())
    }

    private func figures(_ statement: String) throws -> (count: Int, oldest: Instant?) {
        try sql.first(statement) { (try $0.count(), try $0.timeIfAny()) } ?? (0, nil)
    }
}
