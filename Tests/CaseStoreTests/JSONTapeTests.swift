import Foundation
import Testing

@testable import CaseStore

struct JSONTapeTests {
    private enum Shape: Codable, Hashable {
        case empty
        case point(x: Int, y: Int64?)
        case many([Shape], named: [String])
    }

    @Test(arguments: [
        (Shape.empty, #"{"empty":{}}"#),
        (.point(x: -1, y: nil), #"{"point":{"x":-1}}"#),
        (.point(x: .max, y: .min), #"{"point":{"x":\#(Int.max),"y":\#(Int64.min)}}"#),
        (.many([], named: []), #"{"many":{"_0":[],"named":[]}}"#),
        (
            .many(
                [.empty, .many([.point(x: 1, y: 2)], named: ["{", "["]), .empty],
                named: ["a", ""]),
            #"{"many":{"_0":[{"empty":{}},{"many":{"_0":[{"point":{"x":1,"y":2}}],"#
                + #""named":["{","["]}},{"empty":{}}],"named":["a",""]}}"#
        ),
    ])
    private func `what was put in comes out of any reader`(shape: Shape, text: String) throws {
        let bytes = try JSONTape.bytes(shape)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(try JSONDecoder().decode(Shape.self, from: Data(bytes)) == shape)
    }

    @Test
    func `every character comes back`() throws {
        let letters = (0..<0x250).compactMap(UnicodeScalar.init).map(String.init).joined()
        let text = letters + "🦊\u{2028}"
        let bytes = try JSONTape.bytes([text])
        #expect(try JSONDecoder().decode([String].self, from: Data(bytes)) == [text])
        #expect(!bytes.contains { $0 < 0x20 })
    }

    @Test
    func `numbers are written so that they read the same`() throws {
        let numbers = [0, -0.5, 1e300, 5e-300, 123_456_789.123]
        let bytes = try JSONTape.bytes(numbers)
        #expect(try JSONDecoder().decode([Double].self, from: Data(bytes)) == numbers)
        #expect(throws: EncodingError.self) { try JSONTape.bytes([Double.nan]) }
    }

    private struct Parent: Encodable {
        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Key.self)
            var inner = object.nestedContainer(keyedBy: Key.self, forKey: .first)
            try inner.encode(true, forKey: .first)
            var list = object.nestedUnkeyedContainer(forKey: .second)
            try list.encodeNil()
            var deeper = list.nestedUnkeyedContainer()
            try deeper.encode(1)
            try list.encode(2)
            try object.encodeNil(forKey: .third)
        }
        enum Key: String, CodingKey { case first, second, third }
    }

    @Test
    func `containers end where their parents go on`() throws {
        let text = String(decoding: try JSONTape.bytes(Parent()), as: UTF8.self)
        #expect(text == #"{"first":{"first":true},"second":[null,[1],2],"third":null}"#)
    }
}
