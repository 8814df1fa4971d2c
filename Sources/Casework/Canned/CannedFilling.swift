extension DeskSettings {
    /// Fills a canned response for a case. Nothing is looked for in what was filled in: a customer
    /// who is called `{agent}` is greeted as that.
    ///
    /// - Parameters:
    ///   - said: what the agent says for the placeholders, in their order, with `|` between.
    /// - Throws: why it cannot be filled, with the way out.
    package func filledCanned(
        _ name: String, said: String?, for matter: Case, by agent: PersonID
    ) throws(Refusal) -> CannedDraft {
        let brief = CaseBrief(matter, practice: policy.practice)
        guard let response = canned(named: name) else {
            throw .noSuchCanned(name, known: canned.filter { $0.fits(matter.queue) }.map(\.name))
        }
        guard response.fits(matter.queue) else {
            throw .cannedElsewhere(brief, name: response.name, queues: response.queues)
        }
        guard let answered = matter.newestMention, let standing = CannedDraft.Standing(matter),
            let variant = response.variant(for: matter.language)
        else { throw .wrongPhase(brief, doing: "reply") }
        let values = try response.values(said, brief)
        var text = ""
        for part in variant.text.parts {
            switch part {
            case .words(let words): text += words
            case .placeholder(let name): text += values[name] ?? ""
            case .variable(let variable):
                guard let value = variable.value(matter, answered, agent) else {
                    throw .cannedLacks(brief, name: response.name, variable: variable.rawValue)
                }
                text += value
            }
        }
        return CannedDraft(
            use: CannedUse(name: response.name, values.isEmpty ? .asWritten : .filled),
            language: variant.language, text: text,
            shownFor: standing)
    }
}

extension CannedResponse {
    fileprivate func values(
        _ said: String?, _ brief: CaseBrief
    ) throws(Refusal) -> [String: String] {
        let names = placeholders
        let pieces = (said ?? "").split(separator: "|", omittingEmptySubsequences: false)
            .map { CannedValue.words(String($0)) }
        let given = said == nil || names.isEmpty && pieces == [""] ? [] : pieces
        guard given.count == names.count, !given.contains("") else {
            throw .cannedValues(brief, name: name, needs: names, given: given.count)
        }
        return Dictionary(zip(names, given), uniquingKeysWith: { first, _ in first })
    }
}

extension CannedVariable {
    /// Nothing where the case does not tell it.
    fileprivate func value(_ matter: Case, _ answered: Mention, _ agent: PersonID) -> String? {
        let value: String? =
            switch self {
            case .customer: CannedValue.handle(answered.author.handle)
            case .name: CannedVariable.name(of: answered.author)
            case .number: "\(matter.id.number)"
            case .agent: agent.rawValue
            case .queue: matter.queue.rawValue
            case .url: answered.url.flatMap(CannedValue.address)
            }
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func name(of author: Author) -> String {
        let name = CannedValue.name(author.name ?? "")
        return name.isEmpty ? CannedValue.shortHandle(author.handle) : name
    }
}
