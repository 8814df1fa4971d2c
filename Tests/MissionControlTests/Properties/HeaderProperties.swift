import Casework
import Notation
import Yardstick

@testable import MissionControl

/// What holds for the small notations around a body: queries, media types and times.
enum HeaderProperties {
    static func violation(in text: String) -> String? {
        if let violation = query(text) ?? mediaType(text) { return violation }
        for line in text.split(separator: "\n") {
            if let violation = time(String(line)) { return violation }
        }
        return nil
    }

    /// A parameter is a word or a fault, and is said once.
    private static func query(_ text: String) -> String? {
        let known = ["queue", "phase", "limit", "after"]
        var query = Query(text[...], known: known)
        let limit = query.number("limit", in: 1...1000)
        guard (1...1000).contains(limit ?? 1) else { return "a limit of \(limit ?? 0)" }
        let word = query.word("queue")
        guard (1...Query.wordLengthMax).contains(word?.unicodeScalars.count ?? 1) else {
            return "a word without limit"
        }
        _ = query.phases("phase")
        let parts = text.split(separator: "&").count
        guard query.faults.count <= parts + 3 else { return "\(query.faults.count) faults" }
        for fault in query.faults {
            let said = "\(fault.pointer): \(fault.detail)"
            if let harm = HarmlessLine.violation(in: said, bytesMax: 512) {
                return "a fault of a query: \(harm)"
            }
        }
        guard let word, query.faults.isEmpty else { return nil }
        // What was read can be written, and is read again.
        let written = word.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        let again = Query("queue=\(written.joined())", known: known)
        return again.text("queue") == word ? nil : "a word of a query comes back otherwise"
    }

    /// What is taken is one of the names that are told, whatever follows it.
    private static func mediaType(_ text: String) -> String? {
        guard MentionEnvelope(contentType: text) != nil else { return nil }
        let name = text.lowercased().drop { " \t".contains($0) || $0 == ";" }
        guard MentionEnvelope.accepted.contains(where: { name.hasPrefix($0) }) else {
            return "\(text) is taken"
        }
        return MentionEnvelope(contentType: text + "; charset=latin1") == nil
            ? nil : "any charset is taken"
    }

    private static func time(_ text: String) -> String? {
        guard let instant = Timestamp.instant(text) else { return nil }
        let written = Timestamp.text(instant)
        guard let again = Timestamp.instant(written) else {
            return written.hasPrefix("0000") || written.hasPrefix("10000") ? nil : "\(written)"
        }
        return again == instant ? nil : "\(text) is written as \(written)"
    }
}
