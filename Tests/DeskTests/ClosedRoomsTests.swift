import Casework
import Testing

@testable import Desk

@Suite struct ClosedRoomsTests {
    private func wait(_ rooms: inout ClosedRooms, _ network: NetworkName, _ seconds: Int64)
        -> Lapse?
    {
        rooms.wait(for: "#care", on: network, at: .seconds(seconds))
    }

    private func refused(
        _ rooms: inout ClosedRooms, _ seconds: Int64, _ post: DeliveryID = "p"
    ) -> ClosedRooms.Verdict {
        rooms.refused(post, by: "#care", on: "office", at: .seconds(seconds))
    }

    private func isNews(_ rooms: inout ClosedRooms, _ seconds: Int64) -> Bool {
        if case .closed(true, _) = refused(&rooms, seconds) { true } else { false }
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
        rooms.took("q", in: "#care", on: "home")
        #expect(wait(&rooms, "office", 61) != nil)
        rooms.took("p", in: "#care", on: "office")
        #expect(wait(&rooms, "office", 61) == nil)
        #expect(isNews(&rooms, 62))
    }

    @Test func `a network that went away is forgotten, and only it`() {
        var rooms = ClosedRooms()
        _ = rooms.refused("p", by: "#care", on: "office", at: .zero)
        _ = rooms.refused("p", by: "#care", on: "home", at: .zero)
        rooms.forget("office")
        #expect(wait(&rooms, "office", 0) == nil)
        #expect(wait(&rooms, "home", 0) != nil)
    }

    @Test func `a refused post waits longer than its room stays closed, and longer each time`() {
        var rooms = ClosedRooms()
        var at: Int64 = 0
        for minutes in [1, 2, 3, 4, 5, 5] as [Int64] {
            let again = Lapse.minutes(minutes) + ClosedRooms.probePause
            #expect(refused(&rooms, at) == .closed(isNews: at == 0, again: again))
            at += again.milliseconds / 1000
        }
    }

    @Test func `a post that is refused again after another one was taken does not close its room`()
    {
        var rooms = ClosedRooms()
        let first = ClosedRooms.Verdict.closed(
            isNews: true, again: .minutes(1) + ClosedRooms.probePause)
        #expect(refused(&rooms, 0) == first)
        rooms.took("other", in: "#care", on: "office")
        #expect(refused(&rooms, 70) == .textAlone)
        #expect(wait(&rooms, "office", 70) == nil)
        // Its like is judged anew, and so is what a room refuses that has closed meanwhile.
        #expect(refused(&rooms, 71, "second") == first)
        rooms.took("other", in: "#care", on: "office")
        #expect(refused(&rooms, 72, "third") == first)
        #expect(refused(&rooms, 73, "second") != .textAlone)
    }

    @Test func `since when a room puts everything off is known until it takes something`() {
        var rooms = ClosedRooms()
        #expect(rooms.putOff(by: "#care", on: "office", at: .seconds(1)) == .seconds(1))
        #expect(rooms.putOff(by: "#care", on: "office", at: .seconds(9)) == .seconds(1))
        rooms.took("p", in: "#care", on: "office")
        #expect(rooms.putOff(by: "#care", on: "office", at: .seconds(10)) == .seconds(10))
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
