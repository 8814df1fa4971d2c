import Casework

extension CloudEvent {
    /// Reads the event for which a value of a document stands, and adds a fault for everything
    /// that is wrong with it. The data is not looked into.
    ///
    /// - Parameter pointer: where the value stands in its document.
    /// - Returns: what could be read, an event only if there was no fault; nothing if the value
    ///   is no object.
    package static func read(
        _ value: JSONValue, at pointer: String, _ faults: inout [Fault]
    ) -> CloudEvent? {
        guard case .object(let object) = value else {
            let detail = "a CloudEvent is an object, not \(value.kind)"
            faults.append(Fault(pointer: pointer, detail: detail))
            return nil
        }
        // "When decoding attributes and a null value is encountered, it MUST be treated as the
        // equivalent of unset or omitted." (JSON Event Format 1.0.2, 2.2)
        var reader = CloudEventReader(fields: FieldReader(object: object, pointer: pointer))
        let event = reader.event()
        faults += reader.fields.faults
        return event
    }
}

/// Reads the members of one event and collects everything that is wrong with them.
private struct CloudEventReader {
    var fields: FieldReader

    private static let known: Set = [
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype",
        "dataschema", "data", "data_base64",
    ]

    mutating func event() -> CloudEvent {
        if let version = required("specversion"), version != "1.0" {
            fields.fault("specversion", "is “1.0”")
        }
        return CloudEvent(
            id: required("id") ?? "", source: source() ?? "", type: required("type") ?? "",
            subject: attribute("subject"), time: fields.instant("time"),
            dataContentType: contentType(), dataSchema: schema(), extensions: extensions(),
            data: payload())
    }

    private mutating func required(_ name: String) -> String? {
        guard fields.object[name] != nil else {
            fields.fault(name, "is required")
            return nil
        }
        return attribute(name)
    }

    /// Not empty and, as CloudEvents 1.0.2 has it for every string, without control characters.
    private mutating func attribute(_ name: String) -> String? {
        guard let text = fields.word(name, lengthMax: CloudEvent.attributeLengthMax) else {
            return nil
        }
        guard !text.unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) }) else {
            fields.fault(name, "contains a control character")
            return nil
        }
        return text
    }

    /// A URI reference: here that means no white space and none of `<>"{}|\^` and backtick.
    private mutating func source() -> String? {
        guard let text = required("source") else { return nil }
        guard CloudEventReader.isURIReference(text) else {
            fields.fault("source", "is a URI reference")
            return nil
        }
        return text
    }

    private mutating func schema() -> String? {
        guard let text = attribute("dataschema") else { return nil }
        let scheme = text.prefix { $0 != ":" }
        guard CloudEventReader.isURIReference(text), scheme.count < text.count,
            let first = scheme.first, first.isASCII, first.isLetter
        else {
            fields.fault("dataschema", "is an absolute URI")
            return nil
        }
        return text
    }

    private static func isURIReference(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && !"<>\"{}|\\^`".unicodeScalars.contains(scalar)
        }
    }

    private mutating func contentType() -> String? {
        guard let text = attribute("datacontenttype") else { return nil }
        let halves = text.prefix { $0 != ";" }
            .split(separator: "/", omittingEmptySubsequences: false).map(\.trimmed)
        let isMediaType =
            halves.count == 2
            && halves.allSatisfy {
                !$0.isEmpty && $0.utf8.allSatisfy(CloudEventReader.isTokenByte)
            }
        guard isMediaType else {
            fields.fault("datacontenttype", "is a media type such as application/json")
            return nil
        }
        return text
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private mutating func extensions() -> [JSONObject.Member] {
        let found = fields.object.members.filter {
            !CloudEventReader.known.contains($0.name) && $0.value != .null
        }
        guard found.count <= CloudEvent.extensionLimit else {
            let detail = "has \(found.count) extensions; at most \(CloudEvent.extensionLimit)"
            fields.faults.append(Fault(pointer: fields.pointer, detail: detail))
            return []
        }
        return found.filter { isExtension($0) }
    }

    /// "CloudEvents attribute names MUST consist of lower-case letters ('a' to 'z') or digits
    /// ('0' to '9') from the ASCII character set." (1.0.2, naming) Values are strings, booleans
    /// or integers of 32 bits.
    private mutating func isExtension(_ member: JSONObject.Member) -> Bool {
        let name = member.name
        guard (1...CloudEvent.nameLengthMax).contains(name.utf8.count),
            name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) })
        else {
            let detail =
                "the name of an attribute is lower-case letters and digits alone, at most "
                + "\(CloudEvent.nameLengthMax); not “\(name.shown)”"
            fields.faults.append(Fault(pointer: fields.pointer, detail: detail))
            return false
        }
        switch member.value {
        case .string(let text): return text.isEmpty || attribute(name) != nil
        case .bool: return true
        case .integer(let number) where Int32(exactly: number) != nil: return true
        // `7.0` is an integer as well: JSON knows one kind of number.
        case .real(let number) where Int32(exactly: number) != nil: return true
        default:
            fields.fault(name, "is a string, true or false, or an integer of 32 bits")
            return false
        }
    }

    private mutating func payload() -> CloudEvent.Payload {
        let object = fields.object
        guard object["data_base64"] != nil else {
            guard object.has("data") else { return .none }
            return .json(object["data"] ?? .null)
        }
        guard !object.has("data") else {
            fields.fault("data_base64", "and data exclude each other")
            return .none
        }
        guard let text = object["data_base64"]?.string, CloudEventReader.isBase64(text) else {
            fields.fault("data_base64", "is base64")
            return .none
        }
        return .base64(text)
    }

    /// RFC 4648, 4: padded, no line breaks.
    private static func isBase64(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count % 4 == 0 else { return false }
        let padding = bytes.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return bytes.dropLast(padding).allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
    }
}
