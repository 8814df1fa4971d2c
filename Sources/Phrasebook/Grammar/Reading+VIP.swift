package import Casework

/// What is asked of the list of VIPs, as it was said.
package struct VIPRequest: Hashable, Sendable {
    package var handle: String
    package var source: SourceName?
    package var isOn: Bool
    package var reason: String
    package var end: VIPEnd?
    package init(
        handle: String, source: SourceName?, isOn: Bool, reason: String, end: VIPEnd? = nil
    ) {
        self.handle = handle
        self.source = source
        self.isOn = isOn
        self.reason = reason
        self.end = end
    }
}

package enum VIPEnd: Hashable, Sendable {
    case at(SnoozeUntil)
    /// With the end of that day.
    case day(CalendarDay)
}

/// `vip`, `vip @mara on waits for the board until 2026-12-24`, `vip crm:@mara off`.
extension Reading {
    /// Longer than any handle.
    static let handleMax = 320

    mutating func vip() throws(Mistake) -> Utterance {
        guard let typed = scanner.word() else { return .look(.vips) }
        let (source, handle) = Reading.customer(typed)
        let isNamed = handle.unicodeScalars.contains { $0 != "@" }
        guard isNamed, typed.unicodeScalars.count <= Reading.handleMax else { throw .usage(verb) }
        let isOn = scanner.take(word: "on")
        guard isOn || scanner.take(word: "off") else { throw .usage(verb) }
        var reason = scanner.text()
        var end: VIPEnd?
        if isOn { (reason, end) = try ending(of: reason) }
        guard !reason.isEmpty || !isOn else { throw .usage(verb) }
        let request = VIPRequest(
            handle: handle, source: source, isOn: isOn, reason: reason, end: end)
        return .act(Act(verb, .desk, .vip(request)))
    }

    /// `crm:@mara` is Mara where she writes at crm.
    private static func customer(_ typed: String) -> (SourceName?, String) {
        let scalars = typed.unicodeScalars
        guard let sign = scalars.firstIndex(of: "@"), sign > scalars.startIndex,
            scalars[scalars.index(before: sign)] == ":"
        else { return (nil, typed) }
        let source = String(scalars[..<scalars.index(before: sign)])
        guard !source.isEmpty else { return (nil, typed) }
        return (SourceName(source), String(scalars[sign...]))
    }

    /// The last `until …` or `for …` of a reason, if it says when; a number after `until` that says
    /// nothing is a mistake rather than a part of the reason.
    private func ending(of text: String) throws(Mistake) -> (String, VIPEnd?) {
        let words = text.unicodeScalars.split { $0.properties.isWhitespace }
        for place in words.indices.reversed() {
            let word = String(Substring(words[place])).lowercased()
            guard word == "until" || word == "for" else { continue }
            let said = words[(place + 1)...].map { String(Substring($0)) }.joined(separator: " ")
            if let end = Reading.end(said.lowercased(), isMoment: word == "until") {
                let rest =
                    place > 0
                    ? text.unicodeScalars[..<words[place - 1].endIndex] : ""[...].unicodeScalars
                return (String(Substring(rest)), end)
            }
            guard word == "for" || !(said.unicodeScalars.first?.isASCIIDigit ?? false) else {
                throw .usage(verb)
            }
        }
        return (text, nil)
    }

    private static func end(_ said: String, isMoment: Bool) -> VIPEnd? {
        guard said.utf8.count <= 40 else { return nil }
        if let lapse = Reading.lapse(said) { return .at(.for(lapse)) }
        guard isMoment else { return nil }
        return day(said).map(VIPEnd.day) ?? clock(said).map(VIPEnd.at)
    }

    /// `2026-12-24`.
    static func day(_ said: String) -> CalendarDay? {
        var scanner = Scanner(said)
        guard let year = Int(scanner.digits(atMost: 4)), scanner.take("-"),
            let month = Int(scanner.digits(atMost: 2)), scanner.take("-"),
            let day = Int(scanner.digits(atMost: 2)), scanner.isAtEnd
        else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }
}
