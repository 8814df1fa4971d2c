import Casework
import Testing
import Yardstick

@testable import Connectors

/// The properties of signed posts, for the inputs that the fuzzer found worth keeping
/// (`scripts/fuzz`).
@Suite struct PropertiesTests {
    @Test func `the signature's properties hold for the corpus`() throws {
        let inputs = try Corpus.inputs(of: "signature")
        #expect((1...400).contains(inputs.count))
        for input in inputs {
            let violation = SignatureProperties.violation(in: input.bytes)
            #expect(violation == nil, "\(input.name): \(violation ?? "")")
        }
    }

    /// The vector of Standard Webhooks, as an input of each kind.
    @Test func `they hold for a post that is believed, and it is`() {
        let fields = [
            WebhookSignatureTests.id, "1614265330", WebhookSignatureTests.signature,
            WebhookSignatureTests.secret,
        ]
        let post =
            fields.flatMap { Array($0.utf8) + [0] } + WebhookSignatureTests.body
        #expect(SignedPost(post[...]).verified() == WebhookSignatureTests.id)
        for choice in UInt8.min...UInt8.max {
            #expect(SignatureProperties.violation(in: [choice] + post) == nil, "\(choice)")
        }
    }

    @Test(
        arguments: [
            { $0.body.append(0x20) }, { $0.id += "x" }, { $0.timestamp = "1614265331" },
            { $0.signatures = "v1,AAAA" }, { $0.signatures = "" },
        ] as [@Sendable (inout SignedPost) -> Void])
    func `a post that was changed is not`(change: @Sendable (inout SignedPost) -> Void) {
        var post = SignedPost([])
        post.id = WebhookSignatureTests.id
        post.timestamp = "1614265330"
        post.signatures = WebhookSignatureTests.signature
        post.body = WebhookSignatureTests.body
        #expect(post.verified() == post.id)
        change(&post)
        #expect(post.verified() == nil)
    }
}
