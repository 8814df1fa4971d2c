import Glibc
import World

/// Has the days lived through by several processes, a few each, and counts what came of them.
struct Foreman {
    /// Days of one process: what a process leaves behind goes with it.
    private static let daysEach: UInt64 = 25
    /// Without a word for so long, a day does not end.
    private static let patience: Int64 = 120
    private let options: Options
    private var firstDigest: String?

    init(_ options: Options) { self.options = options }

    private final class Hand {
        let process: pid_t
        let output: Int32
        /// The seed that it is at.
        var seed: UInt64
        let end: UInt64
        var text: [UInt8] = []
        var heardAt: Int64
        init(_ process: pid_t, _ output: Int32, _ seed: UInt64, _ end: UInt64) {
            self.process = process
            self.output = output
            self.seed = seed
            self.end = end
            heardAt = Foreman.now()
        }
    }

    /// - Returns: whether all days were as they should be.
    mutating func oversee() -> Bool {
        let begun = Foreman.now()
        var figures = Figures()
        var failing: Set<UInt64> = []
        var hands: [Hand] = []
        var next = options.from
        var toldAt = begun
        let end = options.from + options.seeds
        // A few for each, so that both are busy to the end.
        let share = max(1, min(Foreman.daysEach, options.seeds / UInt64(options.processes * 2)))
        while next < end || !hands.isEmpty {
            while next < end, hands.count < options.processes {
                let upTo = min(next + share, end)
                guard let hand = Foreman.hire(next, upTo) else { return false }
                hands.append(hand)
                next = upTo
            }
            var polled = hands.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
            poll(&polled, nfds_t(polled.count), 1000)
            for (hand, state) in zip(hands, polled) {
                let isOver = state.revents != 0 && !read(hand, &figures, &failing)
                let isStuck = Foreman.now() - hand.heardAt > Foreman.patience
                if isStuck {
                    print("seed \(hand.seed): the day does not end")
                    kill(hand.process, SIGKILL)
                }
                guard isOver || isStuck else { continue }
                dismiss(hand, &failing)
                hands.removeAll { $0 === hand }
            }
            if Foreman.now() - toldAt >= 30 {
                toldAt = Foreman.now()
                print("… \(figures.days) days, \(failing.count) failing")
                fflush(nil)
            }
        }
        print(
            Report.summary(
                figures, failing: failing.sorted(), seconds: Double(Foreman.now() - begun)))
        let isWhole = figures.days == Int(options.seeds)
        return isWhole && failing.isEmpty && isAlive(figures) && isTheSameAgain()
    }

    /// People act on what they read: if they no longer understand the desk's words, nobody is
    /// answered, and the days prove nothing.
    private func isAlive(_ figures: Figures) -> Bool {
        guard figures.days >= 10, figures.replies < figures.days * 5 else { return true }
        print("people hardly answer anybody: do they still understand what they read?")
        return false
    }

    /// The first day once more, in another process.
    private mutating func isTheSameAgain() -> Bool {
        guard let first = firstDigest, let hand = Foreman.hire(options.from, options.from + 1)
        else { return false }
        var figures = Figures()
        var failing: Set<UInt64> = []
        firstDigest = nil
        while read(hand, &figures, &failing) {}
        dismiss(hand, &failing)
        guard firstDigest == first else {
            print("seed \(options.from) was another day the second time")
            return false
        }
        return true
    }

    /// False at the end.
    private mutating func read(
        _ hand: Hand, _ figures: inout Figures, _ failing: inout Set<UInt64>
    ) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(hand.output, &buffer, buffer.count)
        guard count > 0 else { return false }
        hand.heardAt = Foreman.now()
        hand.text += buffer.prefix(count)
        while let end = hand.text.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: hand.text[..<end], as: UTF8.self)
            hand.text.removeFirst(end + 1)
            guard let day = Report.read(line) else {
                print(line)
                continue
            }
            hand.seed = day.seed + 1
            if day.seed == options.from { firstDigest = day.digest }
            figures = figures + day.figures
            if day.breaches > 0 { failing.insert(day.seed) }
            if options.seeds <= 5 { print("seed \(day.seed): \(day.digest)") }
        }
        return true
    }

    private func dismiss(_ hand: Hand, _ failing: inout Set<UInt64>) {
        close(hand.output)
        var status: Int32 = 0
        waitpid(hand.process, &status, 0)
        guard hand.seed < hand.end else { return }
        // It ended before it was through.
        if status != 0 { print("seed \(hand.seed): the process ended with status \(status)") }
        failing.insert(hand.seed)
    }

    private static func hire(_ from: UInt64, _ end: UInt64) -> Hand? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        // Else the other processes would hold it open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        let words = [
            "rehearse", "--worker", "--from", "\(from)", "--seeds", "\(end - from)",
        ]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        defer { for argument in arguments { free(argument) } }
        arguments.append(nil)
        var process = pid_t()
        let code = posix_spawn(&process, "/proc/self/exe", &actions, nil, &arguments, environ)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            Rehearse.complain("no process could be started: \(code)")
            return nil
        }
        return Hand(process, ends[0], from, end)
    }

    /// In seconds.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec)
    }
}
