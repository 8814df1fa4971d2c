/// Runs tasks on the reactor's thread, between two looks at its sockets: what an answer leads to
/// changes no thread. Such a task is to be quick, or everything else of the reactor's waits for it.
/// Once the reactor has ended they go on elsewhere.
final class ReactorExecutor: TaskExecutor {
    private let mailbox: Mailbox

    init(_ mailbox: Mailbox) { self.mailbox = mailbox }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if !mailbox.post(.run(job, self)) { ReactorExecutor.runElsewhere(job) }
    }

    func run(_ job: UnownedJob) { job.runSynchronously(on: asUnownedTaskExecutor()) }

    static func runElsewhere(_ job: UnownedJob) {
        globalConcurrentExecutor.enqueue(ExecutorJob(job))
    }
}
