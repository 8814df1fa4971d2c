import CCurl
import Glibc
import Synchronization

/// Everything that goes out of the machine: line connections, HTTP requests and mail, on one thread
/// that owns a libcurl multi handle and is never one of the cooperative pool's. A process may have
/// several: each Matrix network has one to itself.
///
/// What is asked for before `start` waits for it. After `stop` everything fails with `stopped`.
package final class CurlReactor: Sendable {
    private enum Phase { case new, running(pthread_t), ended }

    private let mailbox: Mailbox
    private let multi: MultiHandle
    private let phase = Mutex(Phase.new)
    /// For tasks that mostly wait for what the reactor brings.
    package let executor: any TaskExecutor

    package init() throws {
        guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK,
            let pointer = curl_multi_init()
        else { throw CurlFailure.other(code: -1, message: "libcurl could not be started") }
        multi = MultiHandle(pointer: pointer)
        mailbox = Mailbox(multi)
        executor = ReactorExecutor(mailbox)
    }

    deinit { stop() }

    /// Starts the thread; once.
    package func start() throws {
        let loop = ThreadStart(multi: multi, mailbox: mailbox)
        let code = phase.withLock { phase -> Int32 in
            guard case .new = phase else { return 0 }
            var thread = pthread_t()
            let start = Unmanaged.passRetained(loop)
            let code = pthread_create(&thread, nil, ThreadStart.main, start.toOpaque())
            if code == 0 { phase = .running(thread) } else { start.release() }
            return code
        }
        guard code == 0 else {
            throw CurlFailure.other(code: Int(code), message: "no thread could be started")
        }
    }

    /// Ends the thread and, except when called on it, waits for that. Lines end and requests
    /// fail with `stopped`; nothing unsent is waited for.
    package func stop() {
        mailbox.stop()
        let before = phase.withLock { phase in
            defer { phase = .ended }
            return phase
        }
        switch before {
        case .running(let thread) where pthread_equal(thread, pthread_self()) != 0:
            pthread_detach(thread)
        case .running(let thread):
            pthread_join(thread, nil)
        case .new:
            ReactorLoop(multi: multi.pointer, mailbox: mailbox).run()
        case .ended:
            break
        }
    }

    /// Connects. The ears hear `connected` or `ended`, in any case `ended` in the end.
    package func connect(_ endpoint: LineEndpoint, ears: any LineEars) -> LineConnection {
        let connection = LineConnection(endpoint: endpoint, mailbox: mailbox)
        if !mailbox.post(.open(connection, ears)) {
            connection.seal()
            ears.ended(.stopped)
        }
        return connection
    }

    /// The answer, whatever its status. Cancelling the task aborts the transfer.
    package func perform(_ request: OutboundRequest) async throws(CurlFailure) -> OutboundResponse {
        let ticket = RequestTicket(request)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                ticket.wait { waiter.resume(returning: $0) }
                if !mailbox.post(.perform(ticket)) { ticket.finish(.failure(.stopped)) }
            }
        } onCancel: {
            ticket.cancel()
            mailbox.post(.abort(ticket))
        }
        return try outcome.get()
    }

    /// The same without a task that waits: `then` gets the answer once, when `start` was called,
    /// and is to hand it on and do no more.
    package func call(
        _ request: OutboundRequest,
        then: @escaping @Sendable (Result<OutboundResponse, CurlFailure>) -> Void
    ) -> RequestCall {
        RequestCall(request, mailbox, then)
    }

    /// It is not set yet.
    package func alarm(_ ring: @escaping @Sendable () -> Void) -> ReactorAlarm {
        ReactorAlarm(mailbox, ring)
    }

    /// Hands an e-mail to a server. Cancelling the task breaks off.
    package func send(_ mail: OutboundMail) async -> MailOutcome {
        do throws(CurlFailure) {
            try mail.check()
        } catch {
            return .failed(error, mayHaveArrived: false)
        }
        let talk = MailTalk(mail)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                talk.wait { waiter.resume(returning: $0) }
                talk.begin(on: connect(mail.endpoint, ears: talk))
            }
        } onCancel: {
            talk.callOff()
        }
    }
}

/// What the new thread begins with.
private final class ThreadStart: Sendable {
    let multi: MultiHandle
    let mailbox: Mailbox

    init(multi: MultiHandle, mailbox: Mailbox) {
        self.multi = multi
        self.mailbox = mailbox
    }

    static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        context in
        guard let context else { return nil }
        let start = Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue()
        // Signals are for others: a broken pipe is an error here, never a signal. Those of a
        // crash stay, for its backtrace.
        var blocked = sigset_t()
        sigfillset(&blocked)
        for crash in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] {
            sigdelset(&blocked, crash)
        }
        pthread_sigmask(SIG_BLOCK, &blocked, nil)
        ReactorLoop(multi: start.multi.pointer, mailbox: start.mailbox).run()
        return nil
    }
}
