/// A value on its way into the database. Text may hold anything a customer can type: what a
/// database cannot keep in text is escaped on the way in (`TextEscape`).
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    static func integer(_ number: Int64?) -> SQLValue { number.map { .integer($0) } ?? .null }
    static func integer(_ number: Int) -> SQLValue { .integer(Int64(number)) }
    static func integer(_ number: Int?) -> SQLValue { number.map { .integer(Int64($0)) } ?? .null }
    static func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
    static func flag(_ isSet: Bool) -> SQLValue { .integer(isSet ? Int64(1) : 0) }
    static func flag(_ isSet: Bool?) -> SQLValue { .integer(isSet.map { $0 ? Int64(1) : 0 }) }
}
