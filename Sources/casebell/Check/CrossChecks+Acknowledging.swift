import Casework

/// What customers are told while nobody answers: that it can be said, honestly and whole.
extension CrossChecks {
    func checkAcknowledging() {
        checkNight()
        let hours = configuration.rota.hours
        let names = configuration.canned.responses.map(\.name)
        var seen: [String] = []
        for (index, entry) in hours.enumerated() {
            guard let rule = entry.acknowledge else { continue }
            let path = "hours[\(index)].acknowledge.canned"
            let wanted = rule.canned.lowercased()
            guard
                let canned = configuration.canned.responses.first(where: {
                    $0.name.lowercased() == wanted
                })
            else {
                guard documents.cannedIsKnown else { continue }
                reportUnknown(
                    rule.canned, what: "canned text", known: names, in: documents.rota, path: path)
                continue
            }
            checkPlace(of: canned, entry, path: path)
            guard !seen.contains(wanted) else { continue }
            seen.append(wanted)
            for text in canned.texts { checkTold(text, .closedDoors) }
        }
        guard let first = hours.firstIndex(where: { $0.acknowledge != nil }) else { return }
        checkCompany(path: "hours[\(first)].acknowledge")
    }

    /// A text that those queues' own agents could not use is not theirs.
    private func checkPlace(of canned: CannedEntry, _ entry: HoursEntry, path: String) {
        guard !canned.queues.isEmpty else { return }
        for queue in entry.queues where !canned.queues.contains(queue) {
            documents.rota?.note(
                .error, of: path,
                "\"\(printable(canned.name))\" is not for the queue \"\(queue)\"",
                "Name it in queues: of that text, or leave those out.")
        }
    }

    /// Nobody is there to say anything, and everything that is filled in has to be known of any
    /// mention.
    func checkTold(_ entry: CannedEntry.Text, _ occasion: ToldOccasion) {
        guard let text = entry.text else { return }
        let document = documents.canned
        func note(_ message: String, _ wayOut: String) {
            document?.note(.error, of: entry.path, message, wayOut)
        }
        let says = text.variables.contains(.opens)
        if !says, occasion == .closedDoors {
            note(
                "this is sent while nobody answers, and does not say when somebody does",
                "Put {opens} into it: \"We answer {opens}.\"")
        }
        if says, occasion == .holding {
            note(
                "this is sent under a plan, also while the queue is open and {opens} says nothing",
                "Write a text of its own for that, without {opens}.")
        }
        let sent = occasion == .holding ? "by a plan" : "while nobody answers"
        for variable in [CannedVariable.agent, .url] where text.variables.contains(variable) {
            note(
                variable == .agent
                    ? "this is sent \(sent), and no agent fills {agent}"
                    : "this is sent by itself, and not every post has a {url}", "Leave it out.")
        }
        if let word = text.placeholders.first {
            note(
                "this is sent \(sent), and nobody says {?\(word)}",
                "Write a text of its own for that, without placeholders.")
        }
        let spoken = entry.language ?? configuration.canned.defaultLanguage
        if let language = spoken, text.variables.contains(.opens),
            !OpeningTime.speaks(language)
        {
            document?.note(
                .warning, of: entry.path,
                "days are not known in \"\(language)\": {opens} is filled as in 2026-12-24, 08:00",
                "Word the text so that it can be read, or leave that language out.")
        }
        checkLength(of: text, in: spoken, entry, document)
    }

    /// Nobody is there to shorten it.
    private func checkLength(
        of text: CannedText, in language: String?, _ entry: CannedEntry.Text,
        _ document: YAMLDocument?
    ) {
        guard let length = text.lengthMax(in: language) else { return }
        let carriers = configuration.connection.relays.filter { !$0.replies.isEmpty }
        for relay in carriers {
            let limit = min(relay.maxLength ?? Draft.textLimit, Draft.textLimit)
            guard length > limit else { continue }
            document?.note(
                .error, of: entry.path,
                "with the longest names and times this is \(length) characters, and "
                    + "\"\(printable(relay.name))\" takes \(limit)",
                "Shorten it: nobody is there to do it when it is sent.")
        }
    }

    private func checkCompany(path: String) {
        let desk = configuration.desk
        guard desk.policy.acknowledges, documents.desk.knows("policy") else { return }
        if desk.policy.crisisWords.isEmpty {
            documents.rota?.note(
                .warning, of: path,
                "nothing keeps a machine from answering somebody in a crisis",
                "Write policy.crisis_words in desk.yaml: they ring the supervisors.")
        }
    }

    /// The night's policy needs a night.
    private func checkNight() {
        guard configuration.desk.policy.outOfHours != nil, configuration.rota.hours.isEmpty,
            documents.rota.knows("hours")
        else { return }
        documents.desk?.note(
            .warning, of: "policy.out_of_hours", "no queue is ever closed, so this never holds",
            "Write business hours into rota.yaml.")
    }
}

/// When a canned text is sent of the desk's own accord.
enum ToldOccasion {
    case closedDoors
    /// A continuity plan is on.
    case holding
}
