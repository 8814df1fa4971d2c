/// A JSON object being written, its members in the order in which they are added: what has
/// been signed has to look the same on every attempt.
struct JSONObjectText {
    private var members: [String] = []

    var text: String { "{\(members.joined(separator: ","))}" }

    /// - Parameter json: a JSON value as text.
    mutating func add(_ name: String, json: String) {
        members.append("\(JSONObjectText.quoted(name)):\(json)")
    }

    /// Without a value: `null`.
    mutating func add(_ name: String, _ value: String?) {
        add(name, json: value.map(JSONObjectText.quoted) ?? "null")
    }

    mutating func add(_ name: String, _ value: Int64?) {
        add(name, json: value.map { String($0) } ?? "null")
    }

    /// RFC 8259, 7: quotation mark, reverse solidus and the control characters are escaped;
    /// the line separators of Unicode too, for readers that take JSON for JavaScript.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || [0x7f, 0x2028, 0x2029].contains(scalar.value):
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
