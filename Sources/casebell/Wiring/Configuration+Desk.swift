import Casework
import Chat
import Connectors
import Desk

extension Configuration {
    /// The desk with its links and connectors.
    func deskSetup(
        links: [any ChatLink], connectors: [any Connector], relays: [any EventRelay],
        clock: any DeskClock
    ) -> DeskSetup {
        let wall = WallClock(timezone: connection.timezone)
        var setup = DeskSetup(
            settings: settingsWithQueue, staff: people.map { $0.staffMember(connection.paging) },
            rooms: desk.rooms.map {
                RoomPlace(
                    name: $0.name, network: $0.network, address: $0.address,
                    isVouchedPrivate: $0.isPrivate)
            }, sigil: desk.sigil, isPlain: desk.style == .plain, links: links,
            connectors: connectors, relays: relays, clock: clock,
            localTime: { wall.localTime($0) },
            nextTime: { wall.next(hour: $0, minute: $1, after: $2) })
        setup.answersInRoom = Set(
            connection.networks.filter { network in
                if case .irc(let irc) = network.kind { irc.answers == .room } else { false }
            }.map(\.name))
        return setup
    }

    /// The desk that only takes mentions in: what it decides is what the one with links would, by
    /// the same hours, with the same people on call and for the same kinds of networks.
    func intakeSetup(clock: any DeskClock) -> DeskSetup {
        var setup = deskSetup(links: [], connectors: [], relays: [], clock: clock)
        setup.isIntakeOnly = true
        setup.rota = RotaBook(duty)
        // What rings is a message there that people answer and put signs on.
        setup.keepers = Set(
            connection.networks.filter { network in
                if case .matrix = network.kind { true } else { false }
            }.map(\.name))
        return setup
    }

    /// Mentions are taken even where no queue is configured: they wait in one without rooms.
    private var settingsWithQueue: DeskSettings {
        var settings = deskSettings
        if settings.queues.isEmpty { settings.queues = [Queue(name: "inbox")] }
        return settings
    }
}

extension PersonEntry {
    /// - Parameter paging: what carries pages out of the chat: nobody is paged by another way.
    fileprivate func staffMember(_ paging: PagingSection?) -> StaffMember {
        var member = StaffMember(
            person: person,
            accounts: Dictionary(grouping: accounts, by: \.network).mapValues {
                $0.map(\.account)
            })
        member.page = PageWays(
            email: paging?.smtp == nil ? nil : page.email,
            webhook: page.webhook && paging?.webhook != nil)
        return member
    }
}
