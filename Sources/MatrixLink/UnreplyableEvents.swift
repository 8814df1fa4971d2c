/// Events that are no messages and that the desk answers all the same: reactions, edits, redactions.
/// No client shows what a reply to one of them is about.
struct UnreplyableEvents: Sendable {
    /// The latest; what is older has long been answered.
    static let max = 1000

    private var newest: [String] = []
    private var known: Set<String> = []

    func contains(_ event: String) -> Bool { known.contains(event) }

    mutating func note(_ event: String) {
        guard known.insert(event).inserted else { return }
        newest.append(event)
        guard newest.count > 2 * Self.max else { return }
        for old in newest.prefix(Self.max) { known.remove(old) }
        newest.removeFirst(Self.max)
    }
}
