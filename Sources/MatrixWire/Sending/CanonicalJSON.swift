import Notation

/// What we send: members in the order of their names, so that the same is always the same bytes.
/// (Appendices, "Canonical JSON")
enum CanonicalJSON {
    /// Arrays and objects are ordered to this depth, which nothing of ours reaches.
    private static let depthMax = 16

    static func object(_ members: [String: JSONValue?]) -> JSONValue {
        let present = members.compactMap { name, value in
            value.map { JSONObject.Member(name: name, value: $0) }
        }
        return .object(JSONObject(members: ordered(present)))
    }

    /// Of what was read from elsewhere.
    static func ordered(_ value: JSONValue, depth: Int = 0) -> JSONValue {
        guard depth < depthMax else { return value }
        switch value {
        case .array(let items): return .array(items.map { ordered($0, depth: depth + 1) })
        case .object(let object):
            let members = object.members.map {
                JSONObject.Member(name: $0.name, value: ordered($0.value, depth: depth + 1))
            }
            return .object(JSONObject(members: ordered(members)))
        default: return value
        }
    }

    static func bytes(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(value)
        return writer.bytes
    }

    /// By code point, as UTF-8 is ordered.
    private static func ordered(_ members: [JSONObject.Member]) -> [JSONObject.Member] {
        members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}
