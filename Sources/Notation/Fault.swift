/// What is wrong with one place of a document.
package struct Fault: Hashable, Sendable {
    /// A JSON pointer (RFC 6901) into the document; empty for the whole.
    package var pointer: String
    /// For whoever wrote the document: what is wrong and what would be right. Repeats names of
    /// the document at most, none of its texts.
    package var detail: String

    package init(pointer: String, detail: String) {
        self.pointer = pointer
        self.detail = detail
    }
}
