import Casework

extension SQLValue {
    static func id(_ id: some OpaqueID) -> SQLValue { .text(id.rawValue) }
    static func id(_ id: (some OpaqueID)?) -> SQLValue { .text(id?.rawValue) }
    static func number(_ id: CaseID) -> SQLValue { .integer(id.number) }
    static func number(_ id: CaseID?) -> SQLValue { .integer(id?.number) }
    static func time(_ instant: Instant) -> SQLValue { .integer(instant.milliseconds) }
    static func time(_ instant: Instant?) -> SQLValue { .integer(instant?.milliseconds) }
    static func word<Word: RawRepresentable<String>>(_ word: Word) -> SQLValue {
        .text(word.rawValue)
    }
}
