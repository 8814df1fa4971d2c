import Casework

extension CrossChecks {
    /// Canned responses: each once, in queues that exist, and such that they could be sent. And
    /// lists of the policy that nothing asks.
    func checkCanned() {
        checkLists()
        let file = configuration.canned
        let blocked = WordList(configuration.desk.policy.blockedWords)
        let document = documents.canned
        reportDoubles(
            file.responses.map { $0.name.lowercased() }, what: "the canned text", in: document
        ) { "canned[\($0)].name" }
        for (index, entry) in file.responses.enumerated() {
            if documents.queuesAreKnown {
                for (place, queue) in entry.queues.enumerated() {
                    reportUnknown(
                        queue.rawValue, what: "queue", known: queueNames, in: document,
                        path: "canned[\(index)].queues[\(place)]")
                }
            }
            for text in entry.texts { checkSendable(text, blocked, in: document) }
        }
    }

    /// A text that nobody could ever send is of no use.
    private func checkSendable(
        _ entry: CannedEntry.Text, _ blocked: WordList, in document: YAMLDocument?
    ) {
        guard let text = entry.text else { return }
        let match = WordMatch(text.words, keepingAccents: true)
        if let word = match.firstMatch(of: blocked.found(in: text.words)) {
            document?.note(
                .warning, of: entry.path,
                "\"\(printable(word))\" in it is on the blocked list, so it is never taken",
                "Say it otherwise, or change policy.blocked_words in desk.yaml.")
        }
        let carriers = configuration.connection.relays.filter { !$0.replies.isEmpty }
        let limits = carriers.map { min($0.maxLength ?? Draft.textLimit, Draft.textLimit) }
        if let longest = limits.max(), text.lengthMin > longest {
            document?.note(
                .warning, of: entry.path,
                "its \(text.lengthMin) characters are more than any relay takes",
                "At most \(longest) fit, with what is filled in: shorten it.")
        }
    }

    /// What would be flagged is flagged for nobody where nothing is approved.
    private func checkLists() {
        let desk = configuration.desk
        let rules = desk.queues.map { $0.approval ?? desk.policy.approval }
        guard !rules.isEmpty, rules.allSatisfy({ $0 == .never }),
            !configuration.people.contains(where: \.isTrainee)
        else { return }
        let keys = [
            ("sensitive_words", desk.policy.sensitiveWords.isEmpty),
            ("allowed_links", desk.policy.allowedLinks == nil),
        ]
        for (key, isEmpty) in keys where !isEmpty {
            documents.desk?.note(
                .warning, of: "policy.\(key)", "nothing is flagged, because nobody approves",
                "Write approval: flagged, or remove this list.")
        }
    }
}
