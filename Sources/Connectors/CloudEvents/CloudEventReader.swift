import Casework
import FoundationEssentials

/// Reads the members of one event and collects everything that is wrong with them.
struct CloudEventReader {
    let members: [String: JSONValue]
    let pointer: String
    private(set) var faults: [CloudEventFault] = []

    private static let known: Set = [
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype",
        "dataschema", "data", "data_base64",
    ]

    init(members: [String: JSONValue], pointer: String) {
        self.members = members
        self.pointer = pointer
    }

    mutating func event() -> CloudEvent {
        if let version = required("specversion"), version != "1.0" {
            fault("specversion", "has to be \"1.0\"")
        }
        return CloudEvent(
            id: required("id") ?? "", source: source() ?? "", type: required("type") ?? "",
            subject: optional("subject"), time: time(), dataContentType: contentType(),
            dataSchema: schema(), extensions: extensions(), data: payload())
    }

    private mutating func fault(_ name: String, _ detail: String) {
        let escaped = name.replacing("~", with: "~0").replacing("/", with: "~1")
        faults.append(.init(pointer: "\(pointer)/\(escaped)", detail: "\(name) \(detail)"))
    }

    private mutating func required(_ name: String) -> String? {
        guard members[name] != nil else {
            fault(name, "is missing")
            return nil
        }
        return optional(name)
    }

    /// Present, it has to be a string with something in it.
    private mutating func optional(_ name: String) -> String? {
        guard let value = members[name] else { return nil }
        guard let text = value.string, !text.isEmpty else {
            fault(name, "has to be a string that is not empty")
            return nil
        }
        return isSound(text, name) ? text : nil
    }

    /// CloudEvents 1.0.2, 3.1: "Strings MUST NOT contain" control characters.
    private mutating func isSound(_ text: String, _ name: String) -> Bool {
        guard text.utf8.count <= CloudEvent.attributeLimit else {
            fault(name, "is longer than \(CloudEvent.attributeLimit) bytes")
            return false
        }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            fault(name, "has control characters")
            return false
        }
        return true
    }

    /// A URI reference: here that means no white space and none of `<>"{}|\^` and backtick.
    private mutating func source() -> String? {
        guard let text = required("source") else { return nil }
        guard CloudEventReader.isURIReference(text) else {
            fault("source", "has to be a URI reference")
            return nil
        }
        return text
    }

    private mutating func schema() -> String? {
        guard let text = optional("dataschema") else { return nil }
        let scheme = text.prefix { $0 != ":" }
        guard CloudEventReader.isURIReference(text), scheme.count < text.count,
            let first = scheme.first, first.isASCII, first.isLetter
        else {
            fault("dataschema", "has to be an absolute URI")
            return nil
        }
        return text
    }

    private static func isURIReference(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && !"<>\"{}|\\^`".unicodeScalars.contains(scalar)
        }
    }

    private mutating func time() -> Instant? {
        guard let text = optional("time") else { return nil }
        guard let instant = RFC3339.parse(text) else {
            fault("time", "has to be an RFC 3339 time such as 2026-11-21T10:30:00Z")
            return nil
        }
        return instant
    }

    private mutating func contentType() -> String? {
        guard let text = optional("datacontenttype") else { return nil }
        let type = text.prefix { $0 != ";" }
        let halves = type.split(separator: "/", omittingEmptySubsequences: false)
        let isMediaType =
            halves.count == 2
            && halves.allSatisfy { half in
                let half = half.trimming(while: { $0 == " " })
                return !half.isEmpty && half.utf8.allSatisfy(CloudEventReader.isTokenByte)
            }
        guard isMediaType else {
            fault("datacontenttype", "has to be a media type such as application/json")
            return nil
        }
        return text
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// "CloudEvents attribute names MUST consist of lower-case letters ('a' to 'z') or digits
    /// ('0' to '9') from the ASCII character set." (1.0.2, naming) Values are strings, booleans
    /// or integers of 32 bits.
    private mutating func extensions() -> [CloudEvent.Extension] {
        let names = members.keys.filter { !CloudEventReader.known.contains($0) }.sorted()
        guard names.count <= CloudEvent.extensionLimit else {
            faults.append(
                .init(
                    pointer: pointer,
                    detail: "an event has at most \(CloudEvent.extensionLimit) extensions"))
            return []
        }
        var found: [CloudEvent.Extension] = []
        for name in names {
            guard let value = members[name], isExtension(name, value) else { continue }
            found.append(.init(name: name, value: value))
        }
        return found
    }

    private mutating func isExtension(_ name: String, _ value: JSONValue) -> Bool {
        guard name.utf8.count <= 100,
            name.utf8.allSatisfy({ (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) })
        else {
            faults.append(
                .init(
                    pointer: pointer,
                    detail: "the name of an attribute is lower-case letters and digits alone"))
            return false
        }
        switch value {
        case .string(let text): return isSound(text, name)
        case .bool: return true
        case .integer(let number) where Int32(exactly: number) != nil: return true
        default:
            fault(name, "has to be a string, a boolean or an integer of 32 bits")
            return false
        }
    }

    private mutating func payload() -> CloudEvent.Payload {
        guard let encoded = members["data_base64"] else {
            return members["data"].map { .json($0) } ?? .none
        }
        guard members["data"] == nil else {
            fault("data_base64", "and data exclude each other")
            return .none
        }
        guard let text = encoded.string, let bytes = Data(base64Encoded: text) else {
            fault("data_base64", "has to be base64")
            return .none
        }
        return .bytes(Array(bytes))
    }
}

extension Substring {
    fileprivate func trimming(while isWhite: (Character) -> Bool) -> Substring {
        var text = self.drop(while: isWhite)
        while let last = text.last, isWhite(last) { text.removeLast() }
        return text
    }
}
