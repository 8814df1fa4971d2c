package import Casework

/// A case that was found, and by which of its words.
package struct FoundCase: Hashable, Sendable {
    package var id: CaseID
    package var phase: Phase
    package var queue: QueueName
    package var customer: Author
    package var glimpse: Glimpse
    package init(_ matter: Case, _ glimpse: Glimpse) {
        id = matter.id
        phase = matter.phase
        queue = matter.queue
        customer = matter.customer
        self.glimpse = glimpse
    }
}

/// How far was looked for them.
package struct FindReach: Hashable, Sendable {
    package enum Gap: Hashable, Sendable {
        /// What is older is still being read; nothing: all of it.
        case reading(backTo: Instant?)
        /// What is older was not looked at.
        case gaveUp(backTo: Instant?)
        /// So much that happened lately is not read yet.
        case unread(Int64)
    }
    /// Cases that were counted, and whether there are more.
    package var total: Int
    package var hasMore: Bool
    package var gaps: [Gap]
    /// What was looked for and stands in no case at all.
    package var missing: [FindQuery.Part]
    package init(
        total: Int, hasMore: Bool, gaps: [Gap] = [], missing: [FindQuery.Part] = []
    ) {
        self.total = total
        self.hasMore = hasMore
        self.gaps = gaps
        self.missing = missing
    }
}

extension Wording {
    /// A line for each case, the newest first, and how far was looked.
    package func find(
        _ cases: [FoundCase], for query: FindQuery, _ reach: FindReach
    ) -> [Line] {
        let gaps = reach.gaps.map { line(words($0)) }
        guard !cases.isEmpty else { return [answer(nothing(for: query, reach.missing))] + gaps }
        let count =
            reach.hasMore
            ? "more than \(Wording.count(reach.total, "case"))"
            : Wording.count(reach.total, "case")
        let more =
            reach.hasMore || reach.total > cases.count ? ", the newest \(cases.count)" : ""
        return [answer("\(count) with \(sought(query.parts))\(more):")]
            + cases.map { line(row(of: $0)) } + gaps
    }

    /// A stem that is so short that nearly every word begins so.
    package func tooWide(_ part: FindQuery.Part) -> [Line] {
        [
            answer(
                """
                too many words begin like \(saying(part.typed, upTo: 60)): say more letters of it.
                """)
        ]
    }

    func words(_ fault: FindQuery.Fault) -> Phrase {
        switch fault {
        case .tooLong(let limit):
            "that is too much to look for, \(limit) characters are the most: \(usage(.find))"
        case .tooMany(let limit):
            "\(limit) words at once are the most. Phrases in \"…\" count as one: \(usage(.find))"
        case .noWords(let text):
            """
            there is no word in \(saying(text, upTo: 30)) that could be looked for: \
            \(usage(.find))
            """
        }
    }

    private func nothing(for query: FindQuery, _ missing: [FindQuery.Part]) -> Phrase {
        let nowhere: Phrase =
            missing.isEmpty || query.parts.count == 1
            ? "" : " \(sought(missing)) \(missing.count == 1 ? "stands" : "stand") nowhere."
        return """
            nothing with \(sought(query.parts)).\(nowhere) Fewer words find more, and \
            \(say("find rout*")) finds all that begin so.
            """
    }

    private func sought(_ parts: [FindQuery.Part]) -> Phrase {
        parts.map { saying($0.typed, upTo: 60) }.joined(" and ")
    }

    private func row(of found: FoundCase) -> Phrase {
        let glimpse = found.glimpse
        let who: Phrase =
            switch glimpse.source {
            case .customer, .mention: ""
            case .reply(let person): "\(name(person)) replied: "
            case .question(let person): person.map { "\(name($0)) asked: " } ?? "asked: "
            case .answer(let person): person.map { "\(name($0)) answered: " } ?? "answered: "
            case .note(let person): person.map { "\(name($0)) noted: " } ?? "noted: "
            case .tag: "tagged "
            case .link: "goes on at "
            }
        let before = glimpse.isCutBefore ? "…" : ""
        return """
            \(found.id) \(found.phase.rawValue) \(found.queue.rawValue) · \
            \(outside(found.customer.handle, upTo: 60)) · \(clockTime(glimpse.at)) · \
            \(who)\(before)\(outside(glimpse.excerpt, upTo: Wording.foundMax))
            """
    }

    /// Characters of what was found.
    static let foundMax = 160

    private func words(_ gap: FindReach.Gap) -> Phrase {
        switch gap {
        case .reading(nil):
            "older cases are still being read: ask again in a while."
        case .reading(let time?):
            "still reading older cases: back to \(clockTime(time)) so far."
        case .gaveUp(nil):
            "not all cases were looked at: it would have taken too long. A rarer word helps."
        case .gaveUp(let time?):
            """
            looked no further back than \(clockTime(time)): it would have taken too long. A rarer \
            word helps.
            """
        case .unread(let events):
            "still reading what happened last: \(Wording.count(Int(events), "event"))."
        }
    }
}
