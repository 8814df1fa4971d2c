package import Casework

/// How a queue stands at one moment, as the board shows it.
package struct BoardQueue: Hashable, Sendable {
    package var name: QueueName
    package var open: Int
    package var free: Int
    package var urgent: Int
    /// Drafts that wait for other eyes.
    package var drafts: Int
    package var overdue: Int
    package var warned: Int
    /// Since when the one waits who has waited longest.
    package var oldest: Instant?

    package init(
        name: QueueName, open: Int = 0, free: Int = 0, urgent: Int = 0, drafts: Int = 0,
        overdue: Int = 0, warned: Int = 0, oldest: Instant? = nil
    ) {
        self.name = name
        self.open = open
        self.free = free
        self.urgent = urgent
        self.drafts = drafts
        self.overdue = overdue
        self.warned = warned
        self.oldest = oldest
    }
}
