package import Casework

/// A page on its way, and for the how-manieth time.
package struct PageRow: Hashable, Sendable {
    package var page: Page
    /// Attempts begun.
    package var attempts: Int
    /// The secret of the link that acknowledges it; nothing where it has none, and once it has left.
    package var token: String?
    package init(page: Page, attempts: Int, token: String?) {
        self.page = page
        self.attempts = attempts
        self.token = token
    }
}

/// How an attempt to page ended.
package struct PageEnd: Hashable, Sendable {
    package var key: DeliveryID
    package var at: Instant
    package var end: End

    package enum End: Hashable, Sendable {
        case sent(reference: String?)
        /// Tried again then.
        case again(due: Instant)
        case failed(reason: String)
    }

    package init(key: DeliveryID, at: Instant, end: End) {
        self.key = key
        self.at = at
        self.end = end
    }
}

/// What stands behind the link of a mail.
package struct LinkedPage: Hashable, Sendable {
    package var page: Page
    package var usedAt: Instant?
    package init(page: Page, usedAt: Instant?) {
        self.page = page
        self.usedAt = usedAt
    }
}

/// A case and its run through a chain.
package struct PagedRun: Hashable, Sendable {
    package var id: CaseID
    package var paging: Paging
    package init(id: CaseID, paging: Paging) {
        self.id = id
        self.paging = paging
    }
}
