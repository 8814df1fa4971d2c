package import Casework

/// The desk's door for mentions, whoever brings them: HTTP, a file, a connector.
///
/// What it accepts is on disk when it returns (invariant 1). All or nothing: if it throws, none
/// of the given mentions was taken.
package protocol MentionDoor: Sendable {
    /// - Parameter mentions: at most `MentionBatch.limit`.
    /// - Returns: one acceptance for each mention, in the order given.
    func take(_ mentions: [Mention]) async throws -> [Acceptance]
}

package enum MentionBatch {
    /// Mentions that may be given at once.
    package static let limit = 1000
}

/// The receipt for a mention: it is in this case, for ever.
package struct Acceptance: Hashable, Sendable {
    package var key: MentionKey
    package var matter: CaseID
    /// It was there already, unchanged.
    package var isDuplicate: Bool
    package init(key: MentionKey, matter: CaseID, isDuplicate: Bool) {
        self.key = key
        self.matter = matter
        self.isDuplicate = isDuplicate
    }
}

/// Why the desk cannot take anything now. Whoever asked has to try again; nothing was taken.
package enum DeskUnavailable: Error, Hashable, Sendable {
    /// The store cannot write: a full disk, a lost file system.
    case storeLost(String)
    /// More is waiting than the desk is willing to hold in memory.
    case overloaded
    case stopping
}
