/// What cards and lines are made of, whatever the chat. A link turns spans into its own markup;
/// text that a customer wrote stays apart, so that no link can take it for anything but data.
package enum Span: Hashable, Sendable {
    /// Words of the desk's own.
    case text(String)
    /// Words of the desk's own that should stand out where the chat can.
    case strong(String)
    /// A person of the desk who is meant and may be rung: the name they have in the chat.
    case person(String)
    /// Text from outside (a customer's words, handle or link). It never rings anybody, never
    /// formats, never breaks a line.
    case quoted(String)
}

/// One line of chat: shown whole and in order, never mixed with another card's lines.
package struct Line: Hashable, Sendable {
    package var spans: [Span]
    package init(_ spans: [Span]) { self.spans = spans }
    package init(_ text: String) { self.spans = [.text(text)] }
}

/// How soon something has to be seen. Lower raw values go first; one lane never delays a lower.
package enum Lane: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
    /// Answers to commands: somebody is waiting for this very line.
    case answer = 0
    /// A P1 that rings, a held reply, an unknown delivery.
    case urgent = 1
    /// Everything else about a case.
    case normal = 2
    /// Digests, long looks and what can wait.
    case bulk = 3

    package static func < (left: Lane, right: Lane) -> Bool { left.rawValue < right.rawValue }
}
