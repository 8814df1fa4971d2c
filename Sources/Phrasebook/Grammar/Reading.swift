import Casework

/// One command being read: the word is known, what follows it is not yet.
struct Reading {
    let verb: Verb
    /// The word was not shortened.
    let isWhole: Bool
    var scanner: Scanner
    let implied: CaseID?
    let queues: [QueueName]
    let sigil: String

    mutating func utterance() throws(Mistake) -> Utterance {
        switch verb {
        case .queue, .show, .history, .find, .why, .waiting, .who, .rota, .digest, .board, .stats,
            .help:
            .look(try look())
        case .oncall: try onCall()
        case .plan: try planning()
        case .override: .act(try overriding())
        case .swap: .act(try swapping())
        case .score: .act(try scoring())
        case .canned: try canned()
        case .vip: try vip()
        case .more: try more()
        case .done: .done(try openTarget())
        case .split: .split(try openTarget())
        case .reply, .dm, .edit, .rewrite, .note:
            .act(try textAct())
        case .attach: .act(try attaching())
        case .approve: .act(try approval())
        case .reject: .act(try rejection())
        case .claim, .release, .noise, .ack:
            .act(try caseList())
        case .assign, .handover:
            .act(try giving())
        case .take, .drop, .undo, .reopen:
            .act(try plain())
        case .merge: .act(try merging())
        case .tag, .link, .settle, .snooze, .resolve, .escalate:
            .act(try keeping())
        case .ask: .act(try asking())
        case .answer: .act(try answering())
        case .hold, .unhold:
            .act(try braking())
        case .away, .back:
            .act(try leaving())
        }
    }
}

/// Reading of cases.
extension Reading {
    /// The one case that the command is about. Free text follows, so in a thread a bare number
    /// is part of that text.
    mutating func target() throws(Mistake) -> CaseID {
        switch scanner.number(bare: implied == nil) {
        case .number(let id):
            if scanner.listGoesOn() { throw .oneNumberOnly(verb) }
            scanner.dropPunctuation()
            return id
        case .bad(let text):
            throw .badNumber(text, verb)
        case .absent:
            if let implied { return implied }
            guard let word = scanner.peek() else { throw .usage(verb) }
            throw .badNumber(word, verb)
        }
    }

    /// The one case of a command without free text: nothing else may follow.
    mutating func onlyTarget() throws(Mistake) -> CaseID {
        let ids = try numbers()
        guard ids.count == 1 else { throw .oneNumberOnly(verb) }
        return ids[0]
    }

    /// All that follows, as numbers of cases; the thread's own where nothing does.
    mutating func numbers() throws(Mistake) -> [CaseID] {
        var ids: [CaseID] = []
        var said = 0
        while let id = try nextOfList() {
            said += 1
            if said > Grammar.numbersMax {
                throw .tooManyNumbers(verb, limit: Grammar.numbersMax)
            }
            if !ids.contains(id) { ids.append(id) }
        }
        if let word = scanner.peek() { throw .badNumber(word, verb) }
        if ids.isEmpty, let implied { ids = [implied] }
        guard !ids.isEmpty else { throw .usage(verb) }
        return ids
    }

    /// The next number of a list with the comma or `and` behind it; nothing where none comes.
    /// In a thread another case than the thread's own has to be said with its `#`.
    mutating func nextOfList() throws(Mistake) -> CaseID? {
        scanner.skipSpace()
        let isPlain = scanner.next?.isASCIIDigit == true
        switch scanner.number(bare: true) {
        case .number(let id):
            if let implied, id != implied, isPlain { throw .hashNeeded(id, verb) }
            if !scanner.separators() { scanner.dropPunctuation() }
            return id
        case .bad(let text):
            throw .badNumber(text, verb)
        case .absent:
            return nil
        }
    }
}
