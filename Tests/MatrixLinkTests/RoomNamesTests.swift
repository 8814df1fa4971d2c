import Casework
import Chat
import Testing

@testable import MatrixLink

@Suite struct RoomNamesTests {
    @Test func `an alias is known by the room that it leads to, also after an upgrade`() {
        var names = RoomNames(configured: ["#care:desk.test", "!hall:desk.test"])
        #expect(names.id(of: "#care:desk.test") == nil)
        names.learn(["#care:desk.test": "!one", "!hall:desk.test": "!hall:desk.test"])
        #expect(names.address(of: "!one") == "#care:desk.test")
        #expect(names.id(of: "#care:desk.test") == "!one")
        names.moved(from: "!one", to: "!two")
        #expect(names.id(of: "#care:desk.test") == "!two")
        #expect(names.address(of: "!two") == "#care:desk.test")
        #expect(names.address(of: "!one") == "#care:desk.test", "what comes late is still of it")
    }

    @Test func `a room that is configured by its id keeps that name`() {
        var names = RoomNames(configured: ["!old"])
        names.learn(["!old": "!new"])
        #expect(names.id(of: "!old") == "!new")
        #expect(names.address(of: "!new") == "!old")
        names.learn([:])
        #expect(names.id(of: "!old") == nil, "we are not in it any more")
        #expect(names.addresses == [])
    }

    @Test func `a room that nobody configured has its id for a name`() {
        let names = RoomNames(configured: ["#care:desk.test"])
        #expect(names.address(of: "!other") == "!other")
        #expect(names.id(of: "!other") == "!other")
        #expect(!names.isConfigured("!other"))
    }
}
