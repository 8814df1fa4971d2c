import NIOCore

/// Asks the doorkeeper of a connection to end it: with an answer where one is due.
struct Dismissal: Sendable {
    let problem: Problem
}

extension Channel {
    func dismiss(_ problem: Problem) {
        triggerUserOutboundEvent(Dismissal(problem: problem), promise: nil)
    }

    /// Dismisses unless cancelled in time.
    func dismiss(_ problem: Problem, after lapse: Duration) -> Scheduled<Void> {
        eventLoop.scheduleTask(in: TimeAmount(lapse)) { self.dismiss(problem) }
    }

    /// Cuts the connection unless cancelled in time, so that a slow client harms nobody.
    func cut(after lapse: Duration) -> Scheduled<Void> {
        eventLoop.scheduleTask(in: TimeAmount(lapse)) { self.close(promise: nil) }
    }
}
