package import Notation

/// One event of a room as a server gives it to a client. (Client-Server API, "Room event format")
/// Whatever its content holds stays in `content`, whether we know it or not.
package struct MatrixEvent: Hashable, Sendable {
    package var type: String
    /// Nothing in the state that comes with an invitation.
    package var id: String?
    package var sender: MatrixUserID
    /// Milliseconds since 1970, by the clock of the sender's server, which may say anything.
    package var serverTime: Int64
    /// A state event's; nothing on others.
    package var stateKey: String?
    package var content: JSONObject
    /// On an `m.room.redaction` of an older room version.
    package var redacts: String?
    /// What its membership was before, on `m.room.member`.
    package var previousMembership: String?
    /// It was taken away before we got to see it: what is left means nothing.
    package var isRedacted: Bool
    /// Under which we sent it, on an event that this very device of ours has sent.
    package var transaction: String?

    /// Nothing if it lacks what every event has, or has it in a form that none has: such an event
    /// is skipped, and what stands around it is read.
    package init?(_ value: JSONValue) {
        guard case .object(let object) = value, let type = object["type"]?.string,
            type.utf8.count <= MatrixID.bytesMax,
            let sender = (object["sender"]?.string).flatMap(MatrixUserID.init)
        else { return nil }
        self.type = type
        self.sender = sender
        if let id = object["event_id"] {
            guard let text = id.string, MatrixID.isEvent(text) else { return nil }
            self.id = text
        }
        if let key = object["state_key"] {
            guard let text = key.string, text.utf8.count <= MatrixID.bytesMax else { return nil }
            stateKey = text
        }
        guard case .object(let content) = object["content"] ?? .object(JSONObject(members: []))
        else { return nil }
        self.content = content
        serverTime = object["origin_server_ts"]?.integer ?? 0
        redacts = object["redacts"]?.string
        let unsigned = object["unsigned"]
        let before = unsigned?["prev_content"] ?? object["prev_content"]
        previousMembership = before?["membership"]?.string
        isRedacted = unsigned?["redacted_because"] != nil
        transaction = unsigned?["transaction_id"]?.string.flatMap {
            $0.utf8.count <= MatrixID.bytesMax ? $0 : nil
        }
    }

    /// It is state, of this key.
    func isState(_ type: String, key: String = "") -> Bool {
        self.type == type && stateKey == key
    }
}

extension JSONValue {
    /// A whole number; also one that is written as `2.0`.
    var integer: Int64? {
        switch self {
        case .integer(let number): number
        case .real(let number): Int64(exactly: number)
        default: nil
        }
    }

    var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
    var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
}
