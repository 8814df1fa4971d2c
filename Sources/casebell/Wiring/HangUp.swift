import Logging
import ServiceLifecycle
import UnixSignals

/// SIGHUP: checks the configuration as it now stands and says in the log whether a restart would
/// take it. The running configuration stays.
struct HangUp: Service {
    let directory: String
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) {
                let report = check(directory: directory)
                logger.notice(
                    report.isAccepted
                        ? "The configuration is in order; restart to take it over"
                        : "The configuration has mistakes; the running one stays",
                    metadata: ["check": "\(report.summary)"])
            }
        }
    }
}
