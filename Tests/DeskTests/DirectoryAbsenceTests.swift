import Casework
import Chat
import Rehearsal
import Synchronization
import Testing

@testable import Desk

/// Whoever cannot be told to be away counts as there.
struct DirectoryAbsenceTests {
    private let time = Time()
    private let directory: Directory

    private final class Time: Sendable {
        private let passed = Mutex(Lapse.hours(1))
        var now: Lapse { passed.withLock { $0 } }
        func pass(_ lapse: Lapse) {
            passed.withLock { $0 = Lapse(milliseconds: $0.milliseconds + lapse.milliseconds) }
        }
    }

    init() {
        let time = time
        let bo = StaffMember(
            person: Person(id: "bo", roles: []), accounts: ["elsewhere": ["bo"]])
        let none = StaffMember(person: Person(id: "max", roles: []), accounts: [:])
        directory = Directory(
            staff: [
                DeskPlan.member("dana", [.agent]), DeskPlan.member("sam", [.supervisor]), bo, none,
            ],
            rooms: [
                RoomPlace(
                    name: "care", network: "office", address: "#care", isVouchedPrivate: true),
                RoomPlace(
                    name: "approvals", network: "office", address: "#approvals",
                    isVouchedPrivate: true),
                RoomPlace(
                    name: "care", network: "matrix", address: "!care", isVouchedPrivate: true),
            ], networks: ["office", "matrix"], uptime: { time.now })
    }

    private func listen(_ rooms: [RoomAddress] = ["#care", "#approvals"]) {
        directory.listens(to: rooms, on: "office")
    }

    private func sees(_ nick: DirectAddress, isHere: Bool = true) {
        directory.note(
            Presence(from: nick, account: AccountName(nick.rawValue), isHere: isHere),
            on: "office")
    }

    @Test func `a network that is not in sight hides everybody who could be on it`() {
        #expect(directory.maybeHere() == ["dana", "sam"])
        listen()
        time.pass(.hours(1))
        #expect(directory.maybeHere() == ["dana", "sam"])
        directory.listens(to: ["!care"], on: "matrix")
        #expect(directory.maybeHere() == ["dana", "sam"])
        time.pass(.minutes(14))
        #expect(directory.maybeHere() == ["dana", "sam"])
        time.pass(.minutes(1))
        #expect(directory.maybeHere() == [])
        sees("sam")
        #expect(directory.maybeHere() == ["sam"])
    }

    @Test func `when somebody was not there is known, but for a moment or out of sight`() {
        func absences() -> [Range<Lapse>] { directory.absences(of: "sam", on: "office") }
        let start = time.now
        listen()
        sees("sam")
        sees("sam", isHere: false)
        time.pass(.seconds(4))
        sees("sam")
        #expect(absences() == [])
        sees("sam", isHere: false)
        time.pass(.seconds(6))
        sees("sam")
        #expect(absences() == [(start + .seconds(4))..<(start + .seconds(10))])
        // The network comes back with them, and then without.
        directory.forget("office")
        time.pass(.hours(1))
        listen()
        time.pass(.seconds(9))
        sees("sam")
        #expect(absences().count == 1)
        directory.forget("office")
        let lost = time.now
        time.pass(.hours(1))
        listen()
        time.pass(.minutes(5))
        sees("sam")
        #expect(absences().last == lost..<time.now)
    }

    @Test func `a room without the bot hides everybody, too`() {
        directory.listens(to: ["!care"], on: "matrix")
        listen()
        time.pass(.minutes(15))
        #expect(directory.maybeHere() == [])
        listen(["#CARE"])
        #expect(directory.maybeHere() == ["dana", "sam"])
        time.pass(.hours(1))
        #expect(directory.maybeHere() == ["dana", "sam"])
        listen(["#CARE", "#approvals"])
        time.pass(.minutes(14))
        // Said again, it is no news.
        listen()
        time.pass(.minutes(1))
        #expect(directory.maybeHere() == [])
    }

    @Test func `whoever is gone is so since they left, or since everything is in sight`() {
        let dana = directory.staff[0]
        #expect(directory.goneSince(dana) == nil)
        directory.listens(to: ["!care"], on: "matrix")
        listen()
        #expect(directory.goneSince(dana) == .hours(1))
        sees("dana")
        #expect(directory.goneSince(dana) == nil)
        time.pass(.minutes(20))
        sees("dana", isHere: false)
        #expect(directory.goneSince(dana) == .minutes(80))
        time.pass(.minutes(5))
        directory.listens(to: ["#care"], on: "office")
        #expect(directory.goneSince(dana) == nil)
        listen()
        #expect(directory.goneSince(dana) == .minutes(85))
        // Nobody could ever see those who have no account.
        #expect(directory.staff.filter { $0.accounts.isEmpty }.map(directory.goneSince) == [nil])
    }

    @Test func `whoever speaks to the bot alone is there, and nothing is seen after a connection`()
    {
        directory.listens(to: ["!care"], on: "matrix")
        listen()
        time.pass(.minutes(20))
        directory.noteSign(of: "sam")
        #expect(directory.maybeHere() == ["sam"])
        time.pass(.minutes(15))
        #expect(directory.maybeHere() == [])
        directory.listensNoMore(on: "matrix")
        #expect(directory.maybeHere() == ["dana", "sam"])
        // Where the bot has no room it sees nobody.
        directory.listens(to: ["#nowhere"], on: "elsewhere")
        time.pass(.hours(1))
        #expect(directory.maybeHere() == ["dana", "sam"])
    }

    @Test func `who left, or was on a network that was lost, is away after a while`() {
        directory.listens(to: ["!care"], on: "matrix")
        listen()
        sees("sam")
        time.pass(.minutes(20))
        sees("sam", isHere: false)
        time.pass(.minutes(14))
        #expect(directory.maybeHere() == ["sam"])
        time.pass(.minutes(1))
        #expect(directory.maybeHere() == [])
        sees("sam")
        directory.forget("office")
        listen()
        time.pass(.minutes(14))
        #expect(directory.maybeHere() == ["dana", "sam"])
        time.pass(.minutes(1))
        #expect(directory.maybeHere() == [])
    }
}
