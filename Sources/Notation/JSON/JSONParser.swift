import Casework

/// Reads one JSON document, strictly after RFC 8259: nothing before or after it, no name twice in
/// one object, UTF-8 throughout. An escaped surrogate without its other half becomes U+FFFD (texts
/// that were cut in the middle of an emoji are common, and a mention is not lost for it).
///
/// Foundation's `JSONDecoder` would not do: it names no line and column of a fault, takes the
/// last of two members of one name where another reader takes the first, stops at the first
/// wrong field instead of telling all of them, and has no limit of depth that is ours to set.
package struct JSONParser {
    /// Arrays and objects within each other.
    package static let depthLimit = 32

    /// What becomes of a document in which strangers have written parts, and whose rest is not to
    /// be lost for them.
    package enum Tolerance: Sendable {
        case strict
        /// Of two members of one name the last one counts, and what is nested too deep is null.
        case forgiving
    }

    let bytes: [UInt8]
    var offset = 0
    var tolerance = Tolerance.strict

    /// The document's one value. Limits of size are the caller's: all of it is in memory already.
    package static func parse(
        _ bytes: [UInt8], tolerance: Tolerance = .strict
    ) throws(JSONFault) -> JSONValue {
        var parser = JSONParser(bytes: bytes, tolerance: tolerance)
        parser.skipSpace()
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        if parser.offset < bytes.count { throw parser.fault("something follows after the end") }
        return value
    }

    /// The byte to be read next; 0 at the end (NUL is no JSON outside of a fault either).
    var next: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    func fault(_ reason: String) -> JSONFault {
        let ended = offset >= bytes.count ? "the document ends too early; " : ""
        return JSONFault(bytes: bytes, offset: offset, reason: ended + reason)
    }

    mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        if tolerance == .forgiving, depth >= JSONParser.depthLimit, opens(next) {
            return try passOver()
        }
        switch next {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw fault("a value was expected here")
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONFault)
        -> JSONValue
    {
        let matches = text.withUTF8Buffer { word in
            bytes.count - offset >= word.count
                && bytes[offset..<offset + word.count].elementsEqual(word)
        }
        guard matches else { throw fault("“\(text)” was expected here") }
        offset += text.utf8CodeUnitCount
        return value
    }

    private mutating func enter(depth: Int) throws(JSONFault) {
        guard depth < JSONParser.depthLimit else {
            throw fault("nested deeper than \(JSONParser.depthLimit) levels")
        }
        offset += 1
        skipSpace()
    }

    private mutating func array(depth: Int) throws(JSONFault) -> [JSONValue] {
        try enter(depth: depth)
        var items: [JSONValue] = []
        if next == UInt8(ascii: "]") {
            offset += 1
            return items
        }
        while true {
            items.append(try value(depth: depth + 1))
            if try isLast(closing: UInt8(ascii: "]")) { return items }
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONObject {
        try enter(depth: depth)
        var members: [JSONObject.Member] = []
        if next == UInt8(ascii: "}") {
            offset += 1
            return JSONObject(members: members)
        }
        var manyNames: Set<Name> = []
        while true {
            guard next == UInt8(ascii: "\"") else { throw fault("a name in quotes is expected") }
            let start = offset
            let name = try string()
            let isAgain = isRepeated(name, in: members, &manyNames)
            if isAgain, tolerance == .strict {
                offset = start
                throw fault("“\(name.shown)” stands twice in one object")
            }
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw fault("“:” was expected here") }
            offset += 1
            skipSpace()
            let value = try value(depth: depth + 1)
            if isAgain { members.removeAll { $0.name.isSpelt(as: name) } }
            members.append(.init(name: name, value: value))
            if try isLast(closing: UInt8(ascii: "}")) { return JSONObject(members: members) }
        }
    }

    /// A name among many of one object.
    private struct Name: Hashable {
        let text: String
        static func == (one: Name, other: Name) -> Bool { one.text.isSpelt(as: other.text) }
        func hash(into hasher: inout Hasher) { text.hashSpelling(into: &hasher) }
    }

    /// Small objects are searched, large ones hashed.
    private func isRepeated(
        _ name: String, in members: [JSONObject.Member], _ names: inout Set<Name>
    ) -> Bool {
        guard members.count >= 24 else {
            return members.contains { $0.name.isSpelt(as: name) }
        }
        if names.isEmpty { names.formUnion(members.lazy.map { Name(text: $0.name) }) }
        return !names.insert(Name(text: name)).inserted
    }

    /// After an item: the end of the list, or the comma and the next.
    private mutating func isLast(closing: UInt8) throws(JSONFault) -> Bool {
        skipSpace()
        if next == closing {
            offset += 1
            return true
        }
        guard next == UInt8(ascii: ",") else {
            let end = String(UnicodeScalar(closing))
            throw fault("“,” or “\(end)” was expected here")
        }
        offset += 1
        skipSpace()
        return false
    }
}
