import CCurl
import Glibc

/// The reactor's thread from beginning to end. Everything in here belongs to that thread.
final class ReactorLoop {
    /// Requests under way at once; more fail with `overflow`.
    static let requestLimit = 256
    /// Lines at once; more end with `overflow`.
    static let lineLimit = 1024
    /// Connections kept for requests to come.
    private static let idleConnections = 32
    /// How often what was obeyed or answered may lead to the next thing before sockets are looked at.
    private static let roundsMax = 16

    let multi: UnsafeMutableRawPointer
    let mailbox: Mailbox
    /// By their easy handles.
    var lines: [UnsafeMutableRawPointer: LineTransfer] = [:]
    var requests: [UnsafeMutableRawPointer: RequestTransfer] = [:]
    var alarms: [ObjectIdentifier: (alarm: ReactorAlarm, moment: ContinuousClock.Instant)] = [:]
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)

    init(multi: UnsafeMutableRawPointer, mailbox: Mailbox) {
        self.multi = multi
        self.mailbox = mailbox
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, ReactorLoop.idleConnections)
    }

    deinit { buffer.deallocate() }

    func run() {
        var ending = CurlFailure.stopped
        var rounds = 0
        while obeyAll() {
            var running: Int32 = 0
            let code = curl_multi_perform(multi, &running)
            guard code == CURLM_OK else {
                ending = ReactorLoop.breakdown(code)
                break
            }
            settleDone()
            giveUpOverdueLines()
            ringDueAlarms()
            rounds += 1
            if rounds < ReactorLoop.roundsMax, !mailbox.isEmpty { continue }
            rounds = 0
            let waited = wait()
            guard waited == CURLM_OK else {
                ending = ReactorLoop.breakdown(waited)
                break
            }
        }
        end(with: ending)
    }

    private static func breakdown(_ code: CURLMcode) -> CurlFailure {
        .other(code: Int(code.rawValue), message: String(cString: curl_multi_strerror(code)))
    }

    /// What has come in, and what that has led to.
    /// - Returns: whether to go on.
    private func obeyAll() -> Bool {
        for _ in 0..<ReactorLoop.roundsMax {
            guard let orders = mailbox.take() else { return false }
            if orders.isEmpty { break }
            for order in orders { obey(order) }
        }
        return true
    }

    private func obey(_ order: Mailbox.Order) {
        switch order {
        case .open(let connection, let ears): open(connection, ears)
        case .attend(let connection): attend(connection)
        case .perform(let ticket): perform(ticket)
        case .abort(let ticket): abort(ticket)
        case .alarm(let alarm, let moment): set(alarm, to: moment)
        case .run(let job, let executor): executor.run(job)
        }
    }

    private func settleDone() {
        var code = CURLE_OK
        while let handle = ccurl_next_done(multi, &code) {
            if let line = lines[handle] {
                settle(line, code)
            } else if let request = requests[handle] {
                finish(request, request.outcome(for: code))
            }
        }
    }

    /// Waits for any socket, timer or order, then serves the lines that are ready.
    private func wait() -> CURLMcode {
        let open = lines.values.filter(\.isConnected)
        var sockets = open.map { line in
            let events = CURL_WAIT_POLLIN | (line.wantsToWrite ? CURL_WAIT_POLLOUT : 0)
            return curl_waitfd(fd: line.socket, events: Int16(events), revents: 0)
        }
        let sleeps = mailbox.fallAsleep()
        let time = sleeps && !open.contains(where: \.mayHoldMore) ? patience() : 0
        var ready: Int32 = 0
        let code = curl_multi_poll(multi, &sockets, UInt32(sockets.count), time, &ready)
        mailbox.wakeUp()
        guard code == CURLM_OK else { return code }
        // libcurl passes on neither POLLERR nor POLLHUP: where something is ready and nothing
        // is marked, everybody looks.
        let isVague = ready > 0 && sockets.allSatisfy { $0.revents == 0 }
        for (line, socket) in zip(open, sockets) {
            let canRead = socket.revents & Int16(CURL_WAIT_POLLIN) != 0
            let canWrite = socket.revents & Int16(CURL_WAIT_POLLOUT) != 0
            if canWrite || (line.wantsToWrite && canRead) { follow(line, line.write()) }
            if canRead || line.mayHoldMore || isVague, lines[line.easy.pointer] != nil {
                follow(line, line.read(into: buffer))
            }
        }
        return code
    }

    /// Milliseconds until a line is given up or an alarm rings; libcurl adds its own timers.
    private func patience() -> Int32 {
        let moments = lines.values.compactMap(\.overdueAt) + [nextAlarm].compactMap(\.self)
        guard let deadline = moments.min() else { return 60_000 }
        let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
        return Int32(min(max(left.rounded(.up), 0), 60_000))
    }

    private func end(with failure: CurlFailure) {
        let left = mailbox.close()
        for line in lines.values { finish(line, failure) }
        for request in requests.values { finish(request, .failure(failure)) }
        for order in left {
            switch order {
            case .open(let connection, let ears):
                connection.seal()
                ears.ended(failure)
            case .perform(let ticket): ticket.finish(.failure(failure))
            case .run(let job, _): ReactorExecutor.runElsewhere(job)
            case .attend, .abort, .alarm: break
            }
        }
        curl_multi_cleanup(multi)
    }
}
