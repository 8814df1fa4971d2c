import Casework
import Chat
import Synchronization

/// Who is certainly not there. A connection that was lost is nobody's leaving, and what is not in
/// sight says nothing: whoever cannot be told to be away counts as there.
extension Directory {
    /// Nobody is away who was seen within this time, or whose network is in sight for less.
    static let goneAfter = Lapse.minutes(15)

    /// The bot is in these rooms of a network. Only where it is in all that are configured there
    /// it sees everybody who is. Told in the order of the loop, so that no news of before a
    /// connection was lost counts after it.
    func listens(to rooms: [RoomAddress], on network: NetworkName) {
        let joined = rooms.compactMap { room($0, on: network)?.address }
        let own = self.rooms.filter { $0.network == network }.map(\.address)
        let isWhole = !own.isEmpty && own.allSatisfy(joined.contains)
        let now = uptime()
        seen.withLock { seen in
            seen.inSightSince[network] = isWhole ? seen.inSightSince[network] ?? now : nil
        }
    }

    func listensNoMore(on network: NetworkName) {
        seen.withLock { $0.inSightSince[network] = nil }
    }

    /// Whoever says something, be it to the bot alone, is there, whatever can be seen.
    func noteSign(of person: PersonID) {
        let now = uptime()
        seen.withLock { $0.lastHere[person] = now }
    }

    /// When somebody was there last who is not, or was not until just now, by uptime.
    func lastSeen(_ person: PersonID) -> Lapse? { seen.withLock { $0.lastHere[person] } }

    /// Everybody who is there or may be, in the order of `people.yaml`.
    func maybeHere() -> [PersonID] {
        let now = uptime()
        let staff = staff
        return seen.withLock { seen in
            staff.filter { member in
                guard let since = seen.goneSince(member, on: networks) else { return true }
                return now < since + Self.goneAfter
            }.map(\.person.id)
        }
    }

    /// Since when somebody is certainly not there, by uptime; nothing: they are, or may be, or never
    /// could be.
    func goneSince(_ member: StaffMember) -> Lapse? {
        guard networks.contains(where: { member.accounts[$0] != nil }) else { return nil }
        return seen.withLock { $0.goneSince(member, on: networks) }
    }
}

extension Directory.Seen {
    /// Who is to be seen nowhere although all of every network is in sight that they might be on,
    /// has been gone since that was so, or since they were there last. Whoever has no account on
    /// any of them never was there.
    fileprivate func goneSince(_ member: StaffMember, on networks: [NetworkName]) -> Lapse? {
        let person = member.person.id
        guard (addresses[person] ?? [:]).isEmpty else { return nil }
        var since = lastHere[person] ?? Lapse(milliseconds: .min / 4)
        for network in networks where member.accounts[network] != nil {
            guard let inSight = inSightSince[network] else { return nil }
            since = max(since, inSight)
        }
        return since
    }
}
