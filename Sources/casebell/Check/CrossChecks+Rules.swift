import Casework

// Rules that are never reached, find nothing, or count the same thing twice; thresholds and limits
// that are legal and unwise.
extension CrossChecks {
    func checkRules() {
        let desk = configuration.desk
        checkReached(desk.routing.map(\.when), path: "routing")
        checkReached(desk.noise.map(\.when), path: "noise")
        checkOverlaps()
        for (index, rule) in desk.priority.rules.rules.enumerated() {
            checkWords(rule.when, path: "priority.rules[\(index)].when")
            checkSources(rule.when, path: "priority.rules[\(index)].when")
        }
        for (index, rule) in desk.routing.enumerated() {
            checkWords(rule.when, path: "routing[\(index)].when")
            checkSources(rule.when, path: "routing[\(index)].when")
        }
        for (index, rule) in desk.noise.enumerated() {
            checkWords(rule.when, path: "noise[\(index)].when")
            checkSources(rule.when, path: "noise[\(index)].when")
        }
        checkList(desk.policy.blockedWords, keepingAccents: true, path: "policy.blocked_words")
        checkThresholds()
        checkLimits()
    }

    /// Of these the first rule that holds decides.
    private func checkReached(_ conditions: [Condition], path: String) {
        let book = RuleBook(conditions)
        for (index, condition) in conditions.enumerated() where isWhole(condition) {
            guard let earlier = book.earlier(than: index), isWhole(conditions[earlier]) else {
                continue
            }
            let isSame = conditions[earlier] == condition
            documents.desk?.note(
                .warning, of: "\(path)[\(index)]", "this rule is never reached",
                isSame
                    ? "Rule \(earlier + 1) has the same condition; remove one."
                    : "Rule \(earlier + 1) holds wherever it does; put this one before it.")
        }
    }

    /// One that could be read; what could not has been reported.
    private func isWhole(_ condition: Condition) -> Bool {
        condition != Condition() && !condition.words.contains("")
    }

    /// Rules that differ in nothing but their words add up wherever words of both are found.
    private func checkOverlaps() {
        struct Entry {
            var rule: Int
            var place: Int
            var word: String
        }
        var groups: [Condition: [Entry]] = [:]
        for (index, rule) in configuration.desk.priority.rules.rules.enumerated() {
            for (place, word) in rule.when.words.enumerated() where !word.isEmpty {
                groups[rule.when.withoutWords, default: []].append(
                    Entry(rule: index, place: place, word: word))
            }
        }
        for entries in groups.values.sorted(by: { $0[0].rule < $1[0].rule }) {
            let cover = WordCover(entries.map(\.word))
            for entry in entries {
                let twin = cover.places(covering: entry.word).prefix(Self.twinsMax)
                    .map { entries[$0] }.first {
                        isTwin($0.rule, of: entry.rule, $0.word, entry.word)
                    }
                guard let twin else { continue }
                documents.desk?.note(
                    .warning, of: "priority.rules[\(entry.rule)].when.words[\(entry.place)]",
                    "\"\(printable(entry.word))\" has points twice: rule \(twin.rule + 1) counts "
                        + "it as \"\(printable(twin.word))\"",
                    "Name it in one of them, or make their points add up to what you mean.")
            }
        }
    }

    private static let twinsMax = 50

    /// The same word is reported at its second place; a wider one wherever it stands.
    private func isTwin(_ other: Int, of rule: Int, _ wider: String, _ word: String) -> Bool {
        if other == rule { return false }
        let isSame = WordCover([word]).places(covering: wider) == [0]
        return !isSame || other < rule
    }

    private func checkWords(_ condition: Condition, path: String) {
        checkList(condition.words, keepingAccents: false, path: "\(path).words")
    }

    /// Words of one list: each finds something, and something that the others do not.
    private func checkList(_ words: [String], keepingAccents: Bool, path: String) {
        let cover = WordCover(words, keepingAccents: keepingAccents)
        for (index, word) in words.enumerated() where !word.isEmpty {
            guard WordCover.findsAnything(word) else {
                documents.desk?.note(
                    .warning, of: "\(path)[\(index)]", "\"\(printable(word))\" is found nowhere",
                    "Only letters and digits make words.")
                continue
            }
            let wider = cover.places(covering: word).first { other in
                guard other != index else { return false }
                let isSame =
                    WordCover([word], keepingAccents: keepingAccents)
                    .places(covering: words[other]) == [0]
                return !isSame || other < index
            }
            guard let wider else { continue }
            documents.desk?.note(
                .warning, of: "\(path)[\(index)]",
                "\"\(printable(words[wider]))\" finds all that \"\(printable(word))\" does",
                "Remove one of them.")
        }
    }

    /// Any word may be a source for who posts with a token: only near misses tell.
    private func checkSources(_ condition: Condition, path: String) {
        let file = configuration.connection
        let known =
            file.sources.map(\.name.rawValue) + (file.http?.tokens.map(\.name) ?? [])
            + file.relays.flatMap(\.replies).map(\.rawValue)
        for (index, source) in condition.sources.enumerated() where !source.rawValue.isEmpty {
            guard !known.contains(source.rawValue),
                let near = nearest(to: source.rawValue, among: known)
            else { continue }
            documents.desk?.note(
                .warning, of: "\(path).source[\(index)]",
                "no source or token is called \"\(printable(source.rawValue))\"",
                "Did you mean \"\(printable(near))\"?")
        }
    }

    /// What rings, and whether anything can.
    private func checkThresholds() {
        guard let document = documents.desk, !document.hasErrors(under: "priority") else { return }
        let priority = configuration.desk.priority
        if priority.p1 <= 0 {
            return document.note(
                .warning, of: "priority.p1", "everything rings: a case without any points is P1",
                "Make p1 more than 0; 50 is usual.")
        }
        if priority.p2 <= 0 {
            document.note(
                .warning, of: "priority.p2", "nothing waits: a case without any points is P2",
                "Make p2 more than 0; 20 is usual.")
        }
        let most = priority.rules.rules.map { max($0.points, 0) }.reduce(0, +)
        if !priority.rules.rules.isEmpty, most < priority.p1 {
            document.note(
                .warning, of: "priority.p1",
                "nothing rings: all rules together give \(most) points, and P1 begins at "
                    + "\(priority.p1)", "Lower p1, or give the rules more points.")
        }
    }

    private func checkLimits() {
        if configuration.desk.policy.undoWindow == .zero {
            documents.desk?.note(
                .warning, of: "policy.undo_window", "an approved reply cannot be called back",
                "Write for example 30s.")
        }
    }

    /// Whether anything that comes in can be answered at all.
    func checkReplies() {
        let file = configuration.connection
        let comesIn =
            !file.sources.isEmpty || (file.http?.tokens ?? []).contains { $0.may.contains(.intake) }
        guard comesIn, !configuration.desk.queues.isEmpty, !documents.connection.hasErrors(),
            file.relays.allSatisfy(\.replies.isEmpty)
        else { return }
        documents.connection.note(
            .warning, of: "relays", "nobody can answer a customer: no relay carries replies",
            "Add replies: [source] to a relay, with the sources that it answers.")
    }
}
