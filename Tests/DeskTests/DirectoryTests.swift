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

    @Test(arguments: [(nil, false), (nil, true), ("bo", true)] as [(AccountName?, Bool)])
    func `what was said before somebody left or was another does not bring them back`(
        account: AccountName?, isHere: Bool
    ) {
        let directory = Directory(
            staff: [DeskPlan.member("dana", [.agent]), DeskPlan.member("bo", [.agent])], rooms: [])
        func sees(_ account: AccountName?, isHere: Bool = true) {
            directory.note(Presence(from: "dana", account: account, isHere: isHere), on: "office")
        }
        directory.noteSpeaker("dana", "dana", on: "office")
        #expect(directory.isHere("dana"))
        sees("dana")
        sees(account, isHere: isHere)
        directory.noteSpeaker("dana", "dana", on: "office")
        #expect(!directory.isHere("dana"))
        // Another network is another world, and the link says when they are back.
        directory.noteSpeaker("dana", "dana", on: "home")
        #expect(directory.isHere("dana"))
        sees("dana")
        #expect(directory.owner(of: "dana", on: "office") == "dana")
    }

    @Test func `a network is deserted once all are gone who were seen there`() {
        #expect(!directory.isDeserted("office"))
        directory.forget("office")
        #expect(!directory.isDeserted("office"))
        sees("dana", "dana")
        sees("guest", nil)
        #expect(!directory.isDeserted("office"))
        sees("dana", "dana", isHere: false)
        #expect(directory.isDeserted("office"))
        #expect(!directory.isDeserted("home"))
        sees("dana_", "dana")
        #expect(!directory.isDeserted("office"))
        directory.forget("office")
        #expect(directory.isDeserted("office"))
    }

    @Test func `whoever is behind another address now is found there`() {
        func next(_ address: DirectAddress) -> DirectAddress? {
            directory.newAddress(of: "dana", insteadOf: address, on: "office")
        }
        #expect(next("dana") == nil)
        sees("dana", "dana")
        sees("dana_phone", "dana")
        #expect(next("dana") == nil)
        #expect(next("dana_phone") == nil)
        sees("dana", nil)
        #expect(next("dana") == "dana_phone")
        #expect(directory.newAddress(of: "dana", insteadOf: "dana", on: "home") == nil)
    }

    @Test func `seen again, the same name is one`() {
        sees("dana", "dana")
        sees("dana", "dana")
        sees("dana", "dana", isHere: false)
        #expect(!directory.isHere("dana"))
    }

    @Test func `whoever has a nick that only looks like somebody's takes them nowhere`() {
        sees("ren\u{E9}", "dana")
        sees("rene\u{301}", nil)
        #expect(directory.isHere("dana"))
        #expect(directory.owner(of: "ren\u{E9}", on: "office") == "dana")
        #expect(directory.owner(of: "rene\u{301}", on: "office") == nil)
        sees("rene\u{301}", nil, isHere: false)
        #expect(directory.addresses(of: "dana").map(\.1.rawValue.utf8.count) == [5])
    }

    @Test func `an account that only looks like another is nobody's`() {
        let member = StaffMember(
            person: Person(id: "rene", roles: []), accounts: ["office": ["ren\u{E9}"]])
        let directory = Directory(staff: [member], rooms: [])
        #expect(directory.person("REN\u{E9}", on: "office")?.id == "rene")
        #expect(directory.person("rene\u{301}", on: "office") == nil)
    }
}
