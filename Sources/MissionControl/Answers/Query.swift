import Casework
import Notation

/// The parameters of a request, percent-decoded, each at most once. An empty name counts as
/// missing; an empty number is none. Faults name a parameter by a pointer, as if the query were an
/// object.
struct Query {
    static let lengthMax = 4096
    static let wordLengthMax = 256
    private var values: [(name: String, value: String)] = []
    private(set) var faults: [Fault] = []

    /// - Parameter known: the parameters there are; any other is a fault.
    init(_ text: Substring, known: [String]) {
        guard text.utf8.count <= Query.lengthMax else {
            faults = [Fault(pointer: "", detail: "longer than \(Query.lengthMax) bytes")]
            return
        }
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Query.decoded(parts[0]),
                let value = Query.decoded(parts.count > 1 ? parts[1] : "")
            else {
                faults.append(
                    Fault(pointer: "", detail: "a parameter is not percent-encoded UTF-8"))
                continue
            }
            if !known.contains(name) {
                let list = known.isEmpty ? "none here" : known.joined(separator: ", ")
                faults.append(
                    Fault(
                        pointer: Query.pointer(to: name),
                        detail: "no such parameter; there are: \(list)"))
            } else if values.contains(where: { $0.name == name }) {
                faults.append(Fault(pointer: "/\(name)", detail: "is given twice"))
            } else {
                values.append((name, value))
            }
        }
    }

    func text(_ name: String) -> String? {
        given(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    private func given(_ name: String) -> String? {
        values.first { $0.name == name }?.value
    }

    /// A name of at most 256 characters.
    mutating func word(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        if text.unicodeScalars.count <= Query.wordLengthMax { return text }
        faults.append(
            Fault(pointer: "/\(name)", detail: "has at most \(Query.wordLengthMax) characters"))
        return nil
    }

    /// A whole number in the range.
    mutating func number(_ name: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let text = given(name) else { return nil }
        if let number = Int64(plain: text), range.contains(number) { return number }
        let top = range.upperBound == .max ? "" : " to \(range.upperBound)"
        faults.append(
            Fault(pointer: "/\(name)", detail: "is a whole number from \(range.lowerBound)\(top)"))
        return nil
    }

    mutating func phases(_ name: String) -> [Phase] {
        guard let text = given(name) else { return [] }
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let phases = words.compactMap { Phase(rawValue: String($0)) }
        if phases.count < words.count {
            let known = Phase.allCases.map(\.rawValue).joined(separator: ", ")
            faults.append(
                Fault(pointer: "/\(name)", detail: "is one or more of \(known), with commas"))
        }
        return phases
    }

    /// As RFC 6901 has it.
    private static func pointer(to name: String) -> String {
        "/" + name.shown.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%") {
                guard let high = rest.popFirst(), let low = rest.popFirst(),
                    let value = hexDigit(high), let unit = hexDigit(low)
                else { return nil }
                bytes.append(value << 4 | unit)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}

extension Int64 {
    /// Digits alone: no sign, no blanks.
    init?(plain text: some StringProtocol) {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self.init(text)
    }
}
