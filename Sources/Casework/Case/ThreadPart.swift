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
    /// What this post and those behind it say, uncut and without numbers: what is to be judged.
    package var words: String
    /// The name of the destination that they were approved for.
    package var destination: String

    package init(
        number: Int, of: Int, rest: [String], after: Mark? = nil, words: String,
        destination: String
    ) {
        self.number = number
        self.of = of
        self.rest = rest
        self.after = after
        self.words = words
        self.destination = destination
    }

    /// What a post says besides its number.
    static func bare(_ text: String, _ number: Int, of: Int) -> Substring {
        let end = ThreadCut.end(number, of: of)
        return text.hasSuffix(end) ? text.dropLast(end.count) : text[...]
    }
}

extension Case {
    /// The draft of the post before it in its thread.
    package func post(before draft: Draft) -> Draft? {
        guard let mark = draft.thread?.after else { return nil }
        return drafts.last { $0.mark == mark && $0.revision < draft.revision }
    }

    /// What its receiver calls the nearest post before it of which that is known.
    package func reference(before draft: Draft) -> String? {
        var draft = draft
        while let before = post(before: draft) {
            if let reference = before.reference { return reference }
            draft = before
        }
        return nil
    }
}

extension Draft {
    /// All that leaves if it is approved, post by post.
    package var texts: [String] { [text] + (thread?.rest ?? []) }

    /// The same as it was written: uncut, and without numbers.
    package var words: String { thread?.words ?? text }

    /// What each post says besides its number.
    var bares: [String] {
        guard let thread else { return [text] }
        return texts.enumerated().map {
            String(ThreadPart.bare($1, thread.number + $0, of: thread.of))
        }
    }

    /// The post before it is with the customer already.
    package var goesOn: Bool { thread?.after != nil }
}
