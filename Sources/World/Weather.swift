import Casework
import Chat

/// What goes wrong in a day, and when.
struct Weather {
    private let world: World
    private var chance: Chance

    init(_ world: World, _ chance: Chance) {
        self.world = world
        self.chance = chance
    }

    private mutating func sometimes(_ count: Int, _ happen: @escaping (World, Chance) -> Void) {
        for _ in 0..<count {
            let world = world
            let at = Lapse(milliseconds: chance.between(0, Plan.day.milliseconds))
            let chance = chance.fork()
            world.scheduler.at(at) { [weak world] in world.map { happen($0, chance) } }
        }
    }

    mutating func planAll() {
        let plan = world.plan
        world.crowd.plan(
            about: plan.mentions, incidents: plan.incidents, from: .minutes(5), to: Plan.day)
        world.scheduler.at(.zero) { [weak world] in world?.machine?.start() }
        for worker in world.workers {
            world.scheduler.after(.seconds(1)) { worker.begin() }
        }
        world.disk.faultsPermille = plan.diskFaults
        world.disk.deathsLeft = plan.deaths
        for receiver in world.receivers { receiver.faultsPermille = plan.receiverFaults }
        world.sink.faultsPermille = plan.receiverFaults / 10
        for carrier in world.carriers { carrier.faultsPermille = plan.receiverFaults * 2 }
        machine()
        chat()
        people()
        sometimes(plan.reloads) { world, chance in
            var chance = chance
            world.reload(&chance)
        }
    }

    private mutating func machine() {
        let plan = world.plan
        // Any job of the day, and often one of the first after a start.
        let fuses = (0..<plan.crashes).map { _ in
            chance.oneIn(3) ? chance.below(300) : chance.below(60_000)
        }
        world.machine?.fuses = fuses
        world.machine?.ambushes = plan.ambushes
        sometimes(plan.crashes / 2) { world, chance in
            var chance = chance
            world.machine?.crash(back: chance.milliseconds(500, 600_000))
        }
        sometimes(plan.restarts) { world, _ in world.machine?.restart() }
        sometimes(plan.fullDisks) { world, chance in
            var chance = chance
            let end = world.scheduler.now + chance.seconds(1, 300)
            world.disk.fill(until: end)
            world.chronicle.disturbed(world.scheduler.now, until: end)
        }
        sometimes(plan.slowDisks) { world, chance in
            var chance = chance
            let end = world.scheduler.now + chance.seconds(5, 120)
            world.disk.slow(until: end)
            // The last write that begins then ends later.
            world.chronicle.disturbed(world.scheduler.now, until: end + Disk.slowest)
        }
        sometimes(plan.receiverAilments) { world, chance in
            var chance = chance
            let receiver = chance.pick(world.receivers)
            let end = world.scheduler.now + chance.seconds(30, 2400)
            receiver?.ail(until: end)
            chance.pick(world.carriers)?.ail(until: end)
        }
        sometimes(plan.jumps) { world, chance in
            var chance = chance
            let far = chance.oneIn(3) ? Lapse.hours(30) : .minutes(20)
            let lapse = Lapse(
                milliseconds: chance.between(-far.milliseconds, far.milliseconds))
            world.wall.jump(by: lapse)
            world.chronicle.jumped(world.scheduler.now, by: lapse)
        }
    }

    private mutating func chat() {
        let plan = world.plan
        for network in world.networks { network.cuts = plan.cuts }
        sometimes(plan.drops) { world, chance in
            var chance = chance
            guard let network = chance.pick(world.networks) else { return }
            if chance.oneIn(2) {
                network.isReachable = false
                let most: Int64 = chance.oneIn(3) ? 1200 : 60
                world.scheduler.after(chance.seconds(5, most)) { network.isReachable = true }
            }
            world.chronicle.note(world.scheduler.now, "\(network.name) drops the connection")
            network.desk?.end("Connection reset by peer")
        }
        sometimes(plan.stalls) { world, chance in
            var chance = chance
            guard let network = chance.pick(world.networks) else { return }
            world.chronicle.note(world.scheduler.now, "\(network.name) stalls")
            network.desk?.stall(until: world.scheduler.now + chance.seconds(20, 200))
        }
        sometimes(plan.kicks) { world, chance in
            var chance = chance
            guard let network = chance.pick(world.networks),
                let room = chance.pick(network.rooms)
            else { return }
            world.chronicle.note(world.scheduler.now, "kicked from \(room.address)")
            network.desk?.kick(
                from: room.address, until: world.scheduler.now + chance.seconds(1, 900))
        }
        sometimes(plan.moderations) { world, chance in
            var chance = chance
            guard let network = chance.pick(world.networks),
                let room = chance.pick(network.rooms)
            else { return }
            room.isModerated = true
            world.chronicle.note(world.scheduler.now, "\(room.address) is moderated")
            world.scheduler.after(chance.seconds(5, 1800)) { room.isModerated = false }
        }
    }

    private mutating func people() {
        let plan = world.plan
        sometimes(plan.splits) { world, chance in
            var chance = chance
            guard let network = chance.pick(world.networks) else { return }
            world.chronicle.note(world.scheduler.now, "\(network.name) splits")
            for worker in world.workers where chance.oneIn(2) {
                for (index, seat) in worker.seats.enumerated() where seat.network === network {
                    guard worker.isThere(index) else { continue }
                    network.go(seat.user)
                    world.scheduler.after(chance.seconds(5, 600)) {
                        if !worker.isThere(index) { worker.arrive(index) }
                    }
                }
            }
        }
        sometimes(plan.strangers) { world, chance in
            var chance = chance
            guard let network = chance.pick(world.networks),
                let room = chance.pick(network.rooms)
            else { return }
            let number = world.scheduler.jobs
            let stranger = Network.User(
                nick: "visitor\(number)", account: chance.oneIn(2) ? "guest\(number)" : nil,
                person: nil)
            network.come(stranger, to: [room.address])
            world.chronicle.note(world.scheduler.now, "\(stranger.nick) comes to \(room.address)")
            world.scheduler.after(chance.seconds(1, 30)) {
                network.say(
                    Said(
                        at: world.scheduler.now, network: network.name, room: room.address,
                        nick: stranger.nick, account: stranger.account, person: nil,
                        text: "!claim 1", intent: nil))
            }
            world.scheduler.after(chance.seconds(60, 3000)) { network.go(stranger) }
        }
        sometimes(plan.renames) { world, chance in
            var chance = chance
            guard let worker = chance.pick(world.workers), let seat = chance.pick(worker.seats)
            else { return }
            let before = seat.user.nick
            seat.network.rename(
                seat.user, to: before.hasSuffix("_") ? worker.id.rawValue : before + "_")
            guard chance.oneIn(3), seat.network.user(before) == nil else { return }
            // The name that was left behind is another's now.
            let thief = Network.User(nick: before, account: nil, person: nil)
            seat.network.come(thief, to: [])
            world.scheduler.after(chance.seconds(60, 3000)) { seat.network.go(thief) }
        }
    }
}
