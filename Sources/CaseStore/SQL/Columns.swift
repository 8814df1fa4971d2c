import Casework

/// Reads a row's columns from left to right.
struct Columns {
    private let row: any SQLRow
    private var next = 0

    init(_ row: any SQLRow) { self.row = row }

    mutating func integerIfAny() throws -> Int64? {
        defer { next += 1 }
        return try row.integer(next)
    }
    mutating func textIfAny() throws -> String? {
        defer { next += 1 }
        return try row.text(next)
    }
    mutating func bytesIfAny() throws -> [UInt8]? {
        defer { next += 1 }
        return try row.bytes(next)
    }

    mutating func integer() throws -> Int64 { try present(try integerIfAny()) }
    mutating func text() throws -> String { try present(try textIfAny()) }
    mutating func bytes() throws -> [UInt8] { try present(try bytesIfAny()) }
    mutating func count() throws -> Int { Int(try integer()) }
    mutating func countIfAny() throws -> Int? { try integerIfAny().map(Int.init) }
    mutating func flag() throws -> Bool { try integer() != 0 }
    mutating func flagIfAny() throws -> Bool? { try integerIfAny().map { $0 != 0 } }

    mutating func id<ID: OpaqueID>(_ type: ID.Type = ID.self) throws -> ID { ID(try text()) }
    mutating func idIfAny<ID: OpaqueID>(_ type: ID.Type = ID.self) throws -> ID? {
        try textIfAny().map { ID($0) }
    }
    mutating func number() throws -> CaseID { CaseID(try integer()) }
    mutating func numberIfAny() throws -> CaseID? { try integerIfAny().map { CaseID($0) } }
    mutating func time() throws -> Instant { Instant(milliseconds: try integer()) }
    mutating func timeIfAny() throws -> Instant? {
        try integerIfAny().map { Instant(milliseconds: $0) }
    }

    /// One of a closed set of words.
    mutating func word<Word: RawRepresentable<String>>(_ type: Word.Type = Word.self) throws
        -> Word
    {
        let text = try text()
        guard let word = Word(rawValue: text) else {
            throw StoreFailure.damaged("\(Word.self) has no value that stands in column \(next)")
        }
        return word
    }
    mutating func wordIfAny<Word: RawRepresentable<String>>(_ type: Word.Type = Word.self) throws
        -> Word?
    {
        guard let text = try textIfAny() else { return nil }
        guard let word = Word(rawValue: text) else {
            throw StoreFailure.damaged("\(Word.self) has no value that stands in column \(next)")
        }
        return word
    }

    private func present<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw StoreFailure.damaged("column \(next) has no value") }
        return value
    }
}
