import Dispatch

/// Where a store is written: jobs run there one after the other, in the order in which they came,
/// and never on the cooperative pool.
///
/// The desk's loop lives there, so that a decision, its transaction and what follows from it need
/// no change of threads, and a slow disk holds up nobody else.
final class StoreThread: TaskExecutor {
    private let queue: DispatchQueue
    private let key = DispatchSpecificKey<Bool>()

    init(label: String = "casebell.store") {
        queue = DispatchQueue(label: label, qos: .userInitiated)
        queue.setSpecific(key: key, value: true)
    }

    var isCurrent: Bool { DispatchQueue.getSpecific(key: key) ?? false }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
