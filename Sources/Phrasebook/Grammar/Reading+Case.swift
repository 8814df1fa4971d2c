import Casework

/// Who holds a case, and what keeps it in order.
extension Reading {
    mutating func caseList() throws(Mistake) -> Act {
        let command: Command =
            switch verb {
            case .claim: .claim
            case .release: .release
            case .ack: .acknowledge(how: .said)
            default: .noise
            }
        if verb == .claim, scanner.take(word: "next") {
            guard scanner.peek() == nil else { throw .usage(verb) }
            return Act(verb, .next, .command(.claim))
        }
        if verb == .ack, scanner.take(word: "all") {
            guard scanner.peek() == nil else { throw .usage(verb) }
            return Act(verb, .allPaged, .command(command))
        }
        return Act(verb, .cases(try numbers()), .command(command))
    }

    mutating func plain() throws(Mistake) -> Act {
        let command: Command =
            switch verb {
            case .take: .take
            case .drop: .drop
            case .undo: .undo
            default: .reopen
            }
        return Act(verb, .cases([try onlyTarget()]), .command(command))
    }

    /// A colleague and cases, in either order.
    mutating func giving() throws(Mistake) -> Act {
        var ids: [CaseID] = []
        var colleague: String?
        var said = 0
        while let word = scanner.peek() {
            if let id = try nextOfList() {
                said += 1
                guard said <= Grammar.numbersMax else {
                    throw .tooManyNumbers(verb, limit: Grammar.numbersMax)
                }
                if !ids.contains(id) { ids.append(id) }
            } else if scanner.take(word: "to") {
                continue
            } else if colleague == nil {
                colleague = Reading.name(word, after: "@")
                _ = scanner.word()
            } else {
                throw .badNumber(word, verb)
            }
        }
        guard let colleague, !colleague.isEmpty else { throw .usage(verb) }
        if ids.isEmpty, let implied { ids = [implied] }
        if verb == .handover {
            let targets: Targets = ids.isEmpty ? .allMine : .cases(ids)
            return Act(verb, targets, .handover(to: colleague))
        }
        guard !ids.isEmpty else { throw .usage(verb) }
        guard ids.count == 1 else { throw .oneNumberOnly(verb) }
        return Act(verb, .cases(ids), .assign(to: colleague))
    }

    /// A name as typed, without the sign before it and punctuation after it; scalar by scalar, so
    /// that nothing stands on the sign and hides it.
    static func name(_ word: String, after sign: Unicode.Scalar) -> String {
        var name = word.unicodeScalars[...]
        if name.first == sign { name.removeFirst() }
        while let last = name.last, ",:;.".unicodeScalars.contains(last) { name.removeLast() }
        return String(Substring(name.prefix(Reading.nameMax)))
    }
    /// As long as a user id of Matrix. (Appendices, "Common Identifier Format")
    static let nameMax = 255

    mutating func merging() throws(Mistake) -> Act {
        let ending = try target()
        guard scanner.take(word: "into"), case .number(let staying) = scanner.number(bare: true)
        else { throw .usage(verb) }
        scanner.dropPunctuation()
        guard scanner.peek() == nil else { throw .usage(verb) }
        return Act(verb, .cases([ending]), .merge(into: staying))
    }

    mutating func keeping() throws(Mistake) -> Act {
        let target = try target()
        return Act(verb, .cases([target]), try keepingOrder())
    }

    private mutating func keepingOrder() throws(Mistake) -> Order {
        switch verb {
        case .tag:
            guard let tag = scanner.word(), scanner.peek() == nil else { throw .usage(verb) }
            return .command(.tag(tag))
        case .link:
            let reference = scanner.text()
            guard !reference.isEmpty else { throw .usage(verb) }
            return .command(.link(reference))
        case .settle:
            let isSent = scanner.take(word: "sent")
            guard isSent || scanner.take(word: "again"), scanner.peek() == nil else {
                throw .usage(verb)
            }
            return .command(.settle(asSent: isSent))
        case .snooze:
            guard let until = snoozeUntil() else { throw .usage(verb) }
            return .snooze(until)
        case .resolve:
            return .command(.resolve(outcome: try outcome()))
        default:
            return escalation()
        }
    }

    /// What was achieved, in the holder's words; nothing but numbers is a list of cases.
    private mutating func outcome() throws(Mistake) -> String? {
        var ahead = scanner
        var hasNumber = false
        while case .number = ahead.number(bare: true) {
            hasNumber = true
            ahead.dropPunctuation()
        }
        if hasNumber, ahead.peek() == nil { throw .oneNumberOnly(verb) }
        let text = scanner.text()
        return text.isEmpty ? nil : text
    }

    /// To a person (`@lee`), whoever has a skill (`+billing`), those on call or who supervise
    /// (`oncall`), another queue's people (`#billing`), or whoever is responsible. The reason may
    /// be empty.
    private mutating func escalation() -> Order {
        let word = scanner.peek() ?? ""
        var to: String?
        switch word.unicodeScalars.first {
        case "@": to = Reading.name(word, after: "@")
        case "+": to = "+" + Reading.name(word, after: "+")
        // `#43 is the same` is a reason.
        case "#" where word.unicodeScalars.dropFirst().first?.isASCIIDigit == false:
            to = "#" + Reading.name(word, after: "#")
        default: to = Reading.tiers[Reading.name(word, after: "#").lowercased()]
        }
        // A sign alone names nobody.
        if to == "" || to == "+" || to == "#" { to = nil }
        if to != nil { _ = scanner.word() }
        return .command(.escalate(to: to, reason: scanner.text()))
    }

    private static let tiers = [
        "oncall": "#oncall", "on-call": "#oncall", "supervisor": "#supervisors",
        "supervisors": "#supervisors",
    ]
}
