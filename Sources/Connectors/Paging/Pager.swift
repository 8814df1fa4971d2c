package import Casework

/// The seam to whoever carries pages out of the chat. A pager makes one attempt and says how that
/// ended; it keeps nothing, retries nothing and decides nothing.
///
/// - Every attempt of one page shows the receiver the same key.
/// - `sent` is said only when the receiver has said so; where it may have taken the page without
///   saying so, the outcome is `unknown`.
/// - No customer's words are in what it is given, and no secret in what it answers.
package protocol Pager: Sendable {
    var channel: PageChannel { get }
    func page(_ request: PageRequest) async -> PageOutcome
}

extension PageChannel {
    /// Whether receivers deduplicate by the page's key, so that one that may have been taken can
    /// be sent again without waking anybody twice. (A mailbox shows each mail.)
    package var deduplicates: Bool { self == .webhook }
}

/// A page as it leaves.
package struct PageRequest: Hashable, Sendable {
    package var page: Page
    /// The person's e-mail address; nothing where the channel needs none.
    package var address: String?
    /// One line.
    package var subject: String
    package var lines: [String]
    /// Where the page is acknowledged; good for one use.
    package var link: String?

    package init(
        page: Page, address: String?, subject: String, lines: [String], link: String?
    ) {
        self.page = page
        self.address = address
        self.subject = subject
        self.lines = lines
        self.link = link
    }
}
