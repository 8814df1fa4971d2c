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

    /// `P1 #42 @mara "no internet since…" · #44 @zed "…" · …`, as many lines as it takes.
    /// - Parameter late: how long the oldest of them has waited to be said.
    package func rings(_ rung: [Rung], perLine: Int, late: Lapse?) -> [Line] {
        var lines: [Line] = []
        var rest = rung[...]
        while !rest.isEmpty {
            let cases = rest.prefix(perLine).map(named)
            rest = rest.dropFirst(perLine)
            let lead: Phrase =
                lines.isEmpty ? late.map { "\(Wording.rough($0)) late: P1 " } ?? "P1 " : "P1 "
            lines.append(line("\(lead)\(cases.joined(" · "))"))
        }
        return lines
    }

    private func named(_ rung: Rung) -> Phrase {
        let brief = rung.brief
        let vip: Phrase = brief.customer.vip ? " VIP" : ""
        let words = Mention.keptBack == rung.mention.text ? Phrase() : " \(excerpt(rung.mention))"
        let holder: Phrase = brief.holder.map { " · \(ring($0))'s" } ?? ""
        return "\(brief.id) \(shortHandle(brief.customer))\(vip)\(words)\(holder)"
    }

    private func excerpt(_ mention: Mention) -> Phrase {
        saying(mention.text, upTo: Wording.rungMax)
    }
}
