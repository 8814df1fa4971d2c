package import Casework
package import Chat

/// A person of the desk and the accounts that are theirs: one human, one pair of eyes, however
/// many networks.
package struct StaffMember: Sendable, Hashable {
    package var person: Person
    /// Several accounts on one network are one person's.
    package var accounts: [NetworkName: [AccountName]]
    /// Where pages go besides the chat.
    package var page = PageWays()
    package init(person: Person, accounts: [NetworkName: [AccountName]]) {
        self.person = person
        self.accounts = accounts
    }
}

extension [StaffMember] {
    /// Those who are told what goes wrong with the desk itself.
    var admins: [PersonID] { filter { $0.person.may(.admin, in: nil) }.map(\.person.id) }
}

/// How somebody is paged besides the chat: `page` of `people.yaml`.
package struct PageWays: Sendable, Hashable {
    /// An e-mail address.
    package var email: String?
    /// The desk's pager webhook carries their pages, too.
    package var webhook: Bool
    package init(email: String? = nil, webhook: Bool = false) {
        self.email = email
        self.webhook = webhook
    }
}

/// A room of the desk and where it is.
package struct RoomPlace: Sendable, Hashable {
    package var name: RoomName
    package var network: NetworkName
    package var address: RoomAddress
    /// The administrator vouches that only people of the desk can read it.
    package var isVouchedPrivate: Bool
    package init(
        name: RoomName, network: NetworkName, address: RoomAddress, isVouchedPrivate: Bool
    ) {
        self.name = name
        self.network = network
        self.address = address
        self.isVouchedPrivate = isVouchedPrivate
    }
}
