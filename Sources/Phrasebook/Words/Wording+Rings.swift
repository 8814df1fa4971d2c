package import Casework

/// A case that rings among others.
package struct Rung: Hashable, Sendable {
    package var brief: CaseBrief
    package var mention: Mention
    package init(brief: CaseBrief, mention: Mention) {
        self.brief = brief
        self.mention = mention
    }
}

/// Many cases that ring at once.
extension Wording {
    /// Characters of what a customer said, where many share a line.
    private static let rungMax = 24

    /// Bytes of a line that a network is sure to carry in one piece: what broke off would begin with
    /// a customer's words.
    private static let rungLineMax = 330

    /// `P1 #42 @mara "no internet since…" · #44 @zed "…" · …`, as many lines as it takes.
    /// - Parameter late: how long the oldest of them has waited to be said.
    package func rings(_ rung: [Rung], late: Lapse?) -> [Line] {
        let lead: Phrase = late.map { "\(Wording.rough($0)) late: P1 " } ?? "P1 "
        var lines: [Line] = []
        var open: [Phrase] = []
        var bytes = 0
        for next in rung.map(named) {
            let more = line(next).bytes + 4
            if bytes + more > Wording.rungLineMax, !open.isEmpty {
                lines.append(line("\(lines.isEmpty ? lead : "P1 ")\(open.joined(" · "))"))
                open = []
                bytes = 0
            }
            open.append(next)
            bytes += more
        }
        if !open.isEmpty {
            lines.append(line("\(lines.isEmpty ? lead : "P1 ")\(open.joined(" · "))"))
        }
        return lines
    }

    /// A card that has waited for so long to be said, and says so.
    package func late(_ lines: [Line], by lapse: Lapse) -> [Line] {
        guard var first = lines.first else { return lines }
        first.spans.append(.text(" · \(Wording.rough(lapse)) late"))
        return [first] + lines.dropFirst()
    }

    private func named(_ rung: Rung) -> Phrase {
        let brief = rung.brief
        var customer = brief.customer
        customer.handle = customer.handle.replacing("\"", with: "'").replacing("·", with: "-")
        let vip: Phrase = brief.customer.vip ? " VIP" : ""
        let words = Mention.keptBack == rung.mention.text ? Phrase() : " \(excerpt(rung.mention))"
        let holder: Phrase = brief.holder.map { " · \(ring($0))'s" } ?? ""
        return "\(brief.id) \(shortHandle(customer))\(vip)\(words)\(holder)"
    }

    /// Without the signs that part one case of the line from the next.
    private func excerpt(_ mention: Mention) -> Phrase {
        let harmless = mention.text.replacing("\"", with: "'").replacing("·", with: "-")
        return saying(harmless, upTo: Wording.rungMax)
    }
}

extension Line {
    fileprivate var bytes: Int {
        spans.reduce(0) { sum, span in
            switch span {
            case .text(let text), .strong(let text), .person(let text), .quoted(let text):
                sum + text.utf8.count
            }
        }
    }
}
