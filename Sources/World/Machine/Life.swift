import CaseStore
import Casework
import Chat
import Connectors
import Desk
import Logging
import ServiceLifecycleTestKit

/// One life of the desk's process: from its start until it is stopped, or dies at some await.
final class Life:
    // On the world's one thread only.
    @unchecked Sendable
{
    let number: Int
    let desk: Desk
    let links: [WorldLink]
    let store: WorldStore
    /// With what the files said at its start.
    let setup: DeskSetup
    private let clock: LifeClock
    private let pauses: Pauses
    private let scheduler: Scheduler
    private var trigger: GracefulShutdownTestTrigger?
    private var root: Task<Void, Never>?
    /// The desk has returned from `run`.
    private(set) var hasEnded = false
    private(set) var failure: String?
    /// Jobs until it dies.
    var fuse: Int?

    init(
        _ number: Int, _ world: World, uptime: Lapse, _ chance: inout Chance
    ) throws {
        self.number = number
        scheduler = world.scheduler
        let pauses = Pauses(world.scheduler)
        self.pauses = pauses
        clock = LifeClock(world.scheduler, world.wall, started: uptime, chance.fork())
        store = try WorldStore(
            world.disk, now: world.wall.now(), salts: chance.fork(), world.scheduler,
            world.chronicle, pauses)
        links = world.networks.map { server in
            WorldLink(server, life: number, world.scheduler, world.wall, chance.fork())
        }
        let zone = world.wall.zoneMinutes
        var setup = DeskSetup(
            settings: world.files.settings, staff: world.files.staff, rooms: world.places,
            sigil: "!",
            isPlain: world.isPlain, links: links,
            connectors: world.receivers.map {
                LifeConnector(
                    $0, life: number, world.scheduler, world.chronicle, pauses)
            },
            relays: world.plan.hasRelay ? [LifeRelay(world.sink, pauses)] : [], clock: clock,
            localTime: { Wall.localTime($0, zoneMinutes: zone) },
            nextTime: { Wall.nextTime($0, $1, after: $2, zoneMinutes: zone) },
            fresh: Fresh(chance.fork()))
        setup.answersInRoom = world.answersInRoom
        if world.plan.hasNight {
            setup.rota = RotaBook(world.plan.rota(of: world.watchers))
            setup.pagers = world.carriers.map {
                LifePager($0, life: number, world.scheduler, world.chronicle, pauses)
            }
        }
        self.setup = setup
        let logger = Logger(label: "desk") { _ in SwiftLogNoOpLogHandler() }
        desk = Desk(setup, store: store, logger: logger)
    }

    func begin() {
        root = scheduler.begin { [self] in
            do {
                try await testGracefulShutdown { trigger in
                    self.trigger = trigger
                    try await desk.run()
                }
            } catch {
                failure = "\(error)"
            }
            hasEnded = true
        }
    }

    /// As an administrator does it.
    func stop() { trigger?.triggerGracefulShutdown() }

    /// The process is gone at this very moment. What it had in memory unwinds without effect, so
    /// that nothing of it is left behind; no time passes.
    func die() {
        for link in links { link.die() }
        clock.die()
        pauses.endAll()
        root?.cancel()
        scheduler.settle()
    }

    func close() {
        scheduler.begin { [store] in try? await store.close() }
        scheduler.settle()
    }
}
