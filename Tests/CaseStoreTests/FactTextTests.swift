import Casework
import Rehearsal
import Testing

@testable import CaseStore

struct FactTextTests {
    @Test(arguments: [
        (Fact.woken, "case.woken", "{}"),
        (.claimed(holder: "dana"), "case.claimed", #"{"holder":"dana"}"#),
        (.noted(text: "\"}\u{0}é/"), "case.noted", #"{"text":"\"}\u0000é/"}"#),
        (.snoozed(until: .halfPastTen), "case.snoozed", #"{"until":1795257000000}"#),
        (.deskHeld(queue: nil, reason: "x"), "desk.held", #"{"reason":"x"}"#),
    ])
    func `a fact is its type and its data, and comes back`(
        fact: Fact, type: String, data: String
    ) throws {
        let text = try FactText(fact)
        #expect(text.type == type)
        #expect(String(decoding: text.data, as: UTF8.self) == data)
        #expect(try FactText.fact(type: type, data: data, sequence: 1) == fact)
    }

    @Test
    func `what cannot be read back names its event`() {
        #expect(throws: StoreFailure.damaged("event 7 (case.claimed) cannot be read back")) {
            try FactText.fact(type: "case.claimed", data: "{}", sequence: 7)
        }
    }
}
