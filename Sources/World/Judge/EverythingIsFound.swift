import CaseStore
import Casework

// 9, too: the index that `find` asks is what the events make of the cases. And 10: what finding
// costs does not grow with the number of closed ones.
extension Evidence {
    /// Of a day's words so many are looked for; each case is looked through for each.
    private static let wordsMax = 12
    private static let limit = 200

    func everythingIsFound(_ store: SQLiteStore) async throws -> [Breach] {
        try await Evidence.readUp(store)
        let notes = try await store.read { [caseIDs] reading in
            try caseIDs.map { try reading.notes(of: $0) }
        }
        let matters = zip(caseIDs, notes).compactMap { id, notes in
            cases[id].map { (matter: $0, notes: notes) }
        }
        let texts = ReadTexts()
        return try await asked().asyncCompactMap { query in
            let found = try await store.read { try $0.find(query, limit: Evidence.limit) }
            let wanted = matters.filter {
                query.glimpse(in: $0.matter, notes: $0.notes, reading: texts.read) != nil
            }
            .map(\.matter.id).reversed()
            guard !found.cases.elementsEqual(wanted.prefix(Evidence.limit)) else { return nil }
            let typed = query.parts.map(\.typed).joined(separator: " ")
            return breach(
                9, "“\(typed)” is found in \(found.cases) and stands in \(Array(wanted))",
                found.cases.first ?? wanted.first)
        }
    }

    /// Words of the customers, also such as they took back, and of the desk.
    private func asked() throws -> [FindQuery] {
        let said = chronicle.mentions.flatMap { $0.mention.text.tokens(.customer) }
        let noted = events.flatMap { event -> [String] in
            switch event.fact {
            case .noted(let text): text.tokens(.note)
            case .tagged(let tag): tag.tokens(.note)
            case .expertAsked(let question): question.text.tokens(.note)
            case .expertAnswered(_, let text, _): text.tokens(.note)
            case .draftWritten(let draft): draft.text.tokens(.reply)
            default: []
            }
        }
        let words = said + noted
        let step = max(1, words.count / Evidence.wordsMax)
        let some = stride(from: 0, to: words.count, by: step).map { words[$0] }
        return try (some + ["internet outage", "cancel*", "\"nobody answers\""]).map {
            try FindQuery($0)
        }
    }

    private static func readUp(_ store: SQLiteStore) async throws {
        while try await store.indexNext() != .nothingLeft {}
    }

    /// A hundred closed cases more, of which some hold the word, cost no more than half as much
    /// again; the rest of a step is how the index happens to lie.
    func findingIsBounded(
        _ store: SQLiteStore, _ close: () async throws -> Void
    ) async throws -> [Breach] {
        try await Evidence.readUp(store)
        let before = try await Evidence.steps(in: store)
        try await close()
        try await Evidence.readUp(store)
        let after = try await Evidence.steps(in: store)
        guard after > before * 3 / 2 + Evidence.stepsSpare else { return [] }
        return [breach(10, "find took \(before) steps, and \(after) with more history")]
    }

    private static let stepsSpare: Int64 = 400

    private static func steps(in store: SQLiteStore) async throws -> Int64 {
        let query = try FindQuery("internet nobody")
        return try await store.read { reading in
            // Once for the statements to be made, once to be counted.
            _ = try reading.find(query, limit: 20)
            return try StepCounter.steps { _ = try reading.find(query, limit: 20) }
        }
    }
}

extension Sequence {
    fileprivate func asyncCompactMap<Value>(
        _ transform: (Element) async throws -> Value?
    ) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self {
            if let value = try await transform(element) { values.append(value) }
        }
        return values
    }
}

/// The words of texts that have been read once.
private final class ReadTexts {
    private var known: [String: FoundText] = [:]

    func read(_ text: String) -> FoundText {
        if let found = known[text] { return found }
        let found = FoundText(text)
        known[text] = found
        return found
    }
}
