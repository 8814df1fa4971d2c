import Casework
import Chat
import Testing

@testable import Desk

struct DirectoryTests {
    private let directory = Directory(staff: [DeskPlan.member("dana", [.agent])], rooms: [])

    private func sees(_ nick: DirectAddress, _ account: AccountName?, isHere: Bool = true) {
        directory.note(Presence(from: nick, account: account, isHere: isHere), on: "office")
    }

    @Test func `whoever is there under two names is still there when one of them goes`() {
        sees("dana", "dana")
        sees("dana_phone", "dana")
        #expect(directory.addresses(of: "dana").map(\.1) == ["dana_phone"])
        sees("dana_phone", "dana", isHere: false)
        #expect(directory.addresses(of: "dana").map(\.1) == ["dana"])
        #expect(directory.isHere("dana"))
        sees("dana", nil)
        #expect(!directory.isHere("dana"))
        #expect(directory.owner(of: "dana", on: "office") == nil)
    }

    @Test func `seen again, the same name is one`() {
        sees("dana", "dana")
        sees("dana", "dana")
        sees("dana", "dana", isHere: false)
        #expect(!directory.isHere("dana"))
    }

    @Test func `an account that only looks like another is nobody's`() {
        let member = StaffMember(
            person: Person(id: "rene", roles: []), accounts: ["office": ["ren\u{E9}"]])
        let directory = Directory(staff: [member], rooms: [])
        #expect(directory.person("REN\u{E9}", on: "office")?.id == "rene")
        #expect(directory.person("rene\u{301}", on: "office") == nil)
    }
}
