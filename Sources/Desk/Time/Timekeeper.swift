import Casework
import Synchronization

/// Wakes the loop when something falls due: an undo window, a pause before the next attempt, a
/// snooze, a post that had to wait.
///
/// It only wakes; what is due is read in the loop. It never sleeps longer than `glanceMax` and
/// wakes the loop after each such sleep, so that a wall clock that jumps is noticed, and whatever
/// lost its wake-up is found.
final class Timekeeper: Sendable {
    static let glanceMax = Lapse.seconds(20)
    /// Whoever is woken for something small looks at everything if that is so long ago.
    static let glanceMin = Lapse.seconds(10)

    private struct State {
        /// By uptime.
        var next: Lapse?
        /// Until when the present sleep lasts. What falls due later needs no new one: that is
        /// looked at when this one ends.
        var sleepsUntil: Lapse?
        /// Cuts the present sleep short.
        var nudge: AsyncStream<Void>.Continuation?
    }
    private let clock: any DeskClock
    private let ring: @Sendable () -> Void
    private let state = Mutex(State())

    init(clock: any DeskClock, ring: @escaping @Sendable () -> Void) {
        self.clock = clock
        self.ring = ring
    }

    /// The uptime at which something falls due; nothing if nothing is.
    func expect(_ due: Lapse?) {
        state.withLock { state in
            state.next = due
            guard let due, let sleepsUntil = state.sleepsUntil, due < sleepsUntil else { return }
            state.sleepsUntil = due
            state.nudge?.yield()
        }
    }

    /// Something has fallen due, or a sleep has ended, and the loop has not been woken yet.
    var isOverdue: Bool {
        let uptime = clock.uptime()
        return state.withLock { state in
            [state.next, state.sleepsUntil].contains { $0.map { $0 <= uptime } ?? false }
        }
    }

    func run() async {
        while !Task.isCancelled {
            let (nudges, nudge) = AsyncStream<Void>.makeStream(
                bufferingPolicy: .bufferingNewest(1))
            let uptime = clock.uptime()
            let due = state.withLock { state in
                state.nudge = nudge
                let glance = uptime + Self.glanceMax
                state.sleepsUntil = min(state.next ?? glance, glance)
                return state.next
            }
            if let due, due <= uptime {
                state.withLock { state in if state.next == due { state.next = nil } }
                ring()
                continue
            }
            let left = due.map { Lapse(milliseconds: $0.milliseconds - uptime.milliseconds) }
            let pause = min(left ?? Self.glanceMax, Self.glanceMax)
            if await slept(until: uptime + pause, unless: nudges), pause == Self.glanceMax {
                ring()
            }
        }
    }

    /// False if a nudge, or the end of the task, came first.
    private func slept(until end: Lapse, unless nudges: AsyncStream<Void>) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { [clock] in
                do { try await clock.sleep(until: end) } catch { return false }
                return true
            }
            group.addTask {
                for await _ in nudges { break }
                return false
            }
            let first = await group.next() ?? false
            group.cancelAll()
            return first
        }
    }
}
