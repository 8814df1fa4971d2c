import Casework
import Connectors
import Logging

/// Tells a watcher outside, all the time, that the desk works: that its loop turns and what it
/// decides gets to the disk. Where it stops saying so, for whatever reason, somebody notices.
struct Heart: Sendable {
    /// The loop turns at least as often as `Timekeeper.glanceMax`, and is given as much again for
    /// a long turn.
    static let stillMax = Lapse(milliseconds: Timekeeper.glanceMax.milliseconds * 2)

    let heartbeat: any Heartbeat
    let clock: any DeskClock
    let board: StatusBoard
    let logger: Logger

    func run() async {
        var wasHeard = true
        var wasWell = true
        while !Task.isCancelled {
            let ailment = ailment
            if let ailment {
                board.attempted("heartbeat", "withheld")
                if wasWell {
                    logger.error("The heartbeat stops", metadata: ["reason": "\(ailment)"])
                }
            } else {
                let failure = await heartbeat.beat()
                guard !Task.isCancelled else { return }
                board.attempted("heartbeat", failure == nil ? "sent" : "retry")
                if let failure, wasHeard {
                    logger.warning(
                        "The watcher does not hear the heartbeat",
                        metadata: ["reason": "\(failure)"])
                } else if failure == nil, !wasHeard || !wasWell {
                    logger.notice("The watcher hears the heartbeat again")
                }
                wasHeard = failure == nil
            }
            wasWell = ailment == nil
            do { try await clock.sleep(for: heartbeat.every) } catch { return }
        }
    }

    /// Why there is to be no beat.
    private var ailment: String? {
        guard board.storeIsWritable else { return "the store cannot be written" }
        let still = board.turnedAt.map { clock.uptime().milliseconds - $0.milliseconds } ?? 0
        return still > Self.stillMax.milliseconds ? "the loop does not turn" : nil
    }
}
