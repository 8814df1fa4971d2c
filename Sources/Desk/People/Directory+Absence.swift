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

    /// Everybody who is there or may be, in the order of `people.yaml`.
    func maybeHere() -> [PersonID] {
        let now = uptime()
        let staff = staff
        return seen.withLock { seen in
            staff.filter { member in
                let person = member.person.id
                if !(seen.addresses[person] ?? [:]).isEmpty { return true }
                if let last = seen.lastHere[person], now < last + Self.goneAfter { return true }
                return networks.contains { network in
                    guard member.accounts[network] != nil else { return false }
                    return seen.inSightSince[network].map { now < $0 + Self.goneAfter } ?? true
                }
            }.map(\.person.id)
        }
    }
}
