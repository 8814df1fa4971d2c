import CaseStore
import Casework
import HTTPTypes
import Notation

/// Answers what is asked about cases and events, from the store's snapshot. A page ends early
/// when it has grown to `pageBytes`, so that no answer takes unbounded memory.
struct CaseReader: Sendable {
    static let caseLimitDefault: Int64 = 50
    static let eventLimitDefault: Int64 = 100
    static let limitMax: Int64 = 1000
    static let pageBytes = 4 << 20

    let store: any CaseStore
    /// One fewer than the store has readers: the other is always free for what is short.
    private let pages = Turnstile(limit: 1, queueMax: 32)

    init(store: any CaseStore) { self.store = store }

    /// Newest first; `Link` leads to the next page, if there is one.
    func cases(_ text: Substring) async throws -> Answer {
        var query = Query(text, known: ["phase", "queue", "holder", "after", "limit"])
        let limit = query.number("limit", in: 1...CaseReader.limitMax)
        let limitOrDefault = limit ?? CaseReader.caseLimitDefault
        let wanted = CaseQuery(
            phases: query.phases("phase"), queue: query.word("queue").map { QueueName($0) },
            holder: query.word("holder").map { PersonID($0) },
            after: query.number("after", in: 1...Int64.max).map { CaseID($0) },
            order: .newest, limit: Int(limitOrDefault))
        try query.check()
        let (body, last) = try await pages.pass { try await page(wanted) }
        var headers: HTTPFields = [:]
        if let last, let name = HTTPField.Name("Link") {
            headers[name] = CaseReader.link(after: last, query: query, limit: limit)
        }
        return Answer(type: "application/json", body: body, headers: headers)
    }

    private func page(_ wanted: CaseQuery) async throws -> ([UInt8], CaseID?) {
        try await store.read { reading in
            var writer = JSONWriter()
            var last: CaseID?
            var isCut = false
            let rows = try reading.cases(wanted)
            var matters = rows.makeIterator()
            try writer.page { writer in
                guard !isCut, let row = matters.next() else { return false }
                if let matter = try reading.matter(row.id) { writer.matter(matter) }
                last = row.id
                isCut = writer.bytes.count >= CaseReader.pageBytes
                return true
            }
            return (writer.bytes, rows.count == wanted.limit || isCut ? last : nil)
        }
    }

    private static func link(after: CaseID, query: Query, limit: Int64?) -> String {
        var parts: [String] = []
        for name in ["phase", "queue", "holder"] {
            if let value = query.text(name) { parts.append("\(name)=\(percentEncoded(value))") }
        }
        parts.append("after=\(after.number)")
        if let limit { parts.append("limit=\(limit)") }
        return "</v1/cases?\(parts.joined(separator: "&"))>; rel=\"next\""
    }

    private static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ","):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return encoded
    }

    func matter(_ id: CaseID, _ text: Substring) async throws -> Answer {
        try Query(text, known: []).check()
        let body = try await store.read { reading in
            var writer = JSONWriter()
            guard let matter = try reading.matter(id) else { throw CaseReader.noSuchCase(id) }
            writer.matter(matter)
            return writer.bytes
        }
        return Answer(type: "application/json", body: body)
    }

    /// Events in order, of one case or of all.
    /// - Parameter last: the last event the reader has; it overrules `after`.
    func events(of id: CaseID?, _ text: Substring, last: Int64? = nil) async throws -> Answer {
        var query = Query(text, known: ["after", "limit"])
        let start = query.number("after", in: 0...Int64.max) ?? 0
        let after = last ?? start
        let limit = query.number("limit", in: 1...CaseReader.limitMax)
        try query.check()
        let count = Int(limit ?? (id == nil ? CaseReader.eventLimitDefault : CaseReader.limitMax))
        let body = try await pages.pass {
            try await page(of: id, after: after, limit: count)
        }
        return Answer(type: "application/json", body: body)
    }

    private func page(of id: CaseID?, after: Int64, limit: Int) async throws -> [UInt8] {
        try await store.read { reading in
            if let id, try reading.matter(id) == nil { throw CaseReader.noSuchCase(id) }
            try CaseReader.check(after: after, last: try reading.lastEvent())
            var writer = JSONWriter()
            var events = try reading.events(after: after, of: id, limit: limit).makeIterator()
            writer.page { writer in
                guard writer.bytes.count < CaseReader.pageBytes, let event = events.next() else {
                    return false
                }
                writer.event(event)
                return true
            }
            return writer.bytes
        }
    }

    /// Whoever has seen an event that never happened here would be told nothing until as many have,
    /// and would not know what they missed: their place is in another history.
    static func check(after: Int64, last: Int64) throws {
        guard after > last else { return }
        throw Problem(
            .unprocessableContent,
            """
            The last event is \(last): \(after) never happened here. Whoever has seen it read a \
            history that a restored copy took the place of, and has to read anew from where the \
            two part.
            """,
            faults: [Fault(pointer: "/after", detail: "is at most \(last), the last event")])
    }

    private static func noSuchCase(_ id: CaseID) -> Problem {
        Problem(.notFound, "There is no case \(id.number).")
    }
}
