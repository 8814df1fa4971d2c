import Casework

/// A piece of a line in the making: `"\(brief.id) sent to \(outside(handle))"`. Literals and
/// plain strings are the desk's own words; text from outside only gets in as a quoted span.
struct Phrase: ExpressibleByStringInterpolation {
    private(set) var spans: [Span] = []

    init() {}
    init(stringLiteral value: String) { append(.text(value)) }
    init(stringInterpolation: Interpolation) { spans = stringInterpolation.phrase.spans }
    init(_ span: Span) { append(span) }

    mutating func append(_ span: Span) {
        if case .text(let more) = span {
            if more.isEmpty { return }
            if case .text(let before) = spans.last {
                spans[spans.count - 1] = .text(before + more)
                return
            }
        }
        spans.append(span)
    }

    mutating func append(_ phrase: Phrase) {
        for span in phrase.spans { append(span) }
    }

    static func + (left: Phrase, right: Phrase) -> Phrase {
        var sum = left
        sum.append(right)
        return sum
    }

    struct Interpolation: StringInterpolationProtocol {
        var phrase = Phrase()
        init(literalCapacity: Int, interpolationCount: Int) {}
        mutating func appendLiteral(_ literal: String) { phrase.append(.text(literal)) }
        mutating func appendInterpolation(_ own: String) { phrase.append(.text(own)) }
        mutating func appendInterpolation(_ number: Int) { phrase.append(.text("\(number)")) }
        mutating func appendInterpolation(_ id: CaseID) { phrase.append(.text("\(id)")) }
        mutating func appendInterpolation(_ mark: Mark) { phrase.append(.text("\(mark)")) }
        mutating func appendInterpolation(_ span: Span) { phrase.append(span) }
        mutating func appendInterpolation(_ part: Phrase) { phrase.append(part) }
    }
}

extension [Phrase] {
    func joined(_ separator: String) -> Phrase {
        var whole = Phrase()
        for (index, part) in enumerated() {
            if index > 0 { whole.append(.text(separator)) }
            whole.append(part)
        }
        return whole
    }
}
