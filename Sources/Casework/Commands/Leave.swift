/// Somebody who said that they are away.
package struct Leave: Hashable, Sendable {
    package var person: PersonID
    package var since: Instant
    /// When they are back of themselves; nothing: when they say so.
    package var until: Instant?
    package init(person: PersonID, since: Instant, until: Instant?) {
        self.person = person
        self.since = since
        self.until = until
    }

    package func covers(_ now: Instant) -> Bool { until.map { now < $0 } ?? true }
}
