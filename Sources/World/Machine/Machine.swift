import Casework

/// The machine that the desk runs on: it starts it, loses it, and starts it again.
final class Machine {
    private unowned let world: World
    private var chance: Chance
    private(set) var life: Life?
    private var count = 0
    private var uptime = Lapse.hours(1)
    /// Deaths that are still to come, each after so many jobs of a life.
    var fuses: [Int] = []
    private(set) var crashes = 0
    /// Deaths that wait for a moment at which much is at stake.
    var ambushes = 0
    private(set) var failure: String?
    private var failedStarts = 0
    private var isStopping = false
    /// Nobody starts it any more.
    var isOff = false

    init(_ world: World, _ chance: Chance) {
        self.world = world
        self.chance = chance
    }

    func start() {
        guard life == nil, !isOff else { return }
        count += 1
        do {
            try world.disk.restoreImage()
            // The machine itself may have been started anew.
            if chance.oneIn(3) { uptime = chance.seconds(1, 9_000_000) }
            let life = try Life(count, world, uptime: uptime, &chance)
            life.fuse = fuses.popLast()
            self.life = life
            isStopping = false
            world.adopted(world.files)
            world.chronicle.lives.append(
                LifeRecord(number: count, begun: world.scheduler.now, ended: nil))
            world.chronicle.note(world.scheduler.now, "life \(count) begins")
            world.chronicle.disturbed(
                world.scheduler.now, until: world.scheduler.now + .seconds(10))
            life.begin()
        } catch {
            failure = "the desk does not start: \(error)"
        }
    }

    /// After each job: whether the process dies here.
    func watch() {
        guard let life else { return }
        if let fuse = life.fuse {
            life.fuse = fuse - 1
            if fuse <= 0 { return crash(back: chance.milliseconds(500, 120_000)) }
        }
        if life.store.hasDied { return crash(back: chance.milliseconds(500, 60_000)) }
        if life.hasEnded { ended(life) }
    }

    func crash(back: Lapse) {
        guard let life else { return }
        self.life = nil
        crashes += 1
        note(life, crashed: true, "dies")
        do {
            try world.disk.takeImage()
        } catch {
            failure = "\(error)"
        }
        life.die()
        if !life.hasEnded { failure = "a cancelled desk does not end" }
        life.close()
        world.scheduler.after(back) { [weak self] in self?.start() }
    }

    /// Something is at stake just now: it may be here that the process dies.
    func tempt(within lapse: Lapse) {
        guard ambushes > 0, life != nil, chance.oneIn(6) else { return }
        ambushes -= 1
        let back = chance.milliseconds(300, chance.oneIn(3) ? 90_000 : 6000)
        world.scheduler.after(Lapse(milliseconds: chance.between(0, lapse.milliseconds))) {
            [weak self] in self?.crash(back: back)
        }
    }

    /// It is stopped as an administrator does it, and started again.
    func restart() {
        guard let life, !isStopping else { return }
        isStopping = true
        world.chronicle.note(world.scheduler.now, "life \(life.number) is stopped")
        life.stop()
    }

    private func ended(_ life: Life) {
        self.life = nil
        note(life, crashed: false, "has ended")
        if let words = life.failure {
            // A store that cannot write at a start ends it, and whoever started it tries again.
            if isYoung(life) { failedStarts += 1 } else { failure = words }
        } else if !isStopping {
            failure = failure ?? "the desk ended of its own accord"
        }
        if failedStarts > Machine.failedStartsMax { failure = failure ?? "it never starts" }
        life.die()
        life.close()
        world.scheduler.after(chance.milliseconds(200, 60_000)) { [weak self] in self?.start() }
    }

    private static let failedStartsMax = 200

    private func isYoung(_ life: Life) -> Bool {
        world.chronicle.lives.last.map { record in
            record.number == life.number
                && world.scheduler.now <= record.begun + .minutes(1)
        } ?? false
    }

    private func note(_ life: Life, crashed: Bool, _ words: String) {
        world.chronicle.disturbed(world.scheduler.now, until: world.scheduler.now)
        world.chronicle.note(world.scheduler.now, "life \(life.number) \(words)")
        guard let index = world.chronicle.lives.firstIndex(where: { $0.number == life.number })
        else { return }
        world.chronicle.lives[index].ended = world.scheduler.now
        world.chronicle.lives[index].crashed = crashed
    }
}
