/// What the administrators have been told, so that each matter is told once and not once for each
/// attempt.
struct Troubles: Sendable {
    /// What a trouble is about. What is told of one replaces what was told of it before.
    enum Matter: Hashable, Sendable {
        case room(String)
        case server
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

    mutating func isOver(_ matter: Matter) { told[matter] = nil }
}
