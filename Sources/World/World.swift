import CaseStore
import Casework
import Chat
import Desk

/// Everything of one rehearsed day, drawn from its seed.
final class World:
    // On its own one thread only.
    @unchecked Sendable
{
    let scheduler: Scheduler
    let chronicle = Chronicle()
    let wall: Wall
    let disk: Disk
    let plan: Plan
    let settings: DeskSettings
    let isPlain: Bool
    private(set) var answersInRoom: Set<NetworkName> = []
    private(set) var networks: [Network] = []
    private(set) var places: [RoomPlace] = []
    private(set) var staff: [StaffMember] = []
    private(set) var workers: [Worker] = []
    private(set) var receivers: [Receiver] = []
    private(set) var carriers: [Carrier] = []
    private(set) var sources: [Source] = []
    let sink: EventSink
    /// What the desk's files say just now.
    var files: Files
    private(set) var crowd: Crowd
    private var machineOrNone: Machine?

    /// A day is drawn from its seed and from nothing else.
    init(seed: UInt64, directory: String) throws {
        var chance = Chance(seed: seed)
        plan = Plan(seed: seed, &chance)
        scheduler = Scheduler(chance.fork())
        wall = Wall(
            Instant(seconds: 1_795_240_800 + chance.between(0, 2_000_000)),
            zoneMinutes: chance.pick([0, 60, -300, 330]) ?? 0, scheduler)
        disk = try Disk(directory: directory, chance.fork())
        isPlain = chance.oneIn(10)
        settings = plan.settings(&chance)
        files = Files(settings: settings, staff: [])
        sink = EventSink(scheduler, chronicle, chance.fork())
        crowd = Crowd([], scheduler, chronicle, wall, chance.fork())
        makeNetworks(&chance)
        makeOutside(&chance)
        makePeople(&chance)
        if plan.hasNight { makeCarriers(Chance(seed: ~seed)) }
        let machine = Machine(self, chance.fork())
        machineOrNone = machine
        chronicle.watchLine = { [weak machine] line in
            if line.text.contains(" approved by ") { machine?.tempt(within: .seconds(28)) }
            if line.text.hasPrefix("PAGE ") { machine?.tempt(within: .seconds(5)) }
            if line.text.contains(" is held,") { machine?.tempt(within: .seconds(1)) }
        }
        chronicle.watchAttempt = { [weak machine] in machine?.tempt(within: .seconds(1)) }
        scheduler.afterJob = { [weak machine] in machine?.watch() }
        for source in sources {
            source.door = { [weak machine] in
                machine?.life.map { ($0.desk.mentions, $0.number) }
            }
        }
        var weather = Weather(self, chance.fork())
        weather.planAll()
    }

    var machine: Machine? { machineOrNone }

    private func makeNetworks(_ chance: inout Chance) {
        for (index, name) in ["office", "matrix"].prefix(plan.networks).enumerated() {
            let name = NetworkName(name)
            let isRoomy = index == 1
            let addresses =
                isRoomy ? ["!care", "!approvals"] : ["#care", "#billing", "#approvals"]
            networks.append(
                Network(
                    name, plan.habits(isRoomy, &chance), rooms: addresses, scheduler, chronicle,
                    wall, chance.fork()))
            for address in addresses {
                places.append(
                    RoomPlace(
                        name: RoomName(String(address.dropFirst())), network: name,
                        address: RoomAddress(address), isVouchedPrivate: chance.oneIn(6)))
            }
            if chance.oneIn(4) { answersInRoom.insert(name) }
        }
    }

    private func makeOutside(_ chance: inout Chance) {
        receivers = [
            Receiver("crm", deduplicates: true, scheduler, chronicle, chance.fork()),
            Receiver("social", deduplicates: false, scheduler, chronicle, chance.fork()),
        ]
        sources = receivers.map { Source($0.name, scheduler, chronicle, chance.fork()) }
        crowd = Crowd(sources, scheduler, chronicle, wall, chance.fork())
        for receiver in receivers {
            receiver.delivered = { [weak crowd] in crowd?.receive($0, $1) }
        }
    }

    private func makePeople(_ chance: inout Chance) {
        var office = Office(self, chance.fork())
        (staff, workers) = office.people()
        files.staff = staff
        let ids = staff.map(\.person.id)
        for worker in workers {
            worker.colleagues = ids.filter { $0 != worker.id }
            worker.queues = settings.queues.map(\.name.rawValue)
            worker.hasWritten = { [weak crowd] in crowd?.interrupt(CaseID($0)) }
            worker.lookAt = { [weak self] in self?.hasReached(CaseID($0)) ?? false }
        }
    }

    /// Where pages go besides the chat.
    private func makeCarriers(_ chance: Chance) {
        var chance = chance
        carriers = [PageChannel.email, .webhook].map {
            Carrier($0, scheduler, chronicle, chance.fork())
        }
        for carrier in carriers {
            carrier.delivered = { [weak self] page in
                self?.workers.first { $0.id == page.person }?.wake(
                    for: page.cases.map(\.id.number))
            }
        }
    }

    /// Who is called first and second in the night, in this order.
    var watchers: [PersonID] { workers.filter(\.isAgent).map(\.id) }

    /// Whether the latest reply of a case is with its customer.
    private func hasReached(_ matter: CaseID) -> Bool {
        guard let last = chronicle.attempts.last(where: { $0.matter == matter }) else {
            return false
        }
        return receivers.first { $0.name == last.receiver }?.has(last.key) ?? false
    }
}

extension World {
    /// From here on nothing goes wrong any more, and nobody says anything.
    func rest() {
        for worker in workers { worker.isDone = true }
        crowd.isQuiet = true
        disk.heal()
        sink.faultsPermille = 0
        for receiver in receivers { receiver.heal() }
        for carrier in carriers { carrier.heal() }
        for network in networks {
            network.isReachable = true
            network.cuts = 0
            for room in network.rooms { room.isModerated = false }
            network.desk?.banned = []
        }
        machine?.fuses = []
        machine?.life?.fuse = nil
        chronicle.note(scheduler.now, "the day is over")
    }

    /// What the judge says of the day.
    func judged() -> [Breach] {
        let verdict = Verdicts()
        scheduler.begin { [self] in
            do {
                try disk.restoreImage()
                let store = try StepCounter.watching {
                    try SQLiteStore.open(path: disk.path, now: wall.now(), ownThread: false)
                }
                let evidence = try await Evidence(self, store)
                verdict.breaches =
                    try await evidence.judge() + evidence.everythingIsFound(store)
                    + evidence.historyIsFree(store)
                try await store.close()
            } catch {
                verdict.breaches = [
                    Breach(invariant: 9, words: "the store cannot be read: \(error)")
                ]
            }
        }
        scheduler.settle()
        var breaches = verdict.breaches ?? [Breach(invariant: 9, words: "no judgement was reached")]
        if let failure = machine?.failure {
            breaches.insert(Breach(invariant: 0, words: failure), at: 0)
        }
        if scheduler.isStuck {
            breaches.insert(
                Breach(invariant: 0, words: "the day does not end: jobs beget jobs"), at: 0)
        }
        return breaches
    }

    /// The machine is switched off.
    func end() {
        machine?.isOff = true
        machine?.crash(back: .zero)
    }
}

/// Brings the judge's word out of its task.
private final class Verdicts:
    // On the world's one thread only.
    @unchecked Sendable
{
    var breaches: [Breach]?
}
