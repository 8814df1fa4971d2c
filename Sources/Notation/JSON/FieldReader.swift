package import Casework

/// Reads the members of one object and keeps a fault for each that is not what it should be.
package struct FieldReader {
    package let object: JSONObject
    /// Where the object stands in its document.
    package let pointer: String
    package var faults: [Fault] = []

    package init(object: JSONObject, pointer: String) {
        self.object = object
        self.pointer = pointer
    }

    package mutating func fault(_ name: String, _ detail: String) {
        faults.append(Fault(pointer: "\(pointer)/\(name)", detail: detail))
    }

    /// The value read, or the fault that it is missing; null counts as missing.
    package mutating func required<Value>(
        _ name: String, _ read: (inout FieldReader) -> Value?
    ) -> Value? {
        guard object[name] != nil else {
            fault(name, "is required")
            return nil
        }
        return read(&self)
    }

    /// Any text of at most so many code points.
    package mutating func text(_ name: String, lengthMax: Int) -> String? {
        guard let value = object[name] else { return nil }
        guard case .string(let text) = value else {
            fault(name, "is a string, not \(value.kind)")
            return nil
        }
        if text.utf8.count > lengthMax {
            let length = text.unicodeScalars.count
            guard length <= lengthMax else {
                fault(name, "has \(length) characters; at most \(lengthMax)")
                return nil
            }
        }
        return text
    }

    /// A text that names something: not empty, without control characters.
    package mutating func word(_ name: String, lengthMax: Int) -> String? {
        guard let text = text(name, lengthMax: lengthMax) else { return nil }
        if text.isEmpty {
            fault(name, "is empty")
            return nil
        }
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            fault(name, "contains a control character")
            return nil
        }
        return text
    }

    package mutating func instant(_ name: String) -> Instant? {
        guard let text = text(name, lengthMax: 64) else { return nil }
        if let instant = Timestamp.instant(text) { return instant }
        fault(name, "is a time as in RFC 3339, like 2026-11-21T10:30:00Z")
        return nil
    }

    package mutating func flag(_ name: String) -> Bool? {
        guard let value = object[name] else { return nil }
        if case .bool(let flag) = value { return flag }
        fault(name, "is true or false, not \(value.kind)")
        return nil
    }

    /// A whole number from 0; `48000.0` is one.
    package mutating func count(_ name: String, max: Int64) -> Int? {
        switch object[name] {
        case nil: return nil
        case .integer(let count)? where (0...max).contains(count): return Int(count)
        case .real(let real)? where real >= 0 && real <= Double(max) && real == Double(Int64(real)):
            return Int(real)
        case .integer?, .real?: fault(name, "is a whole number from 0 to \(max)")
        case let value?: fault(name, "is a whole number, not \(value.kind)")
        }
        return nil
    }
}
