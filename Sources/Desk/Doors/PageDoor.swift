package import Casework

/// The desk's door for whoever follows the link of a page. The token is all that they show; it is
/// compared by its digest, and never kept.
package protocol PageDoor: Sendable {
    /// How things stand, without doing anything: scanners of mail follow links, too.
    /// - Returns: nothing for a token that was never given out.
    func look(token: String) async throws -> PageStanding?
    /// Acknowledges, unless the link was over before.
    /// - Returns: how things stand after it; nothing for a token that was never given out.
    func acknowledge(token: String) async throws -> PageStanding?
}

/// A page as its link shows it.
package struct PageStanding: Hashable, Sendable {
    /// Who was paged.
    package var person: PersonID
    /// None where the way was only tried.
    package var cases: [PagedStanding]
    /// The link had been used, or was too old, before it was followed this time: nothing was done.
    package var isOver: Bool
    /// Whoever was paged may look after none of them: nothing was done, and the link still counts.
    package var isForbidden: Bool

    package init(
        person: PersonID, cases: [PagedStanding], isOver: Bool, isForbidden: Bool = false
    ) {
        self.person = person
        self.cases = cases
        self.isOver = isOver
        self.isForbidden = isForbidden
    }
}

package struct PagedStanding: Hashable, Sendable {
    package var id: CaseID
    /// What the mail says of it, at this moment; nothing of a customer's.
    package var told: String
    package var state: State

    package enum State: Hashable, Sendable {
        case open
        case acknowledged(by: PersonID)
        case claimed(by: PersonID)
        /// Resolved, noise, or part of another case.
        case closed
    }

    package init(id: CaseID, told: String, state: State) {
        self.id = id
        self.told = told
        self.state = state
    }
}
