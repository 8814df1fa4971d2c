import Casework
import Chat
import Synchronization

/// Who is this account, where is that person, what is this room?
///
/// Identity is an authenticated account and nothing else: nicks and display names only say where
/// to speak to.
final class Directory: Sendable {
    private let entries: Mutex<DirectoryEntries>
    let networks: [NetworkName]
    /// Where a word to somebody alone takes a room of its own.
    let keepers: Set<NetworkName>
    let seen = Mutex(Seen())
    let uptime: @Sendable () -> Lapse

    private var current: DirectoryEntries { entries.withLock { $0 } }
    var staff: [StaffMember] { current.staff }
    var rooms: [RoomPlace] { current.rooms }

    func withLeaves<Value>(_ body: (inout [PersonID: Leave]) -> Value) -> Value {
        seen.withLock { body(&$0.leaves) }
    }

    /// Whoever only changes their name or account is there again sooner.
    static let renaming = Lapse.seconds(5)
    /// Once a network is in sight, those who are there are known within this.
    static let regathering = Lapse.seconds(10)
    /// Of one person on one network; those before the latest are forgotten.
    static let absencesMax = 16

    /// Addresses remembered as nobody's on one network; beyond that they are forgotten.
    private static let strangeMax = 10_000

    struct Seen {
        /// Where a person can be spoken to, by network; the latest one last.
        var addresses: [PersonID: [NetworkName: [DirectAddress]]] = [:]
        var people: [NetworkName: [DirectAddress: PersonID]] = [:]
        /// Of whom the link said last that they are gone, or nobody of the desk.
        var strange: [NetworkName: Set<DirectAddress>] = [:]
        /// The account that is known behind an address, whoever's it is: a change of
        /// `people.yaml` may make somebody of a stranger.
        var accounts: [NetworkName: [DirectAddress: AccountName]] = [:]
        /// By the room's folded address.
        var privacy: [NetworkName: [[UInt8]: RoomPrivacy]] = [:]
        /// Who said that they are away.
        var leaves: [PersonID: Leave] = [:]
        /// Networks on which people of the desk have been seen.
        var wasPeopled: Set<NetworkName> = []
        /// When somebody was there last, and since when all of a network is in sight, by uptime.
        var lastHere: [PersonID: Lapse] = [:]
        var inSightSince: [NetworkName: Lapse] = [:]
        /// When somebody was seen to go from a network, and when they were not there, the latest
        /// last, by uptime: of what stood there meanwhile they know nothing.
        var wentAt: [PersonID: [NetworkName: Lapse]] = [:]
        var absences: [PersonID: [NetworkName: [Range<Lapse>]]] = [:]
        /// When the network went out of sight with somebody on it.
        var lostAt: [PersonID: [NetworkName: Lapse]] = [:]

        mutating func add(
            _ address: DirectAddress, of person: PersonID, on network: NetworkName, at: Lapse
        ) {
            isBack(person, on: network, at: at)
            people[network]?[address] = nil
            addresses[person]?[network]?.removeAll { $0 == address }
            people[network, default: [:]][address] = person
            wasPeopled.insert(network)
            addresses[person, default: [:]][network, default: []].append(address)
        }

        /// Whoever went with the network and was there as soon as that was in sight again has missed
        /// nothing, since nothing was said; whoever came later may have.
        private mutating func isBack(_ person: PersonID, on network: NetworkName, at: Lapse) {
            var went = wentAt[person]?.removeValue(forKey: network)
            let lost = lostAt[person]?.removeValue(forKey: network)
            if let lost, let sight = inSightSince[network], at >= sight + Directory.regathering {
                went = went ?? lost
            }
            guard let went, at >= went + Directory.renaming else { return }
            var known = absences[person]?[network] ?? []
            known.append(went..<at)
            absences[person, default: [:]][network] = known.suffix(Directory.absencesMax)
        }

        /// Whoever is there under another name too is still there.
        mutating func remove(
            _ address: DirectAddress, of person: PersonID, on network: NetworkName, at: Lapse
        ) {
            lastHere[person] = at
            people[network]?[address] = nil
            addresses[person]?[network]?.removeAll { $0 == address }
            guard addresses[person]?[network]?.isEmpty ?? false else { return }
            addresses[person]?[network] = nil
            wentAt[person, default: [:]][network] = at
        }
    }

