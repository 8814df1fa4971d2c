/// What is wrong with one place of a document.
package struct Fault: Hashable, Sendable {
    /// A JSON pointer (RFC 6901) into the document; empty for the whole.
    package var pointer: String
    package var detail: String
    package init(pointer: String, detail: String) {
        self.pointer = pointer
        self.detail = detail
    }
}

/// Why a document is not taken. Nothing of it was.
package enum MentionRefusal: Error, Hashable, Sendable {
    case notJSON(JSONFault)
    /// Every fault that was found, at most `faultLimit`.
    case faulty([Fault])

    package static let faultLimit = 1000
}
