/// The lines of a calendar file, unfolded: RFC 5545, 3.1, "a long line can be split between any two
/// characters by inserting a CRLF immediately followed by a single linear white-space character".
/// Bare line feeds are taken, too.
struct ContentLines: Sequence, IteratorProtocol {
    private var bytes: ArraySlice<UInt8>
    private var number = 0

    /// A line with its number; nothing for one that is too long or no text.
    struct Folded {
        var number: Int
        var text: String?
    }

    init(_ bytes: [UInt8]) {
        // A byte order mark does not count.
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    }

    mutating func next() -> Folded? {
        guard !bytes.isEmpty else { return nil }
        number += 1
        let first = number
        var line = Array(takeLine())
        while let sign = bytes.first, sign == 0x20 || sign == 0x09 {
            number += 1
            let more = takeLine().dropFirst()
            if line.count <= CalendarLimits.lineMax { line += more }
        }
        guard line.count <= CalendarLimits.lineMax else { return Folded(number: first, text: nil) }
        return Folded(number: first, text: String(validating: line, as: UTF8.self))
    }

    private mutating func takeLine() -> ArraySlice<UInt8> {
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        var line = bytes[..<end]
        bytes = end == bytes.endIndex ? [] : bytes[(end + 1)...]
        if line.last == 0x0D { line.removeLast() }
        return line
    }
}
