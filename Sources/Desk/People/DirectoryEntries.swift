import Casework
import Chat

/// The people and rooms of one configuration, ready to be looked up.
final class DirectoryEntries: Sendable {
    let staff: [StaffMember]
    let rooms: [RoomPlace]
    let answersInRoom: Set<NetworkName>
    let networksOfMasks: Set<NetworkName>
    private let byAccount: [NetworkName: [[UInt8]: Person]]

    init(staff: [StaffMember], rooms: [RoomPlace], answersInRoom: Set<NetworkName>) {
        self.staff = staff
        self.rooms = rooms
        self.answersInRoom = answersInRoom
        var byAccount: [NetworkName: [[UInt8]: Person]] = [:]
        for member in staff {
            for (network, accounts) in member.accounts {
                for account in accounts {
                    byAccount[network, default: [:]][Directory.folded(account.rawValue)] =
                        member.person
                }
            }
        }
        self.byAccount = byAccount
        // No account of an IRC network has a "!" in it.
        networksOfMasks = Set(
            byAccount.filter { $0.value.keys.contains { $0.contains(UInt8(ascii: "!")) } }.keys)
    }

    func person(_ account: AccountName?, on network: NetworkName) -> Person? {
        account.flatMap { byAccount[network]?[Directory.folded($0.rawValue)] }
    }
}
