import Chat
import Curl
import Rehearsal
import Testing

@testable import MatrixLink

/// What is larger than is taken.
@Suite(.timeLimit(.minutes(1))) struct MatrixLinkLimitsTests {
    @Test func `an answer that is too large is asked for in smaller portions`() async throws {
        let bench = LinkBench()
        bench.server.answers { request in
            let isSmall = request.url.contains("%22limit%22%3A10%7D")
            guard request.url.contains("/sync"), request.url.contains("since="), !isSmall else {
                return nil
            }
            throw CurlFailure.tooLarge(status: 200)
        }
        try await run(bench.link(), bench.ears) {
            try await bench.ears.up()
            bench.server.say("one", by: LinkBench.dana, in: LinkBench.care)
            _ = try await bench.ears.saying("one")
        }
        #expect(
            bench.ears.troubles == [
                "What the homeserver tells at once is too much (more than 32 MiB): it is asked "
                    + "for less at a time."
            ])
    }
}
