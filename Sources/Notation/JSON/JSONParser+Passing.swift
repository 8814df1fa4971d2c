extension JSONParser {
    func opens(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }

    /// Over an array or object to its end, however deep it is: only strings are read in it, and
    /// brackets counted.
    mutating func passOver() throws(JSONFault) -> JSONValue {
        var open = 0
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): open -= 1
            case UInt8(ascii: "\""):
                _ = try string()
                continue
            default: break
            }
            offset += 1
            if open == 0 { return .null }
        }
        throw fault("an array or object is not closed")
    }
}
