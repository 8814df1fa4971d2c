package import Notation

/// Why a document is not taken. Nothing of it was.
package enum MentionRefusal: Error, Hashable, Sendable {
    case notJSON(JSONFault)
    /// Every fault that was found, at most `faultLimit`.
    case faulty([Fault])

    package static let faultLimit = 1000
}
