extension JSONWriter {
    /// What was read; reading it again gives the same value.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: raw("null")
        case .bool(let flag): raw(flag ? "true" : "false")
        case .integer(let number): raw(String(number))
        case .real(let number): raw(JSONWriter.text(of: number))
        case .string(let text): string(text)
        case .array(let items): array(items) { $0.value($1) }
        case .object(let object):
            self.object { writer in
                for member in object.members {
                    writer.name(member.name)
                    writer.value(member.value)
                }
            }
        }
    }

    /// JSON has no infinity, but numbers that are read as one.
    private static func text(of number: Double) -> String {
        if number.isFinite { return "\(number)" }
        return number.isNaN ? "null" : number < 0 ? "-1e999" : "1e999"
    }
}
