import Desk
import Logging
import ServiceLifecycle
import UnixSignals

/// SIGHUP: takes over the configuration as it now stands, if it is in order. Otherwise the running
/// one stays, and the administrators are told why, in chat and by the log.
struct HangUp: Service {
    let directory: String
    /// What the desk was started with.
    let running: Configuration
    let desk: Desk
    let rota: RotaKeeper
    let clock: any DeskClock
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var reload = Reload(running: running)
            let signals = await UnixSignalsSequence(trapping: .sighup)
            if EarlyHangUp.take() { await heed(&reload) }
            for await _ in signals { await heed(&reload) }
        }
    }

    private func heed(_ reload: inout Reload) async {
        let reading = Configuration.read(from: directory, acts: rota.book.standing.acts)
        // Its calendars know only its own people.
        guard await take(reload.reading(reading), &reload) else { return }
        takeCalendars(reading, reload)
    }

    /// Calendars beside the files change without them.
    private func takeCalendars(_ reading: Configuration.Reading, _ reload: Reload) {
        guard let read = reading.configuration else { return }
        var next = reload.running
        let places = Set(next.calendarFeeds)
        guard Set(read.calendarFeeds) == places else { return rota.adopt(next, isFresh: false) }
        next.calendars = read.calendars
        rota.adopt(next, isFresh: true)
    }

    /// - Returns: whether what was read is of the desk's own people.
    private func take(_ result: Reload.Result, _ reload: inout Reload) async -> Bool {
        switch result {
        case .unchanged:
            logger.notice("The configuration is as it was")
            return true
        case .refused(let reasons):
            logger.error(
                "The configuration was not taken over; the running one stays",
                metadata: ["reasons": "\(reasons.joined(separator: " "))"])
            desk.tellAdministrators(
                ["configuration not taken over, the running one stays:"] + reasons)
            return false
        case .later(let remarks):
            logger.notice(
                "A restart takes the configuration over",
                metadata: ["remarks": "\(remarks.joined(separator: " "))"])
            desk.tellAdministrators(remarks)
            return true
        case .change(let next, let keys, let remarks):
            let setup = next.deskSetup(links: [], connectors: [], relays: [], clock: clock)
            let change = DeskChange(setup: setup, keys: keys, remarks: remarks)
            guard await desk.reconfigure(change) else { return false }
            reload.running = next
            return true
        }
    }
}
