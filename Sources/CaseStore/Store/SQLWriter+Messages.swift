import Casework

extension SQLReading {
    package func remembers(_ reference: SignalReference) throws -> Bool {
        try sql.first(AuditStatements.remembered, [.id(reference)]) { try $0.count() } != nil
    }

    package func message(
        _ reference: String, on network: NetworkName
    ) throws -> KeptMessage? {
        try sql.first(MessageStatements.referred, [.id(network), .text(reference)]) {
            try KeptMessage(row: &$0)
        }
    }

    package func message(from post: DeliveryID) throws -> KeptMessage? {
        try sql.first(MessageStatements.ofPost, [.id(post)]) { try KeptMessage(row: &$0) }
    }

    package func awaitsMessage(on network: NetworkName, in room: String) throws -> Bool {
        try sql.first(MessageStatements.awaited, [.id(network), .text(room)]) {
            try $0.count()
        } != nil
    }

    package func threadRoot(
        of id: CaseID, on network: NetworkName, in room: String
    ) throws -> KeptMessage? {
        let place: [SQLValue] = [.number(id), .id(network), .text(room)]
        return try sql.first(MessageStatements.card, place) { try KeptMessage(row: &$0) }
            ?? sql.first(MessageStatements.newestDraft, place) { try KeptMessage(row: &$0) }
    }

    package func cards(of id: CaseID) throws -> [KeptMessage] {
        try sql.all(MessageStatements.cards, [.number(id)]) { try KeptMessage(row: &$0) }
    }

    package func staleCards(on network: NetworkName, limit: Int) throws -> [KeptMessage] {
        try sql.all(MessageStatements.stale, [.id(network), .integer(max(0, limit))]) {
            try KeptMessage(row: &$0)
        }
    }

    package func sign(_ reference: String, on network: NetworkName) throws -> KeptSign? {
        try sql.first(MessageStatements.sign, [.id(network), .text(reference)]) { row in
            KeptSign(
                network: try row.id(), reference: try row.text(), matter: try row.number(),
                revision: try row.countIfAny(), meaning: try row.text(), by: try row.id())
        }
    }
}

extension SQLWriter {
    package func keep(_ message: KeptMessage, at: Instant) throws {
        let revision: Int? = if case .draft(let revision) = message.kind { revision } else { nil }
        try sql.run(
            MessageStatements.insert,
            [
                .id(message.post), .id(message.network), .text(message.room),
                .number(message.matter), .integer(revision), .text(message.reference),
                .integer(message.shows), .time(at),
            ])
    }

    package func keep(_ sign: KeptSign, at: Instant) throws {
        try sql.run(
            MessageStatements.insertSign,
            [
                .id(sign.network), .text(sign.reference), .number(sign.matter),
                .integer(sign.revision), .text(sign.meaning), .id(sign.by), .time(at),
            ])
    }

    package func landed(_ post: DeliveryID, as reference: String?) throws {
        if let reference {
            try sql.run(MessageStatements.landed, [.text(reference), .id(post)])
        } else {
            try sql.run(MessageStatements.drop, [.id(post)])
        }
    }

    package func takenAway(_ post: DeliveryID) throws -> NewPost? {
        try sql.run(MessageStatements.drop, [.id(post)])
        try sql.run(PostStatements.takenAway, [.id(post)])
        return try sql.first(PostStatements.whole, [.id(post)]) { try NewPost(row: &$0) }
    }

    package func leaveBehind(
        on network: NetworkName, in room: String, cards limit: Int
    ) throws -> [KeptMessage] {
        let place: [SQLValue] = [.id(network), .text(room)]
        let cards = try sql.all(
            MessageStatements.cardsOfRoom, place + [.integer(max(0, limit))]
        ) { try KeptMessage(row: &$0) }
        let drafts = try sql.all(MessageStatements.draftsOfRoom, place) {
            try KeptMessage(row: &$0)
        }
        try sql.run(MessageStatements.dropRoom, place)
        return cards + drafts
    }

    package func shown(_ card: DeliveryID, upTo event: Int64) throws {
        try sql.run(MessageStatements.shown, [.integer(event), .id(card), .integer(event)])
    }
}

extension KeptMessage {
    init(row: inout Columns) throws {
        let post: DeliveryID = try row.id()
        let network: NetworkName = try row.id()
        let room = try row.text()
        let matter: CaseID = try row.number()
        let revision = try row.countIfAny()
        self.init(
            post: post, network: network, room: room, matter: matter,
            kind: revision.map { .draft(revision: $0) } ?? .card,
            reference: try row.textIfAny(), shows: try row.integer())
    }
}
