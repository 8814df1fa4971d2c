import Testing

@testable import Notation

@Suite struct JSONParserPassingTests {
    private func read(_ text: String) throws(JSONFault) -> JSONValue {
        try JSONParser.parse(Array(text.utf8), tolerance: .forgiving)
    }

    @Test func `what is nested too deep is null, and the rest is read`() throws {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        let value = try read(#"{"a":\#(deep),"b":1}"#)
        var item = value["a"]
        var depth = 1
        while case .array(let items)? = item {
            item = items.first
            depth += 1
        }
        #expect(item == .null)
        #expect(depth == JSONParser.depthLimit)
        #expect(value["b"] == .integer(1))
    }

    @Test func `strings in what is passed over may hold brackets`() throws {
        let open = String(repeating: "[", count: 40)
        let close = String(repeating: "]", count: 40)
        let value = try read(#"{"a":\#(open){"}]":"[\"]"}\#(close),"b":2}"#)
        #expect(value["b"] == .integer(2))
    }

    @Test func `what is deep and never ends is no JSON`() {
        #expect(throws: JSONFault.self) { try read(String(repeating: "[", count: 50_000)) }
        #expect(throws: JSONFault.self) { try read(String(repeating: "[", count: 40) + "\"") }
    }

    @Test func `of two members of one name the last counts`() throws {
        #expect(try read(#"{"a":1,"b":2,"a":3}"#)["a"] == .integer(3))
        let many = (0..<60).map { #""n\#($0 % 40)":\#($0)"# }.joined(separator: ",")
        let value = try read("{\(many)}")
        #expect(value["n5"] == .integer(45))
        #expect(value["n30"] == .integer(30))
        guard case .object(let object) = value else { return #expect(Bool(false)) }
        #expect(object.members.count == 40)
    }

    @Test func `everything else is as strict as ever`() {
        for text in [#"{"a":1,}"#, "[1", #""\x""#, "1 2", "{a:1}", ""] {
            #expect(throws: JSONFault.self) { try read(text) }
        }
    }
}
