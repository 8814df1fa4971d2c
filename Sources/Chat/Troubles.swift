/// What the administrators have been told by a link, so that each matter is told once and not once
/// for each attempt.
package struct Troubles: Sendable {
    /// What a trouble is about. What is told of one replaces what was told of it before.
    package enum Matter: Hashable, Sendable {
        case room(String)
        /// There is no connection.
        case connection
        /// A connection has ended.
        case ending
        case other(String)
    }

    /// Matters beyond this number are not remembered.
    package static let mattersMax = 1000
    private var told: [Matter: String] = [:]

    package init() {}

    package var count: Int { told.count }

    /// Whether it is news.
    package mutating func isNews(_ matter: Matter, _ words: String) -> Bool {
        guard told[matter] != words else { return false }
        if told.count >= Troubles.mattersMax { told = [:] }
        told[matter] = words
        return true
    }

    package mutating func isOver(_ matter: Matter) { told[matter] = nil }
}
