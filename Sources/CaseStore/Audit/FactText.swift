import Casework

/// A fact apart: its type, and its data as a JSON object. The data is what is
/// hashed, salted, and one day erased; the type stays.
struct FactText {
    let type: String
    /// UTF-8.
    let data: [UInt8]

    init(_ fact: Fact) throws {
        type = fact.type
        // `{"case.claimed":` … `}`: a fact encodes as an object with its type as the only key.
        let whole = try JSONText.bytes(fact)
        data = Array(whole[(type.utf8.count + 4)..<(whole.count - 1)])
    }

    static func fact(type: String, data: String, sequence: Int64) throws -> Fact {
        do {
            return try JSONText.decoded("{\"\(type)\":\(data)}")
        } catch {
            throw StoreFailure.damaged("event \(sequence) (\(type)) cannot be read back")
        }
    }
}
