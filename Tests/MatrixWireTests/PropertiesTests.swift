import Testing
import Yardstick

@testable import MatrixWire

/// Every input that the fuzzer found worth keeping (`scripts/fuzz`), through the properties it
/// looks at.
@Suite struct PropertiesTests {
    @Test func `the properties of what a homeserver says hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "sync")
        #expect((1...400).contains(inputs.count))
        for input in inputs {
            let violation = SyncProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }

    @Test func `the session's properties hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "homeserver")
        #expect((1...400).contains(inputs.count))
        for input in inputs {
            let violation = HomeserverProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }

    /// The properties see what they are there to see.
    @Test func `what may not be asked or told is seen`() {
        var request = MatrixRequest(
            id: .init(1), method: .put, path: "/x", body: Array(#"{"b":1,"a":2}"#.utf8),
            carriesToken: true, timeout: 1, purpose: .send)
        #expect(AskedRequests.violation(in: request) == "the body of send is in no order")
        request.body = Array("[]".utf8)
        #expect(AskedRequests.violation(in: request) == "the body of send is no JSON object")
        request.body = Array(#"{"body":"x","msgtype":"m.text"}"#.utf8)
        #expect(AskedRequests.violation(in: request) == "a message does not say whom it means")
        request.path = "/a b"
        #expect(AskedRequests.violation(in: request) == "a path of \"/a b\"")

        var told = ToldFacts()
        let redaction = MatrixRedaction(
            room: nil, sender: "@bo:example.org", target: "$1", eventID: "$2", serverTime: 0,
            isFromHistory: false)
        #expect(told.violation(in: .redacted(redaction)) == nil)
        #expect(told.violation(in: .redacted(redaction)) == "$2 is told twice")
        #expect(told.violation(in: .warned("a\nb")) != nil)
    }
}
