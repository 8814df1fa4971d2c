import Glibc

/// A thread for what blocks: a terminal may take its time, and no pool may wait for it.
final class ConsoleThread {
    private let loop: ConsoleLoop
    private let whenDone: @Sendable () -> Void

    private init(_ loop: ConsoleLoop, _ whenDone: @escaping @Sendable () -> Void) {
        self.loop = loop
        self.whenDone = whenDone
    }

    static func start(_ loop: sending ConsoleLoop, whenDone: @escaping @Sendable () -> Void) {
        let start = Unmanaged.passRetained(ConsoleThread(loop, whenDone))
        var thread = pthread_t()
        guard pthread_create(&thread, nil, main, start.toOpaque()) == 0 else {
            start.release()
            return whenDone()
        }
        pthread_detach(thread)
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
        { context in
            guard let context else { return nil }
            let start = Unmanaged<ConsoleThread>.fromOpaque(context).takeRetainedValue()
            // A reader who is gone is an error of `write` here, not the end of the process.
            var blocked = sigset_t()
            sigemptyset(&blocked)
            sigaddset(&blocked, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &blocked, nil)
            start.loop.run()
            start.whenDone()
            return nil
        }
}
