import CaseStore
import Casework
import Desk
import Logging
import ServiceLifecycle

/// Forgets what has served its purpose: the references of old signals and posts that landed long
/// ago. Cases, events and replies stay.
struct Housekeeping: Service {
    static let every = Lapse.hours(1)
    /// Rows of each kind that one transaction takes, so that nobody waits for it.
    static let roundMax = 5000

    let store: any StoreUpkeep
    let clock: any DeskClock
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await clock.sleep(for: Self.every)
                    try await tidy()
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("Could not tidy up", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    private func tidy() async throws {
        let now = clock.now()
        var rows = 0
        while true {
            let pruned = try await store.prune(
                signalsBefore: now - SQLiteStore.signalAge, postsBefore: now - SQLiteStore.postAge,
                limit: Self.roundMax)
            rows += pruned.signals + pruned.posts
            guard pruned.signals + pruned.posts > 0 else { break }
        }
        logger.debug("Tidied up", metadata: ["rows": "\(rows)"])
    }
}
