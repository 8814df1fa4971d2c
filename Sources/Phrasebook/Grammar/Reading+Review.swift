import Casework

/// The four eyes: a mark, or a number with or without the mark, and nothing else.
extension Reading {
    mutating func approval() throws(Mistake) -> Act {
        switch scanner.number(bare: implied == nil) {
        case .number(let id):
            if scanner.listGoesOn() { throw .oneNumberOnly(verb) }
            scanner.dropPunctuation()
            return Act(verb, .cases([id]), .command(.approve(mark: try lastMark())))
        case .bad(let text):
            throw .badNumber(text, verb)
        case .absent:
            if case .number(let id) = scanner.number(bare: true) { throw .hashNeeded(id, verb) }
            guard scanner.peek() != nil else {
                guard let implied else { throw .usage(verb) }
                return Act(verb, .cases([implied]), .command(.approve(mark: nil)))
            }
            guard let mark = try lastMark() else { throw .usage(verb) }
            return Act(verb, .mark(mark), .command(.approve(mark: mark)))
        }
    }

    /// A mark with nothing behind it, or nothing at all. A word too many is no approval: it may
    /// be a condition.
    private mutating func lastMark() throws(Mistake) -> Mark? {
        if case .number = scanner.number(bare: true) { throw .oneNumberOnly(verb) }
        guard let word = scanner.word() else { return nil }
        guard let mark = Reading.mark(word) else { throw .badMark(word, verb) }
        guard let another = scanner.word() else { return mark }
        guard Reading.mark(another) == nil else { throw .oneNumberOnly(verb) }
        throw .usage(verb)
    }

    mutating func rejection() throws(Mistake) -> Act {
        let (targets, mark) = try rejected()
        // Whether one is needed is the desk's decision, which offers its own.
        let reason = scanner.text()
        return Act(verb, targets, .command(.reject(mark: mark, reason: reason)))
    }

    private mutating func rejected() throws(Mistake) -> (Targets, Mark?) {
        switch scanner.number(bare: implied == nil) {
        case .number(let id):
            if scanner.listGoesOn() { throw .oneNumberOnly(verb) }
            scanner.dropPunctuation()
            return (.cases([id]), markBeforeReason())
        case .bad(let text):
            throw .badNumber(text, verb)
        case .absent:
            guard let word = scanner.peek() else { throw .usage(verb) }
            if let implied {
                if let mark = markBeforeReason() { return (.mark(mark), mark) }
                return (.cases([implied]), nil)
            }
            guard let mark = Reading.mark(word) else { throw .badMark(word, verb) }
            _ = scanner.word()
            return (.mark(mark), mark)
        }
    }

    /// Takes a mark where the reason could stand as well: then only a word with a digit in it is
    /// one, for `this` and `that` have the shape of marks.
    private mutating func markBeforeReason() -> Mark? {
        guard let word = scanner.peek(), let mark = Reading.mark(word),
            mark.rawValue.contains(where: \.isNumber)
        else { return nil }
        _ = scanner.word()
        return mark
    }

    private static func mark(_ word: String) -> Mark? {
        guard word.utf8.count <= Mark.length + 2 else { return nil }
        var word = word
        while let last = word.last, ".,:;".contains(last) { word.removeLast() }
        return Mark(typed: word)
    }
}
