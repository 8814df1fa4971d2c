import Casework

/// What the next step brings into the index, made ready beside the writer.
///
/// The index holds of every case from `oldest` on what its events up to `sequence` make of it.
/// So what it has to forget of a case is known from its events, and needs to be kept nowhere: they
/// are replayed up to there, and then further.
struct IndexBatch: Sendable {
    /// Events, or older cases, that a step looks at.
    static let sizeMax = 64
    /// Words that a step writes, but for what one event or one case has.
    static let wordsMax = 2000
    /// Where more happened before the index began, it begins with the newest cases.
    static let beginningMax: Int64 = 1000
    /// Pages of the index that a step joins.
    static let pagesMax = 24

    struct Row: Sendable {
        var number: Int64
        var entry: FindEntry
    }

    let before: FindProgress
    /// The audit's last event.
    let last: Int64
    private(set) var after: FindProgress
    private(set) var removed: [Row] = []
    private(set) var added: [Row] = []
    private(set) var newWords: [String] = []

    /// Nothing if everything is in the index.
    /// - Parameter memory: of the steps before this one.
    init?(_ store: SQLReader, _ memory: FindMemory = FindMemory()) throws {
        before = try store.findProgress()
        last = try store.readAuditHead().sequence
        after = before
        if before.sequence < last {
            try takeEvents(from: store, memory)
        } else if before.oldest > 1 {
            try takeOlder(from: store)
        } else {
            return nil
        }
        newWords = try unknownWords(to: store)
    }

    private mutating func takeEvents(from store: SQLReader, _ memory: FindMemory) throws {
        if before.sequence == 0, last > IndexBatch.beginningMax {
            let newest = try store.sql.first(CaseStatements.lastNumber) { try $0.integerIfAny() }
            after = FindProgress(sequence: last, oldest: (newest.flatMap(\.self) ?? 0) + 1)
            return
        }
        var events = try store.sql.all(
            FindStatements.eventsAfter,
            [.integer(before.sequence), .integer(IndexBatch.sizeMax)]
        ) { try StoredEvent(row: &$0) }
        while let end = events.last?.sequence {
            try take(events, from: store, memory)
            after.sequence = end
            guard wordCount > IndexBatch.wordsMax, events.count > 1 else { return }
            events.removeLast(events.count - events.count / 2)
        }
    }

    private mutating func take(
        _ events: [StoredEvent], from store: SQLReader, _ memory: FindMemory
    ) throws {
        removed = []
        added = []
        let end = events.last?.sequence ?? before.sequence
        let ofCases = Dictionary(grouping: events, by: \.matter)
        var seen: Set<CaseID> = []
        for event in events {
            guard let id = event.matter, id.number >= before.oldest, event.mayChangeFinding,
                seen.insert(id).inserted
            else { continue }
            let story = try story(of: id, ofCases[id] ?? [], upTo: end, in: store, memory)
            for (part, entry) in story.before.entries where story.after.entries[part] != entry {
                removed.append(Row(number: FindRow.number(of: part, in: id), entry: entry))
            }
            for (part, entry) in story.after.entries where story.before.entries[part] != entry {
                added.append(Row(number: FindRow.number(of: part, in: id), entry: entry))
            }
        }
    }

    private func story(
        of id: CaseID, _ events: [StoredEvent], upTo end: Int64, in store: SQLReader,
        _ memory: FindMemory
    ) throws -> FindStory {
        // Of a case that has just come, everything is here.
        if events.first?.opens ?? false { return FindStory(of: id, events, memory) }
        // A note comes to what is there, and changes nothing of it.
        let notes = events.filter(\.mayChangeFinding).map(\.note)
        if notes.allSatisfy({ $0 != nil }) {
            let count = try store.sql.first(
                FindStatements.notesUpTo, [.number(id), .integer(before.sequence)]
            ) { try $0.count() }
            return FindStory(notes: notes.compactMap(\.self), after: count ?? 0)
        }
        return try FindStory(of: id, from: before.sequence, to: end, in: store, memory)
    }

    /// The rows of a case are what all its events make of it, and all of those are in the index.
    private mutating func takeOlder(from store: SQLReader) throws {
        let numbers = try store.sql.all(
            FindStatements.numbersBefore,
            [.integer(before.oldest), .integer(IndexBatch.sizeMax)]
        ) { try $0.number() }
        after.oldest = 1
        for id in numbers {
            if let matter = try store.read(id) {
                let sheet = FindSheet(of: matter, notes: try store.notes(of: id))
                added += sheet.entries.map {
                    Row(number: FindRow.number(of: $0.key, in: id), entry: $0.value)
                }
            }
            after.oldest = id.number
            if wordCount > IndexBatch.wordsMax { return }
        }
        if numbers.count < IndexBatch.sizeMax { after.oldest = 1 }
    }

    /// About; words are parted by spaces.
    private var wordCount: Int {
        (removed + added).reduce(0) { sum, row in
            sum + (row.entry.words.utf8.count + row.entry.signs.utf8.count) / 6
        }
    }

    private func unknownWords(to store: SQLReader) throws -> [String] {
        let words = added.reduce(into: Set<String>()) { $0.formUnion($1.entry.stemmable) }
        return try words.sorted().filter { word in
            try store.sql.first(FindStatements.knowsWord, [.text(word)]) { try $0.integer() }
                == nil
        }
    }

    /// Joins a few pages where enough pieces of the index lie side by side: whoever asks it asks
    /// each piece. Whether there was anything to join.
    static func join(in sql: any SQLConnection) throws -> Bool {
        let before = try sql.first(FindStatements.pieces) { try $0.bytes() }
        try sql.run(FindStatements.merge, [.integer(pagesMax)])
        return try sql.first(FindStatements.pieces) { try $0.bytes() } != before
    }

    /// Unless another step has come before it.
    func write(to sql: any SQLConnection) throws {
        let progress = [after.sequence, after.oldest, before.sequence, before.oldest]
        guard try sql.run(FindStatements.advance, progress.map { .integer($0) }) == 1 else {
            return
        }
        for row in removed.sorted(by: { $0.number < $1.number }) {
            try sql.run(FindStatements.remove, row.values)
        }
        // In order: what comes before a row that has just been written costs a segment of its own.
        for row in added.sorted(by: { $0.number < $1.number }) {
            try sql.run(FindStatements.add, row.values)
        }
        for word in newWords { try sql.run(FindStatements.addWord, [.text(word)]) }
        if !removed.isEmpty || !added.isEmpty {
            try sql.run(FindStatements.merge, [.integer(IndexBatch.pagesMax)])
        }
    }
}

extension IndexBatch.Row {
    fileprivate var values: [SQLValue] {
        [.integer(number), .text(entry.words), .text(entry.signs)]
    }
}

extension StoredEvent {
    fileprivate var note: CaseNote? {
        fact.flatMap { CaseNote($0, by: by, at: at) }
    }

    fileprivate var opens: Bool {
        if case .opened = fact { true } else { false }
    }

    /// Most of what is decided changes nothing of what a case is found by.
    fileprivate var mayChangeFinding: Bool {
        switch fact {
        case .draftWritten, .draftApproved, .draftHeld, .draftUndone, .replyDeparted: false
        default: !FindStatements.idle.contains(type)
        }
    }
}
