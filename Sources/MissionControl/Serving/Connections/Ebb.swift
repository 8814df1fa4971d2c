import Glibc
import NIOCore
import Synchronization

/// Gives memory back to the system once a rush is over: the allocator keeps what a thousand
/// connections and their bodies took, and would keep it for ever.
final class Ebb: Sendable {
    private struct State {
        /// Bytes that came and went since memory was last given back.
        var owed = 0
        var isWaiting = false
    }

    private let state = Mutex(State())
    /// Below this nothing is worth the walk through the heap, which takes milliseconds.
    private let worth: Int
    private let calm: Duration
    private let giveBack: @Sendable () -> Void

    /// - Parameters:
    ///   - worth: bytes.
    ///   - calm: how long nothing has to come before memory is given back.
    init(
        worth: Int = 4 << 20, calm: Duration = .seconds(2),
        giveBack: @escaping @Sendable () -> Void = Ebb.trim
    ) {
        self.worth = worth
        self.calm = calm
        self.giveBack = giveBack
    }

    /// So many bytes are taken for a while.
    func note(_ bytes: Int, on loop: any EventLoop) {
        let owed = state.withLock { state -> Int? in
            state.owed += bytes
            guard state.owed >= worth, !state.isWaiting else { return nil }
            state.isWaiting = true
            return state.owed
        }
        if let owed { wait(owed, on: loop) }
    }

    private func wait(_ before: Int, on loop: any EventLoop) {
        loop.scheduleTask(in: TimeAmount(calm)) { [self] in
            let owed = state.withLock { state in
                guard state.owed == before else { return state.owed }
                state = State()
                return 0
            }
            if owed > 0 { wait(owed, on: loop) } else { giveBack() }
        }
    }

    private typealias MallocTrim = @convention(c) (Int) -> CInt

    /// glibc has it and Swift's module of glibc does not; another allocator may do without.
    private static let mallocTrim = dlsym(nil, "malloc_trim").map {
        unsafeBitCast($0, to: MallocTrim.self)
    }

    @Sendable private static func trim() { _ = mallocTrim?(0) }
}
