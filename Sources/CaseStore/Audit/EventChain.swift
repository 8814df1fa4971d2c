import Casework
import Crypto

/// The chain over the audit (invariant 9).
///
/// - `digest` = SHA-256(32 random bytes ‖ the fact's data as JSON). It stays when data and salt are
///   erased, and says nothing about them.
/// - `hash` = SHA-256(the hash before it ‖ sequence ‖ case ‖ at ‖ type ‖ by ‖ via ‖ digest), the
///   first one after 32 zero bytes. Numbers are 8 bytes, big-endian; a text is its length in bytes
///   as such a number and its UTF-8; what may be absent is a byte 0, or a byte 1 and the value.
enum EventChain {
    static let saltLength = 32
    static let beginning = [UInt8](repeating: 0, count: 32)

    static func digest(salt: [UInt8], data: some Sequence<UInt8>) -> [UInt8] {
        digest(salt: salt, data: Array(data))
    }

    static func digest(salt: [UInt8], data: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        salt.withUnsafeBytes { hash.update(bufferPointer: $0) }
        data.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return bytes(hash.finalize())
    }

    private static func bytes(_ digest: SHA256Digest) -> [UInt8] {
        digest.withUnsafeBytes { Array($0) }
    }

    static func hash(
        after previous: [UInt8], sequence: Int64, matter: CaseID?, at: Instant, type: String,
        by: PersonID?, via: NetworkName?, digest: [UInt8]
    ) -> [UInt8] {
        var bytes = previous
        bytes.reserveCapacity(192)
        bytes.append(number: sequence)
        bytes.append(optional: matter) { $0.append(number: $1.number) }
        bytes.append(number: at.milliseconds)
        bytes.append(text: type)
        bytes.append(optional: by) { $0.append(text: $1.rawValue) }
        bytes.append(optional: via) { $0.append(text: $1.rawValue) }
        bytes += digest
        return EventChain.bytes(SHA256.hash(data: bytes))
    }

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: Int64) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
    fileprivate mutating func append(text: String) {
        append(number: Int64(text.utf8.count))
        append(contentsOf: text.utf8)
    }
    fileprivate mutating func append<Value>(
        optional value: Value?, _ body: (inout [UInt8], Value) -> Void
    ) {
        append(value == nil ? 0 : 1)
        if let value { body(&self, value) }
    }
}
