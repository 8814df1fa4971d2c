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
        let body = whole[(type.utf8.count + 4)..<(whole.count - 1)]
        // What a fact says without a name is its data.
        data = body.starts(with: Self.unnamed) ? Array(body[Self.within(body)]) : Array(body)
    }

    private static let unnamed = Array("{\"_0\":".utf8)

    private static func within(_ body: ArraySlice<UInt8>) -> Range<Int> {
        (body.startIndex + unnamed.count)..<(body.endIndex - 1)
    }

    /// Facts whose data has no name of its own. Stores of before keep it under `_0`.
    private static let bareTypes: Set = ["oncall.paged"]

    static func fact(type: String, data: String, sequence: Int64) throws -> Fact {
        do {
            let isBare = bareTypes.contains(type) && !data.utf8.starts(with: unnamed)
            return try JSONText.decoded(
                isBare ? "{\"\(type)\":{\"_0\":\(data)}}" : "{\"\(type)\":\(data)}")
        } catch {
            throw StoreFailure.damaged("event \(sequence) (\(type)) cannot be read back")
        }
    }
}
