import Casework

extension SQLWriter {
    package func record(
        _ facts: [Fact], matter: Case?, before: Case?, by: PersonID?, via: NetworkName?,
        at: Instant
    ) throws {
        if let matter {
            if let before {
                try change(before, into: matter)
            } else {
                try sql.run(CaseStatements.insert, try matter.insertion)
                // Mostly it is the next one.
                let isNext = matter.id.number == memory.newestCase.map { $0 + 1 }
                memory.note(newestCase: isNext ? matter.id.number : nil)
                try count(matter)
            }
            try bring(mentionsOf: matter, before: before, facts: facts)
            try bring(draftsOf: matter, before: before)
            try bring(questionsOf: matter, before: before)
            try bring(acknowledgementsOf: matter, before: before, at: at)
            memory.keep(matter)
        }
        try append(facts, of: matter?.id, by: by, via: via, at: at)
    }

    private func change(_ before: Case, into matter: Case) throws {
        guard before.id == matter.id else {
            throw StoreFailure.notWritten("\(before.id) cannot become \(matter.id)")
        }
        try changeStanding(before, into: matter)
        let id = SQLValue.number(matter.id)
        if !matter.isCounted(with: before) {
            try sql.run(
                CaseStatements.takeCount,
                [.id(before.queue), .word(before.priority), .word(before.phase)])
            try count(matter)
        }
        if !matter.hasRest(of: before) {
            try changeOne(CaseStatements.updateRest, try matter.restValues + [id], matter.id)
        }
        let opening = Case.opening(of: matter.mentions)
        if !matter.mentions.isEmpty, opening != Case.opening(of: before.mentions) {
            try changeOne(CaseStatements.updateOpening, [.text(opening), id], matter.id)
        }
        let language = matter.spokenLanguage
        if language != before.spokenLanguage {
            try changeOne(CaseStatements.updateLanguage, [.text(language), id], matter.id)
        }
    }

    /// Where it stands and who holds it, touching as few indexes as that takes.
    private func changeStanding(_ before: Case, into matter: Case) throws {
        let id = SQLValue.number(matter.id)
        let hasHolding = matter.hasHolding(of: before)
        if matter.hasPlace(of: before) {
            guard !hasHolding else { return }
            return try changeOne(
                CaseStatements.updateHolding, matter.holdingValues + [id], matter.id)
        }
        guard matter.differsInPhase(from: before) else {
            try changeOne(CaseStatements.updatePlace, matter.placeValues + [id], matter.id)
            guard !hasHolding else { return }
            return try changeOne(
                CaseStatements.updateHolding, matter.holdingValues + [id], matter.id)
        }
        let phase = SQLValue.word(matter.phase)
        if hasHolding {
            try changeOne(CaseStatements.updatePhase, [phase, id], matter.id)
        } else {
            try changeOne(
                CaseStatements.updateHands, [phase] + matter.holdingValues + [id], matter.id)
        }
    }

    private func count(_ matter: Case) throws {
        try sql.run(
            CaseStatements.addCount,
            [.id(matter.queue), .word(matter.priority), .word(matter.phase)])
    }

    /// Mentions only come, change or go over to another case, which takes them along with the
    /// fact `absorbed`. Until then they stay where they are.
    private func bring(mentionsOf matter: Case, before: Case?, facts: [Fact]) throws {
        let old = before?.mentions ?? []
        if matter.mentions.isEmpty, facts.contains(where: \.isMerger) { return }
        guard old.count <= matter.mentions.count else {
            throw StoreFailure.notWritten("a mention of \(matter.id) would be lost")
        }
        for (position, mention) in matter.mentions.enumerated() {
            if position < old.count {
                guard old[position].key == mention.key else {
                    throw StoreFailure.notWritten("a mention of \(matter.id) would be lost")
                }
                guard old[position] != mention else { continue }
                try changeOne(
                    MentionStatements.change,
                    try mention.content + mention.key.values + [.number(matter.id)], matter.id)
            } else if let from = facts.origin(of: mention.key) {
                try changeOne(
                    MentionStatements.move,
                    [.number(matter.id), .integer(position)] + mention.key.values
                        + [.number(from)], matter.id)
            } else {
                try sql.run(
                    MentionStatements.insert,
                    mention.key.values + (try mention.content)
                        + [.number(matter.id), .integer(position)])
            }
        }
    }

    /// The draft that stops being live makes room for the one that becomes it.
    private func bring(draftsOf matter: Case, before: Case?) throws {
        let old = before?.drafts ?? []
        guard old.count <= matter.drafts.count else {
            throw StoreFailure.notWritten("a draft of \(matter.id) would be lost")
        }
        let changed = zip(old, matter.drafts).filter { $0 != $1 }
        for (was, draft) in changed where !draft.hasContent(of: was) {
            throw StoreFailure.notWritten("draft \(was.revision) of \(matter.id) would change")
        }
        for isLive in [false, true] {
            for (_, draft) in changed where draft.state.isLive == isLive {
                try changeOne(
                    DraftStatements.change,
                    try draft.standing + [.number(matter.id), .integer(draft.revision)],
                    matter.id)
            }
        }
        for draft in matter.drafts.dropFirst(old.count) {
            try sql.run(
                DraftStatements.insert,
                try draft.content + draft.standing + [.number(matter.id)])
        }
    }

    /// A change that finds no row means that `before` is not what stands in the store.
    private func changeOne(_ statement: String, _ arguments: [SQLValue], _ id: CaseID) throws {
        guard try sql.run(statement, arguments) == 1 else {
            throw StoreFailure.notWritten("\(id) is not what it was taken to be")
        }
    }
}

extension Fact {
    fileprivate var isMerger: Bool {
        if case .merged = self { true } else { false }
    }
}

extension [Fact] {
    /// The case that a mention comes over from.
    fileprivate func origin(of key: MentionKey) -> CaseID? {
        for case .absorbed(let from, let mentions, _, _) in self
        where mentions.contains(where: { $0.key == key }) {
            return from
        }
        return nil
    }
}
