import Casework
import Synchronization

/// Wakes the loop when something falls due: an undo window, a pause before the next attempt, a
/// snooze, a post that had to wait.
///
/// It only wakes; what is due is read in the loop. It never sleeps longer than `glanceMax`, so a
/// wall clock that jumps is noticed.
final class Timekeeper: Sendable {
    static let glanceMax = Lapse.seconds(20)
    static let glanceMin = Lapse(milliseconds: 5)

    private let clock: any DeskClock
    private let ring: @Sendable () -> Void
    private let next = Mutex<Lapse?>(nil)
    private let nudges: AsyncStream<Void>
    private let nudge: AsyncStream<Void>.Continuation

    init(clock: any DeskClock, ring: @escaping @Sendable () -> Void) {
        self.clock = clock
        self.ring = ring
        (nudges, nudge) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The uptime at which something falls due; nothing if nothing is.
    func expect(_ due: Lapse?) {
        let isSooner = next.withLock { next in
            defer { next = due }
            guard let due else { return false }
            return next.map { due < $0 } ?? true
        }
        if isSooner { nudge.yield() }
    }

    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.watch() }
            for await _ in nudges {
                group.cancelAll()
                guard !Task.isCancelled else { return }
                group.addTask { await self.watch() }
            }
        }
    }

    private func watch() async {
        while !Task.isCancelled {
            let due = next.withLock { $0 }
            let uptime = clock.uptime()
            if let due, due <= uptime {
                next.withLock { next in if next == due { next = nil } }
                ring()
                continue
            }
            let left = due.map { Lapse(milliseconds: $0.milliseconds - uptime.milliseconds) }
            let pause = min(max(left ?? Self.glanceMax, Self.glanceMin), Self.glanceMax)
            do { try await clock.sleep(for: pause) } catch { return }
            if due == nil { ring() }
        }
    }
}
