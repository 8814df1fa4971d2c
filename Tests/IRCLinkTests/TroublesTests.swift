import Casework
import Chat
import IRCWire
import Testing

@testable import IRCLink

@Suite struct TroublesTests {
    @Test func `each matter is news once, until it changes or is over`() {
        var troubles = Troubles()
        let isNews0 = troubles.isNews(.room("#care"), "invite only")
        #expect(isNews0)
        let isNews1 = troubles.isNews(.room("#care"), "invite only")
        #expect(!isNews1)
        let isNews2 = troubles.isNews(.room("#ops"), "invite only")
        #expect(isNews2)
        let isNews3 = troubles.isNews(.room("#care"), "banned")
        #expect(isNews3)
        troubles.isOver(.room("#care"))
        let isNews4 = troubles.isNews(.room("#care"), "banned")
        #expect(isNews4)
    }

    @Test func `the same ban in other words is no news, a kill is`() {
        let link = IRCLink(
            IRCLinkConfiguration(
                network: "office", host: "irc.example", port: 6667,
                session: IRCSessionConfiguration(nick: "casebell")),
            door: ScriptedDoor(opening: { _, _ in }, script: { _, _ in }),
            now: { Instant(seconds: 1_795_257_102) }, chance: { 0.5 })
        var state = IRCLink.State()
        link.translate([.closing(reason: "K-lined: x", .banned)], &state)
        link.translate([.closing(reason: "You're banned!", .banned)], &state)
        #expect(state.events.count == 1)
        link.translate([.closing(reason: "killed by god", .killed)], &state)
        #expect(state.events.count == 2)
    }

    @Test func `a flood of matters does not grow it`() {
        var troubles = Troubles()
        for number in 0..<(3 * Troubles.mattersMax) {
            _ = troubles.isNews(.other("\(number)"), "words")
        }
        #expect(troubles.count <= Troubles.mattersMax)
    }
}
