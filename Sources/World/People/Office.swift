import Casework
import Chat
import Desk

/// Who works at the desk, when, and under which names.
struct Office {
    private let world: World
    private var chance: Chance
    private var words: Words

    init(_ world: World, _ chance: Chance) {
        self.world = world
        self.chance = chance
        words = Words(self.chance.fork())
    }

    private static let names = ["dana", "bo", "kim", "ada", "sam", "lee", "max"]

    mutating func people() -> ([StaffMember], [Worker]) {
        var staff: [StaffMember] = []
        var workers: [Worker] = []
        let agents = Office.names.prefix(world.plan.agents)
        let supervisors = Office.names.dropFirst(4).prefix(world.plan.supervisors)
        for name in agents + supervisors {
            let isSupervisor = supervisors.contains(name)
            let isAgent = !isSupervisor || chance.oneIn(2)
            var roles: [Person.Grant] = isAgent ? [Person.Grant(.agent)] : []
            if isSupervisor {
                roles.append(Person.Grant(.supervisor))
                if name == "sam" { roles.append(Person.Grant(.admin)) }
            }
            if chance.oneIn(4) { roles.append(Person.Grant(.oncall)) }
            var member = StaffMember(
                person: Person(id: PersonID(name), roles: roles), accounts: accounts(name))
            member.page = world.plan.page(name, isSupervisor: isSupervisor)
            staff.append(member)
            workers.append(worker(name, isAgent: isAgent, isSupervisor: isSupervisor))
        }
        return (staff, workers)
    }

    private func accounts(_ name: String) -> [NetworkName: [AccountName]] {
        var accounts: [NetworkName: [AccountName]] = [:]
        for network in world.networks {
            accounts[network.name] = [AccountName(account(name, network))]
        }
        return accounts
    }

    private func account(_ name: String, _ network: Network) -> String {
        network.name == "office" ? name : "@\(name):desk.example"
    }

    private mutating func worker(
        _ name: String, isAgent: Bool, isSupervisor: Bool
    ) -> Worker {
        let seats = world.networks.map { network in
            Worker.Seat(
                network: network,
                user: Network.User(
                    nick: account(name, network), account: account(name, network),
                    person: PersonID(name)),
                rooms: network.rooms.map(\.address),
                approvals: network.rooms.map(\.address).filter { $0.hasSuffix("approvals") })
        }
        // The day begins at five in the morning.
        let start = isSupervisor ? chance.seconds(7200, 14_400) : chance.seconds(7200, 21_600)
        let length = isSupervisor ? chance.seconds(36_000, 46_800) : chance.seconds(28_800, 39_600)
        let worker = Worker(
            PersonID(name), isAgent: isAgent, isSupervisor: isSupervisor, seats: seats,
            mischief: world.plan.mischief,
            shift: start...(start + length), world.scheduler,
            world.chronicle, Words(from: &words), chance.fork())
        worker.hasCanned = world.plan.hasCanned
        worker.hasPlans = world.plan.hasPlans && isSupervisor
        return worker
    }
}
