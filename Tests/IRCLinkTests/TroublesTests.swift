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

    @Test func `a flood of matters does not grow it`() {
        var troubles = Troubles()
        for number in 0..<(3 * Troubles.mattersMax) {
            _ = troubles.isNews(.other("\(number)"), "words")
        }
        #expect(troubles.count <= Troubles.mattersMax)
    }
}
