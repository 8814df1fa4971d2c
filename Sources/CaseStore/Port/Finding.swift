package import Casework

/// What was found, and how far was looked. Cases are found as they were when the index was last
/// taken on (`CaseStore.indexNext`), which is a moment ago.
package struct Found: Hashable, Sendable {
    /// The newest first.
    package var cases: [CaseID] = []
    /// There are more than were asked for.
    package var hasMore = false
    /// Where nothing was found: what of it stands nowhere at all.
    package var missing: [FindQuery.Part] = []
    /// A stem for which so many words stand that nothing was looked for.
    package var tooWide: FindQuery.Part?
    /// Events that are not in the index yet.
    package var unread: Int64 = 0
    /// What is older is still being taken into the index.
    package var reading: Gap?
    /// What is older was not looked at: it would have taken too long.
    package var gaveUp: Gap?

    package struct Gap: Hashable, Sendable {
        /// When the oldest case was opened that was looked at; nothing if there is none yet.
        package var backTo: Instant?
        package init(backTo: Instant?) { self.backTo = backTo }
    }

    package init() {}
}

/// What a step of the index came to.
package enum IndexStep: Hashable, Sendable {
    /// Everything that was written is in it.
    case nothingLeft
    /// There may be more; the audit's last event at that time.
    case more(last: Int64)
}

extension CaseStore {
    /// A store without an index has nothing to do for one.
    package func indexNext() async throws -> IndexStep { .nothingLeft }
}
