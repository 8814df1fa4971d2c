/// One line of a calendar after unfolding: `DTSTART;TZID=Europe/London:20261121T090000`.
struct ContentLine: Hashable, Sendable {
    /// In capitals.
    var name: String
    var parameters: [Parameter]
    var value: String
    /// Where it begins in the file, counted from 1.
    var number: Int

    struct Parameter: Hashable, Sendable {
        /// In capitals.
        var name: String
        var value: String
    }

    func parameter(_ name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    /// RFC 5545, 3.1: `name *(";" param) ":" value`. Nothing for what is no such line.
    init?(_ text: String, number: Int) {
        self.number = number
        let scalars = text.unicodeScalars
        guard let nameEnd = scalars.firstIndex(where: { $0 == ";" || $0 == ":" }) else {
            return nil
        }
        name = String(scalars[..<nameEnd]).uppercased()
        guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else { return nil }
        parameters = []
        var rest = scalars[nameEnd...]
        while rest.first == ";" {
            guard parameters.count < CalendarLimits.parametersMax,
                let parameter = ContentLine.parameter(&rest)
            else { return nil }
            parameters.append(parameter)
        }
        guard rest.first == ":" else { return nil }
        value = String(rest.dropFirst())
    }

    /// `;NAME=value`, of a list of values the first; quotes are taken off.
    private static func parameter(_ rest: inout Substring.UnicodeScalarView) -> Parameter? {
        rest.removeFirst()
        guard let equals = rest.firstIndex(where: { "=:;".unicodeScalars.contains($0) }),
            rest[equals] == "="
        else { return nil }
        let name = String(rest[..<equals]).uppercased()
        rest = rest[rest.index(after: equals)...]
        var values: [String] = []
        repeat {
            if !values.isEmpty { rest.removeFirst() }
            if rest.first == "\"" {
                rest.removeFirst()
                guard let close = rest.firstIndex(of: "\"") else { return nil }
                values.append(String(rest[..<close]))
                rest = rest[rest.index(after: close)...]
            } else {
                let end =
                    rest.firstIndex { ",;:".unicodeScalars.contains($0) } ?? rest.endIndex
                values.append(String(rest[..<end]))
                rest = rest[end...]
            }
        } while rest.first == ","
        return Parameter(name: name, value: ContentLine.withoutCarets(values[0]))
    }

    /// RFC 6868: `^n`, `^^` and `^'`.
    private static func withoutCarets(_ value: String) -> String {
        guard value.utf8.contains(UInt8(ascii: "^")) else { return value }
        return value.replacing("^n", with: " ").replacing("^'", with: "\"").replacing(
            "^^", with: "^")
    }

    /// The value as text: RFC 5545, 3.3.11.
    var text: String {
        var text = ""
        var isEscaped = false
        for scalar in value.unicodeScalars {
            if isEscaped {
                text.unicodeScalars.append(scalar == "n" || scalar == "N" ? " " : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
    default: false
    }
}
