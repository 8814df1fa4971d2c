import Casework

@testable import MatrixLink

/// What holds for a post whatever stands in it. An input is lines, and each is spans, separated by
/// NUL, whose first byte says of which kind they are (`Kind`).
enum PostProperties {
    static func violation(in input: [UInt8]) -> String? {
        let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(64)
            .map { Line($0.split(separator: 0).map(span)) }
        for copies in [1, 2] {
            let bodies = PostBodies(lines, copies: copies)
            let room = PostBodies.bytesMax / copies
            if bodies.plain.utf8.count > room { return "\(bodies.plain.utf8.count) bytes" }
            if let violation = violation(in: bodies, of: lines) { return violation }
        }
        return violation(inQuotation: String(decoding: input, as: UTF8.self))
    }

    private static func span(_ bytes: ArraySlice<UInt8>) -> Span {
        let words = String(decoding: bytes.dropFirst(), as: UTF8.self)
        switch bytes.first.map({ $0 & 3 }) {
        case 0: return .person(words)
        case 1: return .quoted(words)
        case 2: return .strong(words)
        default: return .text(words)
        }
    }

    private static func violation(in bodies: PostBodies, of lines: [Line]) -> String? {
        let persons = Set(
            lines.flatMap(\.spans).compactMap { span in
                if case .person(let name) = span { name } else { nil }
            })
        if bodies.mentions.contains(where: { !persons.contains($0) }) {
            return "\(bodies.mentions) are meant, of \(persons)"
        }
        if Set(bodies.mentions).count < bodies.mentions.count { return "somebody is meant twice" }
        if let words = PostWords.violation(inLines: bodies.plain) { return "plain: \(words)" }
        guard let html = bodies.html else { return nil }
        let read = PostHTML(html)
        if let violation = read.violation { return "\(violation) in \(html.debugDescription)" }
        if Set(read.links) != Set(bodies.mentions) {
            return "links to \(read.links), meant are \(bodies.mentions)"
        }
        return PostWords.violation(inLines: read.text).map { "HTML: \($0)" }
    }

    /// Strangers' words alone: nobody is rung, and nothing is a link to a person or a room.
    private static func violation(inQuotation words: String) -> String? {
        let bodies = PostBodies([Line([.strong("x "), .quoted(words)])])
        guard bodies.mentions.isEmpty else { return "a quotation means somebody" }
        let read = PostHTML(bodies.html ?? "")
        guard read.violation == nil, read.links.isEmpty else { return "a quotation links" }
        for text in [bodies.plain, read.text] {
            if text.contains(where: \.isNewline) { return "a quotation has two lines" }
            if let call = PostWords.call(in: text) { return "a quotation calls \(call)" }
        }
        return nil
    }
}
