/// What the desk does with a mention for which a condition holds.
package struct PriorityRule: ConditionalRule {
    package var when: Condition
    package var points: Int
    package var because: String
    package init(when: Condition, points: Int, because: String) {
        self.when = when
        self.points = points
        self.because = because
    }
}

package struct RoutingRule: ConditionalRule {
    package var when: Condition
    package var queue: QueueName
    package init(when: Condition, queue: QueueName) {
        self.when = when
        self.queue = queue
    }
}

/// Takes a mention out of the queue, tagged and findable; a VIP's never.
package struct NoiseRule: ConditionalRule {
    package var when: Condition
    /// What the case is tagged with.
    package var tag: String
    package init(when: Condition, tag: String) {
        self.when = when
        self.tag = tag
    }
}
