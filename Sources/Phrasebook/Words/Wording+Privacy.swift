package import Casework

/// Whether a room may be shown customers' words.
extension Wording {
    /// Why they are kept back here, and the way out.
    /// - Parameters:
    ///   - strangers: who is there and not of the desk, by nick or account; none: the room is not
    ///     closed to outsiders.
    package func keptBack(from strangers: [String]) -> [Line] {
        guard !strangers.isEmpty else {
            return [
                line(
                    """
                    customers' words are kept back here: this room is not closed to outsiders. \
                    Make it invite-only or give it a key.
                    """)
            ]
        }
        let names = strangers.prefix(Wording.strangersMax).map { outside($0, upTo: 40) }
        let more = strangers.count > names.count ? " and \(strangers.count - names.count) more" : ""
        return [
            line(
                """
                customers' words are kept back here: \(names.joined(", "))\(more) \
                \(strangers.count == 1 ? "is" : "are") here and not in people.yaml, or not \
                logged in.
                """)
        ]
    }

    /// It is mended.
    package func shownAgain() -> [Line] { [line("customers' words are shown here again.")] }

    private static let strangersMax = 5
}
