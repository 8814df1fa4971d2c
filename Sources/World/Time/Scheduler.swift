import Casework
import Glibc

/// The world's one thread: everything that the desk does asynchronously is a job in this list, and
/// the seed picks which of those that are ready goes on. When nothing is ready, time moves to what
/// happens next.
///
/// Child tasks inherit the executor of the desk's root task, so that no job of a desk ever runs
/// elsewhere; one that came from another thread would stop the program.
package final class Scheduler: TaskExecutor,
    // Only the one thread touches it; `enqueue` makes sure.
    @unchecked Sendable
{
    /// More jobs than that in one minute of the world's time are a livelock.
    static let jobsInMinuteMax = 100_000

    private var ready: [UnownedJob] = []
    private var events = EventQueue()
    private var chance: Chance
    private let thread = pthread_self()
    private(set) var now = Lapse.zero
    /// Jobs run so far.
    private(set) var jobs = 0
    private var minute: Int64 = 0
    private var jobsInMinute = 0
    private(set) var isStuck = false
    /// Asked after each job; the crash that falls between two awaits.
    var afterJob: () -> Void = {}

    init(_ chance: Chance) { self.chance = chance }

    package func enqueue(_ job: consuming ExecutorJob) {
        precondition(
            pthread_equal(pthread_self(), thread) != 0, "a job came from another thread")
        ready.append(UnownedJob(job))
    }

    func at(_ moment: Lapse, _ happen: @escaping () -> Void) {
        events.add(at: max(moment, now), happen)
    }

    func after(_ lapse: Lapse, _ happen: @escaping () -> Void) {
        at(now + lapse, happen)
    }

    /// Something asynchronous that the world does itself.
    @discardableResult
    func begin(_ work: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        Task(executorPreference: self, operation: work)
    }

    /// Lets the world go on until that moment, or until nothing happens any more.
    func run(until end: Lapse) {
        while !isStuck {
            let isDue = events.next.map { $0 <= now } ?? false
            if !ready.isEmpty, !isDue || !chance.oneIn(4) {
                runOne()
                // Computing takes its time too, and things happen meanwhile.
                if chance.oneIn(16) { pass(to: now + Lapse(milliseconds: 1)) }
            } else if let next = events.next, next <= end, let event = events.removeFirst() {
                pass(to: max(next, now))
                event.happen()
            } else if ready.isEmpty {
                pass(to: max(now, end))
                return
            }
        }
    }

    /// Runs what is ready and nothing else, until nothing is: no time passes.
    func settle() {
        while !ready.isEmpty, !isStuck { runOne() }
    }

    private func pass(to moment: Lapse) {
        guard moment > now else { return }
        now = moment
        guard minute != now.milliseconds / 60_000 else { return }
        minute = now.milliseconds / 60_000
        jobsInMinute = 0
    }

    private func runOne() {
        let index = chance.below(ready.count)
        ready.swapAt(index, ready.count - 1)
        let job = ready.removeLast()
        jobs += 1
        jobsInMinute += 1
        isStuck = jobsInMinute > Scheduler.jobsInMinuteMax
        job.runSynchronously(on: asUnownedTaskExecutor())
        afterJob()
    }
}
