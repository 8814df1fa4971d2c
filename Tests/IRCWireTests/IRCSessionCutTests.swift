import Testing

@testable import IRCWire

/// How the input was cut into pieces changes nothing, in whole conversations.
@Suite struct IRCSessionCutTests {
    @Test(arguments: Conversation.all)
    func `every cut of a conversation ends the same`(conversation: Conversation) {
        let whole = conversation.played()
        #expect(whole.facts.count >= 4, "\(whole.facts)")
        #expect(whole.written.count >= 5, "\(whole.written)")
        var different: [Int] = []
        conversation.playedWithEveryCut { if $1 != whole { different.append($0) } }
        #expect(different.isEmpty)
    }

    @Test(arguments: Conversation.all)
    func `any number of cuts ends the same`(conversation: Conversation) {
        let whole = conversation.played()
        #expect(conversation.played(isByteByByte: true) == whole)
        var state: UInt64 = 0x9E37_79B9
        for _ in 0..<60 {
            var cuts: Set<Int> = []
            for _ in 0..<(2 + Int(state % 9)) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                cuts.insert(Int(state >> 33) % whole.bytes)
            }
            #expect(conversation.played(cutAt: cuts) == whole, "cuts at \(cuts.sorted())")
        }
    }

    @Test func `a conversation with everything reads as one`() {
        let whole = Conversation.inspIRCd.played()
        let sayings = whole.facts.compactMap { fact in
            if case .said(let saying) = fact { saying } else { nil }
        }
        #expect(sayings.map(\.account) == ["dana", nil, "bo"])
        #expect(sayings.first?.text == "claim 42 ü 日本 👩‍👧")
        let receipts = whole.facts.compactMap { fact in
            if case .receipt(let receipt) = fact { receipt.outcome } else { nil }
        }
        #expect(receipts.first == .sent(reference: "m9"))
        #expect(receipts.count == 2)
    }
}
