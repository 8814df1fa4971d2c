import Casework
import Testing

@testable import Desk

@Suite struct ClosedRoomsTests {
    private func wait(_ rooms: inout ClosedRooms, _ network: NetworkName, _ seconds: Int64)
        -> Lapse?
    {
        rooms.wait(for: "#care", on: network, at: .seconds(seconds))
    }

    private func isNews(_ rooms: inout ClosedRooms, _ seconds: Int64) -> Bool {
        rooms.refused("#care", on: "office", at: .seconds(seconds))
    }

    @Test func `a room that refuses is news once, and one post each minute tries it`() {
        var rooms = ClosedRooms()
        #expect(wait(&rooms, "office", 0) == nil)
        #expect(isNews(&rooms, 0))
        #expect(!isNews(&rooms, 1))
        #expect(wait(&rooms, "office", 21) == .seconds(40))
        #expect(wait(&rooms, "home", 21) == nil)
        #expect(wait(&rooms, "office", 61) == nil)
        // The next waits for what becomes of that one.
        #expect(wait(&rooms, "office", 61) == ClosedRooms.probePause)
        rooms.took("#care", on: "office")
        #expect(wait(&rooms, "office", 61) == nil)
        #expect(isNews(&rooms, 62))
    }

    @Test func `a network that went away is forgotten, and only it`() {
        var rooms = ClosedRooms()
        _ = rooms.refused("#care", on: "office", at: .zero)
        _ = rooms.refused("#care", on: "home", at: .zero)
        rooms.forget("office")
        #expect(wait(&rooms, "office", 0) == nil)
        #expect(wait(&rooms, "home", 0) != nil)
    }

    @Test(arguments: [
        ("404 Cannot send to channel", true), ("477 You need a registered nick", true),
        ("412 No text to send", false), ("417 Input line was too long", false),
        ("no valid name for a room or a person", false), ("FAIL Not now", true),
    ])
    func `what somebody can mend is worth another try`(reason: String, isMendable: Bool) {
        #expect(ClosedRooms.isMendable(reason) == isMendable)
    }
}
