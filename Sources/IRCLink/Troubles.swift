import Chat

/// What the administrators have been told, so that each matter is told once and not once for each
/// attempt.
struct Troubles: Sendable {
    /// What a trouble is about. What is told of one replaces what was told of it before.
    enum Matter: Hashable, Sendable {
        case room(String)
        case ending
        case failure
        case other(String)
    }

    /// Matters beyond this number are not remembered.
    static let mattersMax = 1000
    private var told: [Matter: String] = [:]

    /// Whether it is news.
    mutating func isNews(_ matter: Matter, _ words: String) -> Bool {
        guard told[matter] != words else { return false }
        if told.count >= Troubles.mattersMax { told = [:] }
        told[matter] = words
        return true
    }

    var count: Int { told.count }

    mutating func isOver(_ matter: Matter) { told[matter] = nil }
}

extension IRCLink.State {
    /// Tells the administrators, unless they know already.
    /// - Parameter gist: what makes it news, where the words vary from one attempt to the next.
    /// - Returns: whether it was news.
    @discardableResult
    mutating func tell(_ matter: Troubles.Matter, _ words: String, gist: String? = nil) -> Bool {
        guard troubles.isNews(matter, gist ?? words) else { return false }
        events.append(.trouble(words))
        return true
    }
}
