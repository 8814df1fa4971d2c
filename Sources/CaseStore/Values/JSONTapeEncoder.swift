/// Where a value stands on a tape.
struct JSONTapeEncoder: Encoder {
    let tape: JSONTape
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONTapeObject<Key>(tape: tape, codingPath: codingPath))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONTapeArray(tape: tape, codingPath: codingPath)
    }
    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONTapeValue(tape: tape, codingPath: codingPath)
    }
}

/// An object: opened where the tape stands, gone on with at its own depth.
private struct JSONTapeObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let tape: JSONTape
    let codingPath: [any CodingKey]
    private let depth: Int

    init(tape: JSONTape, codingPath: [any CodingKey]) {
        self.tape = tape
        self.codingPath = codingPath
        tape.begin(UInt8(ascii: "{"), UInt8(ascii: "}"))
        depth = tape.depth
    }

    private func go(to key: Key) {
        tape.close(to: depth)
        tape.write(key: key.stringValue)
    }

    mutating func encodeNil(forKey key: Key) {
        go(to: key)
        tape.write(literal: "null")
    }
    mutating func encode(_ value: Bool, forKey key: Key) {
        go(to: key)
        tape.write(value)
    }
    mutating func encode(_ value: String, forKey key: Key) {
        go(to: key)
        tape.write(value)
    }
    mutating func encode(_ value: Int, forKey key: Key) {
        go(to: key)
        tape.write(value)
    }
    mutating func encode(_ value: Int64, forKey key: Key) {
        go(to: key)
        tape.write(value)
    }
    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        go(to: key)
        try tape.write(value, codingPath: codingPath)
    }
    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        go(to: key)
        return KeyedEncodingContainer(JSONTapeObject<Nested>(tape: tape, codingPath: codingPath))
    }
    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        go(to: key)
        return JSONTapeArray(tape: tape, codingPath: codingPath)
    }
    mutating func superEncoder() -> any Encoder {
        tape.close(to: depth)
        tape.write(key: "super")
        return JSONTapeEncoder(tape: tape, codingPath: codingPath)
    }
    mutating func superEncoder(forKey key: Key) -> any Encoder {
        go(to: key)
        return JSONTapeEncoder(tape: tape, codingPath: codingPath)
    }
}

private struct JSONTapeArray: UnkeyedEncodingContainer {
    let tape: JSONTape
    let codingPath: [any CodingKey]
    private(set) var count = 0
    private let depth: Int

    init(tape: JSONTape, codingPath: [any CodingKey]) {
        self.tape = tape
        self.codingPath = codingPath
        tape.begin(UInt8(ascii: "["), UInt8(ascii: "]"))
        depth = tape.depth
    }

    private mutating func goOn() {
        tape.close(to: depth)
        if count > 0 { tape.separate() }
        count += 1
    }

    mutating func encodeNil() {
        goOn()
        tape.write(literal: "null")
    }
    mutating func encode<Value: Encodable>(_ value: Value) throws {
        goOn()
        try tape.write(value, codingPath: codingPath)
    }
    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        goOn()
        return KeyedEncodingContainer(JSONTapeObject<Nested>(tape: tape, codingPath: codingPath))
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        goOn()
        return JSONTapeArray(tape: tape, codingPath: codingPath)
    }
    mutating func superEncoder() -> any Encoder {
        goOn()
        return JSONTapeEncoder(tape: tape, codingPath: codingPath)
    }
}

/// A value by itself, where nothing but it stands.
private struct JSONTapeValue: SingleValueEncodingContainer {
    let tape: JSONTape
    let codingPath: [any CodingKey]

    mutating func encodeNil() { tape.write(literal: "null") }
    mutating func encode(_ value: Bool) { tape.write(value) }
    mutating func encode(_ value: String) { tape.write(value) }
    mutating func encode(_ value: Double) throws { try tape.write(value, codingPath) }
    mutating func encode(_ value: Float) throws { try tape.write(value, codingPath) }
    mutating func encode(_ value: Int) { tape.write(value) }
    mutating func encode(_ value: Int8) { tape.write(value) }
    mutating func encode(_ value: Int16) { tape.write(value) }
    mutating func encode(_ value: Int32) { tape.write(value) }
    mutating func encode(_ value: Int64) { tape.write(value) }
    mutating func encode(_ value: UInt) { tape.write(value) }
    mutating func encode(_ value: UInt8) { tape.write(value) }
    mutating func encode(_ value: UInt16) { tape.write(value) }
    mutating func encode(_ value: UInt32) { tape.write(value) }
    mutating func encode(_ value: UInt64) { tape.write(value) }
    mutating func encode<Value: Encodable>(_ value: Value) throws {
        try tape.write(value, codingPath: codingPath)
    }
}
