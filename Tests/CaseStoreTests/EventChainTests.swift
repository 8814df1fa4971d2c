import Casework
import Testing

@testable import CaseStore

struct EventChainTests {
    // Calculated apart from this code, with Python's hashlib, from the description in EventChain.
    @Test
    func `the chain is what its description says`() {
        let salt = [UInt8](0..<32)
        let digest = EventChain.digest(salt: salt, data: #"{"holder":"dana"}"#.utf8)
        #expect(
            EventChain.hex(digest)
                == "51d9d35ce6af276ca0c847fad5dbb3a930d3eab28175b933c856cf1bf93cd15d")
        let hash = EventChain.hash(
            after: EventChain.beginning, sequence: 1, matter: CaseID(42),
            at: Instant(milliseconds: 1_795_257_000_000), type: "case.claimed", by: "dana",
            via: nil, digest: digest)
        #expect(
            EventChain.hex(hash)
                == "1c43ab850f00623a7cf490f1ef6ebe56112f3819b11609c48d4ffbbb7a1ca97e")
    }
}
