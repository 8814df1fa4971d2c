import Casework

/// `override first @sam 2026-12-24 18:00 to 2026-12-25 09:00`, `override @sam fri 18:00 for 2h`,
/// `override @sam off`, `swap @sam`, `swap ok`, `swap off`, `oncall me 2h`, `oncall undo`.
extension Reading {
    /// Words that a command about the rota may have.
    private static let rotaWordsMax = 24

    mutating func overriding() throws(Mistake) -> Act {
        let words = try rotaWords()
        guard let person = words.firstIndex(where: Reading.isPerson) else { throw .usage(verb) }
        let place = Reading.place(words[..<person])
        let typed = Reading.person(words[person])
        let rest = words[(person + 1)...]
        if let typed, rest.count == 1, ["off", "undo"].contains(rest.first?.lowercased()) {
            return act(.uncover(place: place, person: typed))
        }
        var times = RotaTimes(rest)
        guard let from = times.moment(), let to = times.end(), times.isAtEnd else {
            throw .usage(verb)
        }
        if case .after = from { throw .usage(verb) }
        return act(.cover(place: place, person: typed, from: from, to: to))
    }

    mutating func swapping() throws(Mistake) -> Act {
        let words = try rotaWords()
        let people = words.indices.filter { words[$0].hasPrefix("@") }
        if let first = words.first?.lowercased(), people.isEmpty || people == [1] {
            let named = people.first.map { Reading.name(words[$0], after: "@") }
            switch first {
            case "ok", "yes", "agree":
                guard words.count == people.count + 1 else { throw .usage(verb) }
                return act(.agree(with: named))
            case "off", "no", "undo":
                guard words.count == 1 else { throw .usage(verb) }
                return act(.decline)
            default: break
            }
        }
        let names = people.map { Reading.name(words[$0], after: "@") }
        let place = Reading.place(words.filter { !$0.hasPrefix("@") }[...])
        guard let other = names.last, names.count <= 2, !names.contains("") else {
            throw .usage(verb)
        }
        return act(.swap(place: place, one: names.count == 2 ? names[0] : nil, other: other))
    }

    /// `oncall` alone looks.
    mutating func onCall() throws(Mistake) -> Utterance {
        guard scanner.peek() != nil else { return .look(.oncall) }
        // Shortened words look and never do.
        guard isWhole else { throw .usage(verb) }
        let words = try rotaWords()
        switch words[0].lowercased() {
        case "me": break
        case "test":
            guard words.count == 1 else { throw .usage(verb) }
            return .act(Act(verb, .desk, .pageTest))
        case "undo", "off":
            guard words.count == 1 else { throw .usage(verb) }
            return .act(act(.undo))
        default: throw .usage(verb)
        }
        let rest = words.dropFirst()
        // The layer stands before the time or after it.
        for count in 0..<max(rest.count, 1) {
            for (place, time) in [
                (rest.prefix(count), rest.dropFirst(count)),
                (rest.suffix(count), rest.dropLast(count)),
            ] {
                var times = RotaTimes(time)
                if let until = times.end(), times.isAtEnd {
                    return .act(act(.mine(place: Reading.place(place), until: until)))
                }
            }
        }
        throw .usage(verb)
    }

    private mutating func rotaWords() throws(Mistake) -> [String] {
        var words: [String] = []
        while let word = scanner.word() {
            words.append(word)
            guard words.count <= Reading.rotaWordsMax else { throw .usage(verb) }
        }
        guard !words.isEmpty else { throw .usage(verb) }
        return words
    }

    private func act(_ request: RotaRequest) -> Act { Act(verb, .desk, .rota(request)) }

    private static func isPerson(_ word: String) -> Bool {
        word.lowercased() == "me" || (word.hasPrefix("@") && !name(word, after: "@").isEmpty)
    }

    /// Nothing for the speaker.
    private static func person(_ word: String) -> String? {
        let typed = name(word, after: "@")
        return typed.lowercased() == "me" ? nil : typed
    }

    private static func place(_ words: ArraySlice<String>) -> String? {
        words.isEmpty ? nil : String(words.joined(separator: " ").prefix(200))
    }
}

/// Times as they are typed one after the other.
struct RotaTimes {
    private var rest: ArraySlice<String>

    init(_ words: ArraySlice<String>) { rest = words }

    var isAtEnd: Bool { rest.isEmpty }

    private mutating func take(_ words: Set<String>) -> Bool {
        guard let next = rest.first?.lowercased(), words.contains(next) else { return false }
        rest.removeFirst()
        return true
    }

    /// `now`, `18:00`, `fri 18:00`, `2026-12-24`.
    mutating func moment() -> RotaMoment? {
        _ = take(["from", "at"])
        if take(["now"]) { return .now }
        let day = rest.first.flatMap(RotaTimes.day)
        if day != nil { rest.removeFirst() }
        guard let (hour, minute) = clock() else {
            return day.map { .on($0, hour: nil, minute: 0) }
        }
        return .on(day, hour: hour, minute: minute)
    }

    /// The same, or a length of time.
    mutating func end() -> RotaMoment? {
        let saysFor = take(["for"])
        if !saysFor { _ = take(["to", "until", "till", "-"]) }
        if let (lapse, count) = lapse() {
            rest = rest.dropFirst(count)
            return .after(lapse)
        }
        return saysFor ? nil : moment()
    }

    /// As many of the words that come next as are one length of time.
    private func lapse() -> (Lapse, Int)? {
        for count in stride(from: min(rest.count, 6), to: 0, by: -1) {
            let typed = rest.prefix(count).joined(separator: " ").lowercased()
            if typed.utf8.count <= 40, let lapse = Reading.lapse(typed) { return (lapse, count) }
        }
        return nil
    }

    /// `18`, `18:00`, `6pm`, `6 pm`.
    private mutating func clock() -> (Int, Int)? {
        for count in [2, 1] where rest.count >= count {
            let typed = rest.prefix(count).joined(separator: " ").lowercased()
            guard typed.utf8.count <= 10, case .clock(let hour, let minute) = Reading.clock(typed)
            else { continue }
            rest = rest.dropFirst(count)
            return (hour, minute)
        }
        return nil
    }

    private static func day(_ typed: String) -> RotaDay? {
        guard typed.utf8.count <= 10 else { return nil }
        let word = typed.lowercased()
        switch word {
        case "today": return .ahead(0)
        case "tomorrow": return .ahead(1)
        default: break
        }
        if let day = Reading.day(word) { return .date(day) }
        guard word.utf8.count >= 3,
            let weekday = Weekday.allCases.first(where: { "\($0)".hasPrefix(word) })
        else { return nil }
        return .weekday(weekday)
    }
}
