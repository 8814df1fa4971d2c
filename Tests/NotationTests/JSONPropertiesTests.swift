import Testing

@testable import Notation

/// What holds for every document, tried on seeded ones.
struct JSONPropertiesTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `what was written is read as the same`(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let value = dice.value(depth: 0)
        #expect(try JSONParser.parse(Self.bytes(of: value)) == value)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `no beginning of a document is one, and its fault is inside`(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let whole = Self.bytes(of: .array([dice.value(depth: 0), dice.value(depth: 0)]))
        for length in 0..<min(whole.count, 400) {
            let fault = #expect(throws: JSONFault.self) {
                try JSONParser.parse(Array(whole.prefix(length)))
            }
            #expect(fault?.line == 1)
            #expect((1...length + 1).contains(fault?.column ?? 0))
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `whatever bytes come, they are read or refused`(seed: UInt64) {
        var dice = Dice(state: seed)
        var bytes = Self.bytes(of: dice.value(depth: 0))
        for _ in 0..<50 where !bytes.isEmpty {
            bytes[dice.below(bytes.count)] = UInt8(dice.below(256))
            guard let value = try? JSONParser.parse(bytes) else { continue }
            // And what is read can be said again.
            #expect((try? JSONParser.parse(Self.bytes(of: value))) == value)
        }
    }

    @Test func `a name is twice whatever its spelling, and other names are not`() throws {
        for text in [#"{"a":1,"\u0061":2}"#, #"{"a":{"b":1,"b":2}}"#, #"[{"":1,"":2}]"#] {
            let fault = #expect(throws: JSONFault.self) { try JSONParser.parse(Array(text.utf8)) }
            #expect(fault?.reason.contains("stands twice") == true)
        }
        let many = (0..<1000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(throws: Never.self) { try JSONParser.parse(Array("{\(many)}".utf8)) }
        #expect(throws: JSONFault.self) {
            try JSONParser.parse(Array("{\(many),\"k7\":1}".utf8))
        }
    }

    private static func bytes(of value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(value)
        return writer.bytes
    }
}

/// SplitMix64, and what it makes up.
private struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    mutating func value(depth: Int) -> JSONValue {
        switch below(depth < 4 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(below(2) == 0)
        case 2: return .integer(Int64(bitPattern: next()))
        case 3: return .real([0.5, -1.25e300, 1e-300, .infinity, -0.125][below(5)])
        case 4, 5: return .string(text())
        case 6: return .array((0..<below(5)).map { _ in value(depth: depth + 1) })
        default:
            let members = (0..<below(5)).map { number in
                JSONObject.Member(
                    name: "\(number)" + text(), value: value(depth: depth + 1))
            }
            return .object(JSONObject(members: members))
        }
    }

    mutating func text() -> String {
        let letters = [
            "a", "\"", "\\", "\u{0}", "\n", "é", "e\u{301}", "🙂", "\u{2028}", "/", "\u{7f}",
        ]
        return (0..<below(8)).map { _ in letters[below(letters.count)] }.joined()
    }
}
