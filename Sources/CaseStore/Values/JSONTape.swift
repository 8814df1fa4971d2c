/// JSON text as it grows, without a tree of it in between: an `Encoder` that writes what it is
/// told, in the order in which it is told (RFC 8259).
///
/// Containers have no end of their own in `Encodable`. A tape knows how deep each one stands and
/// closes what lies deeper as soon as a higher one goes on; so values that begin a container and
/// come back to it after its parent has gone on cannot be written. Nothing here does that.
final class JSONTape {
    private(set) var bytes: [UInt8] = []
    /// The closing byte of each open container.
    private var open: [UInt8] = []

    static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let tape = JSONTape()
        tape.bytes.reserveCapacity(512)
        try tape.write(value, codingPath: [])
        return tape.bytes
    }

    var depth: Int { open.count }

    func begin(_ opening: UInt8, _ closing: UInt8) {
        bytes.append(opening)
        open.append(closing)
    }

    func close(to depth: Int) {
        while open.count > depth, let closing = open.popLast() { bytes.append(closing) }
    }

    /// A comma, where something stands already.
    func separate() { bytes.separate() }

    func write(key: String) {
        var key = key
        key.withUTF8 { bytes.append(key: $0) }
    }

    func write(literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    func write(_ flag: Bool) { write(literal: flag ? "true" : "false") }

    func write(_ number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }

    func write(
        _ number: some BinaryFloatingPoint & CustomStringConvertible, _ path: [any CodingKey]
    ) throws {
        guard number.isFinite else {
            throw EncodingError.invalidValue(
                number, .init(codingPath: path, debugDescription: "JSON knows finite numbers only"))
        }
        bytes.append(contentsOf: number.description.utf8)
    }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(quoted: $0) }
    }

    /// Any value, in whatever containers it asks for.
    func write<Value: Encodable>(_ value: Value, codingPath: [any CodingKey]) throws {
        if writeShort(value) { return }
        let depth = depth
        let length = bytes.count
        try value.encode(to: JSONTapeEncoder(tape: self, codingPath: codingPath))
        close(to: depth)
        if bytes.count == length { write(literal: "{}") }
    }
}
