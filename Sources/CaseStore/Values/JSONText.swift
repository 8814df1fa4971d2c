import FoundationEssentials

/// Values that the database only keeps and never asks about, as JSON text.
enum JSONText {
    static func encoded(_ value: some Encodable) throws -> String {
        String(decoding: try bytes(value), as: UTF8.self)
    }

    static func bytes(_ value: some Encodable) throws -> [UInt8] { try JSONTape.bytes(value) }

    private static let decoder = JSONDecoder()

    /// Most lists are empty, and a coder is not needed to say so.
    static func encoded(list: [some Encodable]) throws -> String {
        list.isEmpty ? "[]" : try encoded(list)
    }

    static func decoded<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws
        -> Value
    {
        do {
            return try decoder.decode(Value.self, from: Data(text.utf8))
        } catch {
            throw StoreFailure.damaged("\(Value.self) cannot be read back")
        }
    }

    static func decoded<Element: Decodable>(list text: String, of type: Element.Type = Element.self)
        throws -> [Element]
    {
        text == "[]" ? [] : try decoded(text, as: [Element].self)
    }
}
