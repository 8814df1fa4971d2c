import CaseStore
import Casework
import Logging

/// Takes what happens into the index that `find` asks, a little at a time and behind everybody
/// else: in a rush it rests, and what it has left is worked off when the desk is quiet.
struct Librarian: Sendable {
    /// The start comes first.
    static let beginning = Lapse.seconds(3)
    /// What happens together is read together.
    static let gathering = Lapse.seconds(2)
    static let restAfterFailure = Lapse.minutes(1)
    /// Between two steps while nothing happens at the desk, while something does, and in a rush.
    static let quiet = Lapse(milliseconds: 2)
    static let busy = Lapse(milliseconds: 50)
    static let rush = Lapse.seconds(1)
    /// Events a second, fewer than are read while the desk is busy.
    static let rushMin: Int64 = 1000

    let store: any CaseStore
    let clock: any DeskClock
    let newEvents: Bells
    let logger: Logger

    /// Until the task is cancelled.
    func run() async {
        let rings = newEvents.listen()
        var pause = Self.beginning
        var last: (event: Int64, at: Lapse)?
        while (try? await clock.sleep(for: pause)) != nil {
            do {
                switch try await store.indexNext() {
                case .more(let newest):
                    let now = clock.uptime()
                    pause = Self.busy
                    if let last {
                        let lapse = now.milliseconds - last.at.milliseconds
                        pause = Self.pause(newest - last.event, in: Lapse(milliseconds: lapse))
                    }
                    last = (newest, now)
                case .nothingLeft:
                    var ring = rings.makeAsyncIterator()
                    guard await ring.next() != nil else { return }
                    pause = Self.gathering
                }
            } catch {
                guard !Task.isCancelled else { return }
                logger.warning("The index was not taken on", metadata: ["error": "\(error)"])
                pause = Self.restAfterFailure
            }
        }
    }

    static func pause(_ events: Int64, in lapse: Lapse) -> Lapse {
        guard events > 0 else { return quiet }
        return events * 1000 < rushMin * max(1, lapse.milliseconds) ? busy : rush
    }
}
