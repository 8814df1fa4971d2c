import Glibc

/// What this thread has computed, however busy the machine is with something else.
package enum ProcessorTime {
    package static func milliseconds(of work: () -> Void) -> Int {
        let start = now
        work()
        return now - start
    }

    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
