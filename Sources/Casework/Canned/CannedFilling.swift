extension DeskSettings {
    /// Fills a canned response for a case. Nothing is looked for in what was filled in: a customer
    /// who is called `{agent}` is greeted as that.
    ///
    /// - Parameters:
    ///   - said: what the agent says for the placeholders, in their order, with `|` between.
    ///   - opens: when people answer again; nothing while they do.
    /// - Throws: why it cannot be filled, with the way out.
    package func filledCanned(
        _ name: String, said: String?, for matter: Case, by agent: PersonID,
        opens: OpeningTime? = nil
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
        let source = FillingSource(
            matter: matter, answered: answered, agent: agent, opens: opens,
            language: variant.language)
        let text: String
        do throws(FillingSource.Lack) {
            text = try variant.text.filled(from: source, values)
        } catch {
            throw .cannedLacks(brief, name: response.name, variable: error.variable.rawValue)
        }
        return CannedDraft(
            use: CannedUse(name: response.name, values.isEmpty ? .asWritten : .filled),
            language: variant.language, text: text,
            shownFor: standing)
    }

    /// What a customer is told of the desk's own accord; nothing where the text asks for what nobody
    /// says.
    func filledAcknowledgement(
        _ name: String, for matter: Case, answering mention: Mention, opens: OpeningTime?
    ) -> String? {
        guard let response = canned(named: name),
            let variant = response.variant(for: matter.language)
        else { return nil }
        let source = FillingSource(
            matter: matter, answered: mention, agent: nil, opens: opens,
            language: variant.language)
        guard response.placeholders.isEmpty else { return nil }
        return try? variant.text.filled(from: source, [:])
    }
}

/// What the desk knows that may be filled in.
private struct FillingSource {
    var matter: Case
    var answered: Mention
    /// Nobody fills it where the desk speaks of its own accord.
    var agent: PersonID?
    var opens: OpeningTime?
    var language: String?

    struct Lack: Error { var variable: CannedVariable }
}

extension CannedText {
    fileprivate func filled(
        from source: FillingSource, _ values: [String: String]
    ) throws(FillingSource.Lack) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .words(let words): text += words
            case .placeholder(let name): text += values[name] ?? ""
            case .variable(let variable):
                guard let value = variable.value(source) else { throw .init(variable: variable) }
                text += value
            }
        }
        return text
    }

    /// Characters, with everything that the desk fills in at its longest; nothing where somebody
    /// has to say something.
    package func lengthMax(in language: String?) -> Int? {
        guard placeholders.isEmpty, !variables.contains(.agent) else { return nil }
        return parts.reduce(0) { sum, part in
            switch part {
            case .words(let words): sum + words.count
            case .placeholder: sum
            case .variable(let variable): sum + variable.lengthMax(in: language)
            }
        }
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
    fileprivate func value(_ source: FillingSource) -> String? {
        let answered = source.answered
        let value: String? =
            switch self {
            case .customer: CannedValue.handle(answered.author.handle)
            case .name: CannedVariable.name(of: answered.author)
            case .number: "\(source.matter.id.number)"
            case .agent: source.agent?.rawValue
            case .queue: source.matter.queue.rawValue
            case .url: answered.url.flatMap(CannedValue.address)
            case .opens: source.opens?.words(in: source.language)
            }
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Characters, at the longest.
    fileprivate func lengthMax(in language: String?) -> Int {
        switch self {
        case .customer: CannedValue.handleMax
        case .name, .agent, .queue: CannedValue.nameMax
        case .number: 10
        case .url: CannedValue.addressMax
        case .opens: OpeningTime.lengthMax(in: language)
        }
    }

    private static func name(of author: Author) -> String {
        let name = CannedValue.name(author.name ?? "")
        return name.isEmpty ? CannedValue.shortHandle(author.handle) : name
    }
}
