import Notation

@testable import MatrixWire

/// As much of JSON Schema as `SentSchemas` uses.
struct Schema {
    let rules: JSONValue

    /// A sentence about the first rule that does not hold, or nothing.
    func violation(in value: JSONValue, at place: String = "") -> String? {
        if let type = rules["type"]?.string, !Schema.kinds(of: value).contains(type) {
            return "\(place) is \(value.kind), not \(type)"
        }
        if let allowed = rules["enum"]?.array, !allowed.contains(value) {
            return "\(place) is none of \(allowed)"
        }
        if let pattern = rules["pattern"]?.string, pattern.utf8.first == UInt8(ascii: "^"),
            value.string?.hasPrefix(pattern.dropFirst()) != true
        {
            return "\(place) does not begin with \(pattern.dropFirst())"
        }
        for rule in rules["allOf"]?.array ?? [] {
            if let violation = Schema(rules: rule).violation(in: value, at: place) {
                return violation
            }
        }
        return inside(value, at: place)
    }

    private func inside(_ value: JSONValue, at place: String) -> String? {
        if let items = rules["items"], let list = value.array {
            for item in list {
                if let violation = Schema(rules: items).violation(in: item, at: place + "/*") {
                    return violation
                }
            }
        }
        guard let object = value.object else { return nil }
        for name in (rules["required"]?.array ?? []).compactMap(\.string) where !object.has(name) {
            return "\(place)/\(name) is missing"
        }
        for member in object.members {
            guard let rule = rules["properties"]?[member.name] else { continue }
            let place = "\(place)/\(member.name)"
            if let violation = Schema(rules: rule).violation(in: member.value, at: place) {
                return violation
            }
        }
        return nil
    }

    private static func kinds(of value: JSONValue) -> [String] {
        switch value {
        case .null: ["null"]
        case .bool: ["boolean"]
        case .integer: ["integer", "number"]
        case .real: ["number"]
        case .string: ["string"]
        case .array: ["array"]
        case .object: ["object"]
        }
    }
}
