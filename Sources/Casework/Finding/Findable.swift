/// What a colleague noted on a case, or asked or answered about it.
package struct CaseNote: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case note, question, answer }
    package var kind: Kind
    package var text: String
    package var by: PersonID?
    package var at: Instant
    package init(_ kind: Kind = .note, text: String, by: PersonID?, at: Instant) {
        self.kind = kind
        self.text = text
        self.by = by
        self.at = at
    }

    /// Nothing where the fact is none.
    package init?(_ fact: Fact, by: PersonID?, at: Instant) {
        switch fact {
        case .noted(let text): self.init(text: text, by: by, at: at)
        case .expertAsked(let question): self.init(.question, text: question.text, by: by, at: at)
        case .expertAnswered(_, let text, _): self.init(.answer, text: text, by: by, at: at)
        default: return nil
        }
    }
}

/// A text by which a case is found.
package struct Findable: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        /// Who the customer is, by handle and name.
        case customer
        case mention
        /// A reply that was sent.
        case reply(by: PersonID)
        case note(by: PersonID?)
        case question(by: PersonID?)
        case answer(by: PersonID?)
        case tag, link
    }

    package var source: Source
    package var text: String
    package var at: Instant
    /// Which part of the case it stands in. It never changes as long as the text does not.
    var slot: Int
}

extension Findable {
    /// Parts of one case that an index can tell apart.
    package static let slotsMax = 4096
    private static let mentions = 1
    private static let replies = 600
    private static let notes = 1200

    /// All by which a case is found: what the customer says and has not deleted, what we sent them,
    /// what colleagues noted, asked and answered, and what stands on its card.
    package static func all(of matter: Case, notes: [CaseNote]) -> [Findable] {
        var found = [(Findable.Source.customer, matter.customer.handle)]
        if let name = matter.customer.name { found.append((.customer, name)) }
        found += matter.tags.map { (.tag, $0) } + matter.links.map { (.link, $0) }
        var all = found.map { Findable(source: $0, text: $1, at: matter.openedAt, slot: 0) }
        for (place, mention) in matter.mentions.enumerated() where mention.deletedAt == nil {
            let texts = [mention.text] + mention.attachments.compactMap(\.alt)
            all += texts.map {
                Findable(
                    source: .mention, text: $0, at: mention.postedAt,
                    slot: Findable.mentions + place)
            }
        }
        all += matter.drafts.filter { $0.state == .sent }.map { draft in
            Findable(
                source: .reply(by: draft.author), text: draft.text, at: draft.writtenAt,
                slot: Findable.replies + draft.revision)
        }
        all += Findable.all(of: notes)
        return all
    }

    /// - Parameter count: so many other notes of that case come before these.
    fileprivate static func all(of notes: [CaseNote], after count: Int = 0) -> [Findable] {
        let slots = max(0, Findable.slotsMax - Findable.notes - count)
        return notes.prefix(slots).enumerated().map { place, note in
            Findable(
                source: note.source, text: note.text, at: note.at,
                slot: Findable.notes + count + place)
        }
    }
}

extension CaseNote {
    fileprivate var source: Findable.Source {
        switch kind {
        case .note: .note(by: by)
        case .question: .question(by: by)
        case .answer: .answer(by: by)
        }
    }
}

/// All by which a case is found, as it stands in the index: an entry for each part of it.
package struct FindSheet: Hashable, Sendable {
    /// By the part's number, below `Findable.slotsMax`.
    package private(set) var entries: [Int: FindEntry] = [:]
    /// What each entry was made of.
    private var sources: [Int: [String]] = [:]

    /// Nothing is found by it.
    package init() {}

    /// - Parameter earlier: of the same case; what has not changed since is taken from there.
    package init(of matter: Case, notes: [CaseNote], after earlier: FindSheet = FindSheet()) {
        self.init(
            Findable.all(of: matter, notes: notes), keys: matter.findKeys, after: earlier)
    }

    /// What some of a case's notes bring to it.
    /// - Parameter count: so many others come before these.
    package init(notes: [CaseNote], after count: Int) {
        self.init(Findable.all(of: notes, after: count), keys: [])
    }

    /// - Parameter keys: of the case's card.
    private init(
        _ findables: [Findable], keys: [String], after earlier: FindSheet = FindSheet()
    ) {
        var texts: [Int: [String]] = [:]
        for findable in findables {
            texts[findable.slot, default: []].append(findable.text)
        }
        for (slot, texts) in texts {
            let keys = slot == 0 ? keys : []
            sources[slot] = texts + keys
            if earlier.sources[slot] == sources[slot] {
                entries[slot] = earlier.entries[slot]
                continue
            }
            let entry = FindEntry(texts: texts, keys: keys)
            if !entry.isEmpty { entries[slot] = entry }
        }
    }
}

extension Case {
    /// The handle and the tags, as wholes.
    var findKeys: [String] {
        FindEntry.handleKeys(customer.handle) + tags.compactMap(FindEntry.tagKey)
    }
}
