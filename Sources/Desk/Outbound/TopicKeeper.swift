import CaseStore
import Casework
import Chat
import Logging
import Phrasebook

/// Lets the topics of the work rooms say how things stand, on links where somebody wishes it. It
/// reads the store's snapshot and never goes round the loop.
struct TopicKeeper: Sendable {
    /// Between two looks; a link that came back shows its topics after this at the latest.
    static let every = Lapse.seconds(30)
    /// Between two texts in one room: everybody there sees each change as a line.
    static let pause = Lapse.minutes(5)
    let running: RunningSetup
    let store: any CaseStore
    let announcer: Announcer
    let logger: Logger

    private struct Shown {
        var text: String
        var since: Lapse
        var plans: [String]
    }
    private struct Load {
        var open = 0
        var free = 0
        var due: Instant?
    }

    private var setup: DeskSetup { running.standing.setup }
    private var links: [any ChatLink] { setup.links.filter(\.showsTopics) }

    /// Until the task is cancelled; at once where nobody wishes topics.
    func run() async {
        guard !links.isEmpty, !setup.isIntakeOnly else { return }
        var shown: [RoomAddress: Shown] = [:]
        while (try? await setup.clock.sleep(for: Self.every)) != nil {
            do {
                try await show(&shown)
            } catch {
                logger.warning("The topics could not be made", metadata: ["error": "\(error)"])
            }
        }
    }

    private func show(_ shown: inout [RoomAddress: Shown]) async throws {
        for link in links {
            for place in setup.rooms where place.network == link.network {
                let queues = setup.settings.queues.filter { $0.rooms.contains(place.name) }
                guard !queues.isEmpty else { continue }
                let load = try await load(of: queues.map(\.name))
                let plans = setup.settings.running(in: queues.map(\.name))
                let text = announcer.wording(network: link.network, to: nil, isDirect: false)
                    .topic(
                        plans: plans, open: load.open, free: load.free, due: load.due)
                let uptime = setup.clock.uptime()
                // Another plan is worth a line at once.
                if let last = shown[place.address], uptime < last.since + Self.pause,
                    last.plans == plans.map(\.name)
                {
                    link.show(topic: last.text, in: place.address)
                    continue
                }
                if shown[place.address]?.text != text {
                    shown[place.address] = Shown(
                        text: text, since: uptime, plans: plans.map(\.name))
                }
                link.show(topic: text, in: place.address)
            }
        }
    }

    private func load(of queues: [QueueName]) async throws -> Load {
        try await store.read { reading in
            var load = Load()
            for count in try reading.caseCounts()
            where queues.contains(count.queue) && count.phase.isOpen {
                load.open += count.count
                if count.phase == .new { load.free += count.count }
            }
            let owed: [Phase] = [.new, .claimed, .drafted, .approved]
            for queue in queues {
                let first = try reading.cases(
                    CaseQuery(phases: owed, queue: queue, order: .due, limit: 1)
                ).first
                load.due = [load.due, first?.dueAt].compactMap(\.self).min()
            }
            return load
        }
    }
}
