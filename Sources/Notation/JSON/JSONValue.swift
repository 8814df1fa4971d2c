/// One value of a JSON document (RFC 8259), as it was written.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A number with a fraction or an exponent, or too large for an integer; infinite where it is
    /// too large for this.
    case real(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// What it is, for a person who has to mend it.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .real: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// A member of an object; nothing where it is missing or null, or where this is no object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}