    init(
        staff: [StaffMember], rooms: [RoomPlace], answersInRoom: Set<NetworkName> = [],
        networks: [NetworkName] = [], keepers: Set<NetworkName> = [],
        uptime: @escaping @Sendable () -> Lapse = { .zero }
    ) {
        self.networks = networks
        self.keepers = keepers
        self.uptime = uptime
        entries = Mutex(
            DirectoryEntries(staff: staff, rooms: rooms, answersInRoom: answersInRoom))
    }

    /// Whether what only the asker needs to hear is said to them alone. A stranger is never
    /// answered in a room where it can be helped; no room is made for one.
    func answersAlone(_ origin: Origin) -> Bool {
        guard origin.room != nil else { return true }
        guard origin.person != nil else { return !keepers.contains(origin.network) }
        return !current.answersInRoom.contains(origin.network)
    }

    var people: [Person] { staff.map(\.person) }

    /// How somebody is paged besides the chat.
    func ways(of person: PersonID) -> PageWays {
        staff.first { $0.person.id == person }?.page ?? PageWays()
    }

    func pageChannels(of person: PersonID) -> [PageChannel] {
        let ways = ways(of: person)
        return (ways.email == nil ? [] : [.email]) + (ways.webhook ? [.webhook] : [])
    }

    func person(_ account: AccountName?, on network: NetworkName) -> Person? {
        current.person(account, on: network)
    }

    func room(_ address: RoomAddress, on network: NetworkName) -> RoomPlace? {
        let wanted = Directory.folded(address.rawValue)
        return rooms.first {
            $0.network == network && Directory.folded($0.address.rawValue) == wanted
        }
    }

    func places(of room: RoomName) -> [RoomPlace] { rooms.filter { $0.name == room } }

    /// Only ASCII letters are folded: what a network folds beyond that stays distinct, which can
    /// only ever deny. Bytes, because Swift's strings are equal under canonical equivalence and
    /// accounts that look alike are not.
    static func folded(_ name: String) -> [UInt8] {
        name.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }
}

extension Directory {
    func note(_ presence: Presence, on network: NetworkName) {
        let person = person(presence.account, on: network)?.id
        seen.withLock { seen in
            if let before = seen.people[network]?[presence.from], before != person {
                seen.remove(presence.from, of: before, on: network, at: uptime())
            }
            if person == nil || !presence.isHere {
                if seen.strange[network]?.count ?? 0 >= Self.strangeMax {
                    seen.strange[network] = nil
                    seen.accounts[network] = nil
                }
                seen.strange[network, default: []].insert(presence.from)
            } else {
                seen.strange[network]?.remove(presence.from)
            }
            seen.accounts[network, default: [:]][presence.from] =
                presence.isHere ? presence.account : nil
            guard let person else { return }
            if presence.isHere {
                seen.add(presence.from, of: person, on: network, at: uptime())
            } else {
                seen.remove(presence.from, of: person, on: network, at: uptime())
            }
        }
    }

    /// Somebody spoke in a room. The link's own word counts for more: what was said is heard after
    /// what the link told of its speaker later, who may have left the name to somebody else.
    func noteSpeaker(
        _ address: DirectAddress, _ person: PersonID, as account: AccountName? = nil,
        on network: NetworkName
    ) {
        seen.withLock { seen in
            guard !(seen.strange[network]?.contains(address) ?? false) else { return }
            let known = seen.people[network]?[address]
            guard known == nil || known == person else { return }
            if let account { seen.accounts[network, default: [:]][address] = account }
            seen.add(address, of: person, on: network, at: uptime())
        }
    }

    /// The network is out of sight, and so is everybody on it; who can read along in its rooms is
    /// not known either.
    func forget(_ network: NetworkName) {
        seen.withLock { seen in
            seen.people[network] = nil
            seen.strange[network] = nil
            seen.accounts[network] = nil
            seen.privacy[network] = nil
            seen.inSightSince[network] = nil
            for person in seen.addresses.keys where seen.addresses[person]?[network] != nil {
                seen.addresses[person]?[network] = nil
                seen.lastHere[person] = uptime()
                seen.lostAt[person, default: [:]][network] = uptime()
            }
        }
    }

    /// When somebody was not there, by uptime, where a chat shows nobody what was said meanwhile; as
    /// far as that was seen.
    func absences(of person: PersonID, on network: NetworkName) -> [Range<Lapse>] {
        guard !keepers.contains(network) else { return [] }
        let now = uptime()
        return seen.withLock { seen in
            let ended = seen.absences[person]?[network] ?? []
            guard let went = seen.wentAt[person]?[network], now >= went + Directory.renaming
            else { return ended }
            return ended + [went..<now]
        }
    }

