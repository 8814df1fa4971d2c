/// Who has to approve a reply while its queue is closed.
package enum OutOfHoursRule: String, Hashable, Sendable, Codable, CaseIterable {
    case always, flagged, never
    /// Canned texts as they are written need nobody; everything else is approved as by day.
    case canned
}

extension Deliberation {
    /// Which rule holds now: a queue's own by day and by night, else the night's while it is closed.
    var outOfHours: OutOfHoursRule? {
        guard let rule = context.desk.policy.outOfHours,
            context.desk.queue(named: matter.queue)?.approval == nil,
            context.duty(matter.queue).closed != nil
        else { return nil }
        return rule
    }
}
