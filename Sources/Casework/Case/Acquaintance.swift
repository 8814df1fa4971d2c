/// What the desk remembers of a customer from their earlier cases.
package struct Acquaintance: Hashable, Sendable, Codable {
    /// Earlier cases, counted up to `countMax`.
    package var cases: Int
    package var latest: CaseID
    /// The newest reply that was sent to them; nothing if none was.
    package var reply: Reply?

    package struct Reply: Hashable, Sendable, Codable {
        /// Who wrote it first, whoever changed it then.
        package var by: PersonID
        package var at: Instant
        package var matter: CaseID
        /// How that case ended, in the holder's words.
        package var outcome: String?
        package init(by: PersonID, at: Instant, matter: CaseID, outcome: String?) {
            self.by = by
            self.at = at
            self.matter = matter
            self.outcome = outcome
        }
    }

    /// More are not looked at, however old the acquaintance.
    package static let countMax = 20

    package init(cases: Int, latest: CaseID, reply: Reply?) {
        self.cases = cases
        self.latest = latest
        self.reply = reply
    }
}

/// A reply that the customer was sent in another case.
package struct Echo: Hashable, Sendable {
    package var text: String
    package var matter: CaseID
    package init(text: String, matter: CaseID) {
        self.text = text
        self.matter = matter
    }
}
