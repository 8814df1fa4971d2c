/// The place of a draft in a numbered thread: a long answer that goes out as several posts, one
/// after the other, under one approval. The first draft carries all that follows it, and as each
/// post is sent the next becomes a draft of its own.
package struct ThreadPart: Hashable, Sendable, Codable {
    /// Counts from 1.
    package var number: Int
    /// So many posts make the thread.
    package var of: Int
    /// What the posts behind this one say, with their numbers, in the order in which they leave.
    package var rest: [String]
    /// The draft of the post before this one, which was sent.
    package var after: Mark?

    package init(number: Int, of: Int, rest: [String], after: Mark? = nil) {
        self.number = number
        self.of = of
        self.rest = rest
        self.after = after
    }
}

extension Case {
    /// The draft of the post before it in its thread.
    package func post(before draft: Draft) -> Draft? {
        guard let mark = draft.thread?.after else { return nil }
        return drafts.last { $0.mark == mark && $0.revision < draft.revision }
    }
}

extension Draft {
    /// All that leaves if it is approved, post by post.
    package var texts: [String] { [text] + (thread?.rest ?? []) }

    /// The post before it is with the customer already.
    package var goesOn: Bool { thread?.after != nil }
}
