import Casework

/// The brake.
extension Reading {
    mutating func braking() throws(Mistake) -> Act {
        let queue = queueName()
        // `hold 42` is no brake for the whole desk.
        var ahead = scanner
        if queue == nil, ahead.number(bare: true) != .absent { throw .usage(verb) }
        if verb == .unhold {
            if let word = scanner.word() {
                guard queue == nil, scanner.peek() == nil else { throw .usage(verb) }
                let name = QueueName(Reading.name(word, after: "#"))
                return Act(verb, .desk, .desk(.unhold(queue: name)))
            }
            return Act(verb, .desk, .desk(.unhold(queue: queue)))
        }
        let reason = scanner.text()
        guard !reason.isEmpty else { throw .usage(verb) }
        return Act(verb, .desk, .desk(.hold(queue: queue, reason: reason)))
    }

    /// Takes the next word if it is the name of a queue, with or without `#`.
    private mutating func queueName() -> QueueName? {
        guard let word = scanner.peek() else { return nil }
        let typed = Reading.name(word, after: "#").lowercased()
        guard let queue = queues.first(where: { $0.rawValue.lowercased() == typed }) else {
            return nil
        }
        _ = scanner.word()
        return queue
    }
}

/// Looking.
extension Reading {
    mutating func look() throws(Mistake) -> Look {
        switch verb {
        case .show: .show(try onlyTarget())
        case .history: .history(try onlyTarget())
        case .find: .find(try findLook())
        case .why: .why(try onlyTarget())
        case .waiting: .waiting
        case .who: .who
        case .rota: try rotaLook()
        case .digest: try digestLook()
        case .board: .board
        case .stats: try statsLook()
        case .queue: try queueLook()
        default: try helpLook()
        }
    }

    private mutating func digestLook() throws(Mistake) -> Look {
        let named = scanner.word().map { Reading.name($0, after: "#") }
        guard scanner.word() == nil else { throw .usage(verb) }
        return .digest(named)
    }

    private mutating func rotaLook() throws(Mistake) -> Look {
        let named = scanner.word().map { Reading.name($0, after: "@") }
        guard scanner.word() == nil else { throw .usage(verb) }
        return .rota(named)
    }

    private mutating func findLook() throws(Mistake) -> FindQuery {
        let text = scanner.text()
        guard !text.isEmpty else { throw .usage(verb) }
        do {
            return try FindQuery(text)
        } catch {
            throw .unfindable(error)
        }
    }

    private mutating func queueLook() throws(Mistake) -> Look {
        var name: String?
        var filter: QueueFilter?
        while let word = scanner.word() {
            if filter == nil, let named = QueueFilter(rawValue: word.lowercased()) {
                filter = named
            } else if name == nil {
                name = Reading.name(word, after: "#")
            } else {
                throw .usage(verb)
            }
        }
        let known = name.flatMap { typed in
            queues.first { $0.rawValue.lowercased() == typed.lowercased() }?.rawValue
        }
        return .queue(known ?? name, filter ?? .all)
    }

    private mutating func statsLook() throws(Mistake) -> Look {
        var period: StatsPeriod?
        var subject: StatsSubject?
        while let word = scanner.word() {
            if period == nil, let named = StatsPeriod(rawValue: word.lowercased()) {
                period = named
            } else if subject == nil {
                subject = StatsSubject(typed: word, queues)
            } else {
                throw .usage(verb)
            }
        }
        return .stats(period ?? .today, subject)
    }

    /// `help me` is a cry for help, not a question about a command called `me`.
    private mutating func helpLook() throws(Mistake) -> Look {
        scanner.skipSpace()
        _ = scanner.take(prefix: sigil)
        guard let typed = scanner.word(), typed.utf8.count <= 64 else { return .help(nil) }
        let word = typed.lowercased()
        if let verb = Grammar.exact(word) { return .help(verb) }
        if CommandTable.notYet.contains(word) { throw .notYet(word) }
        guard let nearest = Grammar.nearest(to: word) else { return .help(nil) }
        throw .unknownWord(typed, nearest: nearest)
    }
}

extension StatsSubject {
    fileprivate init(typed: String, _ queues: [QueueName]) {
        switch typed.first {
        case "@": self = .person(Reading.name(typed, after: "@"))
        case "+": self = .skill(Reading.name(typed, after: "+"))
        default:
            let queue = Reading.name(typed, after: "#")
            let known = queues.first { $0.rawValue.lowercased() == queue.lowercased() }
            self = .queue(known?.rawValue ?? queue)
        }
    }
}
