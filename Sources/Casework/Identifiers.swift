// Ids are opaque and have one type each, so that none can stand where another belongs.

/// The number people say: `#42`. Positive, given out in order of arrival, never reused.
package struct CaseID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
    package init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(Int64.self)
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
    package static func < (left: CaseID, right: CaseID) -> Bool { left.number < right.number }
    package var description: String { "#\(number)" }
}

/// An id whose spelling means something only to the room that made it.
package protocol OpaqueID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    var rawValue: String { get }
    init(_ rawValue: String)
}

extension OpaqueID {
    package init(stringLiteral value: String) { self.init(value) }
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    package var description: String { rawValue }
}

/// A person of the desk, by the name in `people.yaml`: one human, whatever accounts they use.
package struct PersonID: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A queue, by its name in `desk.yaml`.
package struct QueueName: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A room of the desk, by its name in `desk.yaml` (not the channel's or the room's own name).
package struct RoomName: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A chat network, by its name in `casebell.yaml`.
package struct NetworkName: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A source of mentions and the destination of the replies to them (`crm`, `mastodon`).
package struct SourceName: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A delivery, and its idempotency key towards whoever receives it. It exists before the first
/// attempt and never changes: IRC label, Matrix transaction id, `webhook-id`.
package struct DeliveryID: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// What makes a signal unique: source + external id, network + message id, timer id,
/// delivery id + attempt. A signal seen twice decides once.
package struct SignalReference: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// The four characters that name one revision of one draft: at least one letter, no `0 o 1 l`,
/// always lower case here (people may type either).
package struct Mark: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package static let length = 4
    package static let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")

    /// The mark that a person typed, in whatever case, or nothing if it cannot be one.
    package init?(typed: some StringProtocol) {
        let folded = typed.lowercased()
        guard folded.count == Mark.length, folded.allSatisfy(Mark.alphabet.contains),
            folded.contains(where: \.isLetter)
        else { return nil }
        self.init(folded)
    }
}
