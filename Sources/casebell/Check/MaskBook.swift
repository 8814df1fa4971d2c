import Casework
import Chat
import IRCWire

/// Host masks of people as they are read, each compared with those before it.
struct MaskBook {
    private var masks: [NetworkName: [String]] = [:]

    enum Entry: Hashable {
        case alone
        /// Somebody can fit this earlier one as well.
        case overlaps(String)
        /// The first of a network that is not compared any more.
        case tooMany
    }

    /// Masks of one network that are compared, each with each.
    static let masksMax = 250
    /// Nobody's nick, user and host together are longer.
    private static let lengthMax = 128

    mutating func enter(_ entry: PersonEntry.Account) -> Entry {
        let mask = entry.account.rawValue
        guard mask.contains("@"), mask.unicodeScalars.count <= MaskBook.lengthMax else {
            return .alone
        }
        let earlier = masks[entry.network] ?? []
        guard earlier.count <= MaskBook.masksMax else { return .alone }
        masks[entry.network] = earlier + [mask]
        guard earlier.count < MaskBook.masksMax else { return .tooMany }
        let twin = earlier.first { other in
            other.lowercased() != mask.lowercased()
                && IRCMask(other).overlaps(IRCMask(mask), under: .rfc1459)
        }
        return twin.map(Entry.overlaps) ?? .alone
    }
}
