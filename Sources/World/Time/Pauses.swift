import Casework

/// What one process of the desk waits for outside itself: a disk, a peer. When it dies, nothing
/// comes of it any more.
final class Pauses:
    // On the world's one thread only.
    @unchecked Sendable
{
    private let scheduler: Scheduler
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var count = 0
    private(set) var isOver = false

    init(_ scheduler: Scheduler) { self.scheduler = scheduler }

    func pause(for lapse: Lapse) async {
        guard !isOver else { return }
        guard lapse > .zero else { return await Task.yield() }
        count += 1
        let number = count
        await withCheckedContinuation { promise in
            waiting[number] = promise
            scheduler.after(lapse) { [weak self] in
                self?.waiting.removeValue(forKey: number)?.resume()
            }
        }
    }

    func endAll() {
        isOver = true
        let left = waiting.sorted { $0.key < $1.key }
        waiting = [:]
        for (_, promise) in left { promise.resume() }
    }
}
