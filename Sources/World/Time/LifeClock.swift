import Casework
import Desk

/// The clocks as one process of the desk reads them. Timers go off a little late, as they do.
final class LifeClock: DeskClock,
    // On the world's one thread only.
    @unchecked Sendable
{
    private let scheduler: Scheduler
    private let wall: Wall
    private let started: Lapse
    private var chance: Chance
    private var sleepers: [Int: CheckedContinuation<Void, any Error>] = [:]
    private var count = 0
    private var isDead = false

    /// - Parameter started: what the uptime counts from is arbitrary.
    init(_ scheduler: Scheduler, _ wall: Wall, started: Lapse, _ chance: Chance) {
        self.scheduler = scheduler
        self.wall = wall
        self.started = started
        self.chance = chance
    }

    func now() -> Instant { wall.now() }
    func uptime() -> Lapse { started + scheduler.now }

    func sleep(for lapse: Lapse) async throws {
        count += 1
        let number = count
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                (promise: CheckedContinuation<Void, any Error>) in
                guard !isDead, !Task.isCancelled else {
                    return promise.resume(throwing: CancellationError())
                }
                sleepers[number] = promise
                let late = chance.milliseconds(0, chance.oneIn(20) ? 200 : 3)
                scheduler.after(max(lapse, .zero) + late) { [weak self] in self?.wake(number) }
            }
        } onCancel: {
            sleepers.removeValue(forKey: number)?.resume(throwing: CancellationError())
        }
    }

    private func wake(_ number: Int) { sleepers.removeValue(forKey: number)?.resume() }

    /// The process is gone: nobody sleeps any more.
    func die() {
        isDead = true
        let left = sleepers.sorted { $0.key < $1.key }
        sleepers = [:]
        for (_, promise) in left { promise.resume(throwing: CancellationError()) }
    }
}
