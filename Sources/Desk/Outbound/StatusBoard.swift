import Casework
import Synchronization

/// What the desk can say of itself at any moment, without asking anybody.
final class StatusBoard: DeskStatusDoor, Sendable {
    private struct State {
        var links: [NetworkName: Bool]
        var storeIsWritable = true
        var attempts: [String: [String: Int]] = [:]
        var firstResponses = DeskStatus.FirstResponses()
        var turnedAt: Lapse?
        var pages: [PageChannel: DeskStatus.Pages] = [:]
        var plans: [RunningPlan] = []
        var relays: [String: DeskStatus.Relay] = [:]
    }
    private let networks: [NetworkName]
    private let state: Mutex<State>

    init(networks: [NetworkName]) {
        self.networks = networks
        state = Mutex(
            State(links: Dictionary(networks.map { ($0, false) }, uniquingKeysWith: { a, _ in a })))
    }

    func link(_ network: NetworkName, isUp: Bool) { state.withLock { $0.links[network] = isUp } }
    func storeWorks(_ works: Bool) { state.withLock { $0.storeIsWritable = works } }
    /// The loop has made a turn, by uptime.
    func turned(at uptime: Lapse) { state.withLock { $0.turnedAt = uptime } }
    var turnedAt: Lapse? { state.withLock { $0.turnedAt } }
    var storeIsWritable: Bool { state.withLock { $0.storeIsWritable } }
    func attempted(_ target: String, _ outcome: String) {
        state.withLock { $0.attempts[target, default: [:]][outcome, default: 0] += 1 }
    }
    func responded(after lapse: Lapse) {
        state.withLock {
            $0.firstResponses.observe(seconds: Double(lapse.milliseconds) / 1000)
        }
    }

    /// These plans are on, and no others.
    func lay(_ plans: [RunningPlan]) { state.withLock { $0.plans = plans } }

    /// - Parameter moment: when the event happened that this relay tells next; nothing: it has told
    ///   all.
    func relay(_ name: String, waitsSince moment: Instant?) {
        state.withLock { $0.relays[name] = .init(name: name, waitsSince: moment) }
    }

    /// A page was taken, so long after it was called for.
    func paged(_ channel: PageChannel, after lapse: Lapse) {
        state.withLock {
            $0.pages[channel, default: .init(channel: channel)]
                .observe(seconds: Double(max(lapse, .zero).milliseconds) / 1000)
        }
    }

    func status() -> DeskStatus {
        state.withLock { state in
            var status = DeskStatus(
                links: networks.map { .init(network: $0, isUp: state.links[$0] ?? false) },
                storeIsWritable: state.storeIsWritable,
                attempts: state.attempts.sorted { $0.key < $1.key }.flatMap { target, outcomes in
                    outcomes.sorted { $0.key < $1.key }.map {
                        .init(target: target, outcome: $0.key, count: $0.value)
                    }
                }, firstResponses: state.firstResponses)
            status.pages = PageChannel.allCases.compactMap { state.pages[$0] }
            status.plans = state.plans
            status.relays = state.relays.values.sorted { $0.name < $1.name }
            return status
        }
    }
}