    func addresses(of person: PersonID) -> [(NetworkName, DirectAddress)] {
        let addresses = seen.withLock { $0.addresses[person] ?? [:] }
        return addresses.sorted { $0.key < $1.key }.compactMap { network, addresses in
            addresses.last.map { (network, $0) }
        }
    }

    /// Whether those of the desk who were there are all gone, or not back since the network was lost:
    /// a server that went down took them along, or split from ours.
    func isDeserted(_ network: NetworkName) -> Bool {
        seen.withLock {
            $0.wasPeopled.contains(network) && $0.people[network]?.isEmpty ?? true
        }
    }

    /// Whether somebody's word on that network is known by how the server shows them.
    func knowsByMask(on network: NetworkName) -> Bool {
        current.networksOfMasks.contains(network)
    }

    func isHere(_ person: PersonID) -> Bool {
        seen.withLock { !($0.addresses[person] ?? [:]).isEmpty }
    }

    var supervisors: [PersonID] {
        staff.filter { $0.person.may(.supervisor, in: nil) }.map(\.person.id)
    }

    var admins: [PersonID] { staff.admins }

    /// Other people and rooms from here on. Whoever is no longer of the desk is nobody at once, and
    /// who is of it now and was seen already is here.
    func adopt(
        staff: [StaffMember], rooms: [RoomPlace], answersInRoom: Set<NetworkName>
    ) {
        let next = DirectoryEntries(staff: staff, rooms: rooms, answersInRoom: answersInRoom)
        entries.withLock { $0 = next }
        seen.withLock { seen in
            for (network, people) in seen.people {
                for (address, person) in people
                where next.person(seen.accounts[network]?[address], on: network)?.id != person {
                    seen.remove(address, of: person, on: network, at: uptime())
                    seen.strange[network, default: []].insert(address)
                }
            }
            for (network, accounts) in seen.accounts {
                for (address, account) in accounts.sorted(by: { $0.key < $1.key }) {
                    guard seen.people[network]?[address] == nil,
                        let person = next.person(account, on: network)
                    else { continue }
                    seen.strange[network]?.remove(address)
                    seen.add(address, of: person.id, on: network, at: uptime())
                }
            }
        }
    }

    /// Who of the desk is known to be behind that address just now.
    func owner(of address: DirectAddress, on network: NetworkName) -> PersonID? {
        seen.withLock { $0.people[network]?[address] }
    }

    /// Where somebody is now who is behind that address no more; nothing if they are, or are not to
    /// be seen on that network.
    func newAddress(
        of person: PersonID, insteadOf address: DirectAddress, on network: NetworkName
    ) -> DirectAddress? {
        seen.withLock { seen in
            guard seen.people[network]?[address] != person else { return nil }
            return seen.addresses[person]?[network]?.last
        }
    }

    func note(_ privacy: RoomPrivacy, of address: RoomAddress, on network: NetworkName) {
        seen.withLock {
            $0.privacy[network, default: [:]][Directory.folded(address.rawValue)] = privacy
        }
    }

    private func privacy(of address: RoomAddress, on network: NetworkName) -> RoomPrivacy {
        seen.withLock { $0.privacy[network]?[Directory.folded(address.rawValue)] } ?? .unknown
    }

    /// Whether it is settled who can read along there: of a room that is not the desk's, or that
    /// the administrator vouches for, nobody asks.
    func knowsReaders(of address: RoomAddress, on network: NetworkName) -> Bool {
        guard let place = room(address, on: network), !place.isVouchedPrivate else { return true }
        return privacy(of: address, on: network) != .unknown
    }

    /// Who keeps customers' words from being shown there: nobody (nothing), strangers by name, or
    /// the whole world (an empty list). What is not known yet says nothing.
    func onlookers(in place: RoomPlace) -> [String]? {
        guard !place.isVouchedPrivate else { return nil }
        switch privacy(of: place.address, on: place.network) {
        case .unknown:
            return nil
        case .open:
            return []
        case .closed(let occupants, let strangers):
            let unknown =
                strangers.map(\.rawValue)
                + occupants.filter { person($0, on: place.network) == nil }.map(\.rawValue)
            return unknown.isEmpty ? nil : unknown.sorted()
        }
    }

    /// Whether customers' words may be shown there: only among people of the desk. What is not
    /// known counts as public.
    func showsCustomerText(in place: RoomPlace) -> Bool {
        if place.isVouchedPrivate { return true }
        guard
            case .closed(let occupants, let strangers) = privacy(
                of: place.address, on: place.network)
        else { return false }
        return strangers.isEmpty
            && occupants.allSatisfy { person($0, on: place.network) != nil }
    }
}
