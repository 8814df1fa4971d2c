import Notation
import Yardstick

/// What holds for a document and for the place where a text stops being one.
enum JSONProperties {
    static func violation(of fault: JSONFault, in bytes: [UInt8]) -> String? {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard (1...lines.count).contains(fault.line),
            (1...(lines[fault.line - 1].count + 1)).contains(fault.column)
        else { return "\(fault.line):\(fault.column) is not in the document" }
        return HarmlessLine.violation(in: fault.description, bytesMax: 512)
            .map { "a fault: \($0)" }
    }

    static func violation(of document: JSONValue) -> String? {
        if let violation = shape(of: document, depth: 0) { return violation }
        let text = written(document)
        guard let again = try? JSONParser.parse(text) else { return "written JSON is none" }
        guard again == document, written(again) == text else {
            return "written JSON reads otherwise"
        }
        return twice(document)
    }

    private static func written(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(value)
        return writer.bytes
    }

    private static func shape(of value: JSONValue, depth: Int) -> String? {
        switch value {
        case .array(let items):
            if depth >= JSONParser.depthLimit { return "deeper than \(depth)" }
            return items.lazy.compactMap { shape(of: $0, depth: depth + 1) }.first
        case .object(let object):
            if depth >= JSONParser.depthLimit { return "deeper than \(depth)" }
            let names = object.members.map { Array($0.name.utf8) }
            if Set(names).count < names.count { return "a name twice in one object" }
            return object.members.lazy.compactMap { shape(of: $0.value, depth: depth + 1) }.first
        case .null, .bool, .integer, .real, .string: return nil
        }
    }

    /// The same object with one of its members repeated is refused, wherever they stand.
    private static func twice(_ document: JSONValue) -> String? {
        guard case .object(var object) = document, let first = object.members.first,
            let last = object.members.last
        else { return nil }
        for member in [first, last] {
            object.members.append(member)
            if (try? JSONParser.parse(written(.object(object)))) != nil { return "a name twice" }
            object.members.removeLast()
        }
        return nil
    }
}
