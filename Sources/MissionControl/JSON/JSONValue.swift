/// One value of a JSON document (RFC 8259), as it was written.
enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A number with a fraction or an exponent, or too large for an integer.
    case real(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// What it is, for a person who has to mend it.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .real: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// Members in the order in which they were written; no name twice.
struct JSONObject: Sendable {
    var members: [(name: String, value: JSONValue)]

    /// The member's value; nothing where it is missing or null.
    subscript(name: String) -> JSONValue? {
        for member in members where member.name == name {
            if case .null = member.value { return nil }
            return member.value
        }
        return nil
    }
}
