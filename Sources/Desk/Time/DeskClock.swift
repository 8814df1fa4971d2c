package import Casework

/// The desk's time, injected so that a day can be rehearsed in a moment.
///
/// Two readings, because they fail differently: the wall clock says when something happened and
/// may jump; the uptime never jumps and measures undo windows and pauses (invariant 6).
package protocol DeskClock: Sendable {
    func now() -> Instant
    /// Grows steadily from an arbitrary start.
    func uptime() -> Lapse
    /// Steady as well, and counts how long the machine slept: it tells a clock that was set from a
    /// machine that was away.
    func sinceBoot() -> Lapse
    /// - Throws: `CancellationError` when the task is cancelled meanwhile.
    func sleep(for lapse: Lapse) async throws
    /// Until the uptime is that; at once if it is already.
    /// - Throws: `CancellationError` when the task is cancelled meanwhile.
    func sleep(until uptime: Lapse) async throws
}

extension DeskClock {
    package func sinceBoot() -> Lapse { uptime() }

    /// All of them at one moment.
    ///
    /// Whoever is stopped between two readings (SIGSTOP, a busy machine) would take that for a clock
    /// that was set; so it is read again, ten times at most.
    func reading() -> ClockReading {
        for _ in 0..<9 {
            let before = sinceBoot()
            let reading = ClockReading(now: now(), uptime: uptime(), sinceBoot: sinceBoot())
            if reading.sinceBoot.milliseconds - before.milliseconds < 100 { return reading }
        }
        return ClockReading(now: now(), uptime: uptime(), sinceBoot: sinceBoot())
    }

    package func sleep(until uptime: Lapse) async throws {
        let left = uptime.milliseconds - self.uptime().milliseconds
        if left > 0 { try await sleep(for: Lapse(milliseconds: left)) }
    }
}

struct ClockReading {
    var now: Instant
    var uptime: Lapse
    var sinceBoot: Lapse
}
