package import Casework

/// A reply to a customer as it leaves: the data of `casebell.reply.requested`.
package struct ReplyRequest: Hashable, Sendable, Codable {
    package var matter: CaseID
    package var source: SourceName
    /// The source's id of the mention it answers, or the receiver's of the post before it in its
    /// thread.
    package var inReplyTo: String?
    package var conversation: String?
    package var visibility: Visibility
    package var text: String
    package var attachments: [Attachment]
    /// Its place in a thread of so many posts, where one is not enough.
    package var thread: Place?
    /// Nothing where the desk speaks of its own accord, as are author and approver then.
    package var draft: DraftReference?
    package var author: PersonID?
    package var approver: PersonID?
    /// When it first left; the same for every attempt, so that all of them look the same.
    package var requestedAt: Instant

    /// Which revision of which draft.
    package struct DraftReference: Hashable, Sendable, Codable {
        package var revision: Int
        package var mark: Mark
        package init(revision: Int, mark: Mark) {
            self.revision = revision
            self.mark = mark
        }
    }

    package struct Place: Hashable, Sendable, Codable {
        /// From 1.
        package var number: Int
        package var of: Int
        package init(number: Int, of: Int) {
            self.number = number
            self.of = of
        }
    }

    package init(
        matter: CaseID, source: SourceName, inReplyTo: String?, conversation: String?,
        visibility: Visibility, text: String, attachments: [Attachment] = [],
        thread: Place? = nil, draft: DraftReference?, author: PersonID?, approver: PersonID?,
        requestedAt: Instant
    ) {
        self.matter = matter
        self.source = source
        self.inReplyTo = inReplyTo
        self.conversation = conversation
        self.visibility = visibility
        self.text = text
        self.attachments = attachments
        self.thread = thread
        self.draft = draft
        self.author = author
        self.approver = approver
        self.requestedAt = requestedAt
    }
}
