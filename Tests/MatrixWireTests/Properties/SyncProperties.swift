import Notation

@testable import MatrixWire

/// What holds for a document of a homeserver's, whatever is in it: an answer to `/sync` or
/// `/messages`, or one event.
enum SyncProperties {
    /// What a room may say of itself and be closed.
    private static let closing: [(type: String, member: String, harmless: Set<String>)] = [
        ("m.room.join_rules", "join_rule", ["invite", "knock", "private"]),
        ("m.room.history_visibility", "history_visibility", ["shared", "invited", "joined"]),
        ("m.room.guest_access", "guest_access", ["forbidden"]),
    ]

    static func violation(in input: [UInt8]) -> String? {
        guard let value = try? JSONParser.parse(input, tolerance: .forgiving) else { return nil }
        if let event = MatrixEvent(value), let violation = violation(in: event, of: value) {
            return violation
        }
        guard let object = value.object else { return nil }
        if let page = HistoryPage(object) {
            for event in page.events {
                if let violation = violation(in: event) { return violation }
            }
        }
        return SyncAnswer(object).flatMap(violation)
    }

    // MARK: - Events

    private static func violation(in event: MatrixEvent, of value: JSONValue) -> String? {
        if let content = value["content"], content != .object(event.content) {
            return "the content is another"
        }
        return violation(in: event)
    }

    private static func violation(in event: MatrixEvent) -> String? {
        guard MatrixID.isUser(event.sender.rawValue), event.id.map(MatrixID.isEvent) ?? true else {
            return "\(event.id ?? "an event") is by \(event.sender.rawValue)"
        }
        let relation = Relation(event.content)
        let targets = [
            relation.threadRoot, relation.inReplyTo, relation.replaces,
            relation.annotates?.target,
        ]
        for target in targets.compactMap({ $0 }) where !MatrixID.isEvent(target) {
            return "it belongs to \(target)"
        }
        let contents = [
            MessageContent(event.content), MessageContent.replacement(event.content),
        ]
        return contents.lazy.compactMap { $0 }.compactMap(violation).first
    }

    /// What is left of a text when quotation and name are taken off is an end of it.
    private static func violation(in content: MessageContent) -> String? {
        guard ends(content.body, with: content.ownBody) else { return "another body" }
        guard let user = MatrixUserID(HomeserverOpening.user) else { return "no user" }
        for name in [nil, "Casebell", content.html] {
            let text = AddressedText(
                content.ownBody, html: content.html, user: user, displayName: name,
                isMeant: content.mentions?.contains(user.rawValue) == true)
            guard ends(content.ownBody, with: text.text) else { return "another text" }
            if !text.isAddressed, text.text != content.ownBody { return "a name is taken off" }
        }
        return nil
    }

    private static func ends(_ whole: String, with end: String) -> Bool {
        whole.utf8.count >= end.utf8.count
            && whole.utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
    }

    // MARK: - Answers

    private static func violation(in answer: SyncAnswer) -> String? {
        if answer.nextBatch.isEmpty { return "no next_batch" }
        for rooms in [answer.joined, answer.invited, answer.left] {
            if rooms.count > SyncAnswer.roomsMax { return "\(rooms.count) rooms" }
            for room in rooms {
                guard MatrixID.isRoom(room.id) else { return "\(room.id) is no room" }
                if let violation = violation(in: room) { return violation }
            }
        }
        return nil
    }

    private static func violation(in answered: SyncAnswer.Room) -> String? {
        var room = MatrixRoom(id: answered.id)
        for event in answered.state + answered.timeline {
            if let violation = violation(in: event) { return violation }
            room.take(event)
        }
        _ = room.may(HomeserverOpening.user, setState: "m.room.topic")
        guard case .closed(let members) = room.privacy(of: HomeserverOpening.user) else {
            return nil
        }
        let state = answered.state + answered.timeline
        for (type, member, harmless) in SyncProperties.closing {
            guard let last = state.last(where: { $0.type == type && $0.stateKey == "" }) else {
                continue
            }
            if !harmless.contains(last.content[member]?.string ?? "") {
                return "closed to \(members), whatever \(type) says"
            }
        }
        return nil
    }
}
