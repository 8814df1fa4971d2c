import Casework
import Chat
import Curl
import Notation
import Rehearsal
import Testing

@testable import MatrixLink

/// Receipts that the rooms tell before the requests are answered.
@Suite(.timeLimit(.minutes(1))) struct MatrixLinkReceiptTests {
    @Test func `a message has its receipt before anybody's sign on it`() async throws {
        let bench = LinkBench()
        let gate = AsyncStream<Void>.makeStream()
        let server = bench.server
        server.answers { request in
            guard request.method == "PUT", request.url.hasSuffix("/card") else { return nil }
            let card = server.happens(
                "m.room.message", ["msgtype": .string("m.text"), "body": .string("a card")],
                by: StageHomeserver.bot, in: LinkBench.care, under: "card")
            server.happens(
                "m.reaction",
                [
                    "m.relates_to": StageHomeserver.object([
                        "rel_type": .string("m.annotation"), "event_id": .string(card),
                        "key": .string("👀"),
                    ])
                ], by: LinkBench.dana, in: LinkBench.care)
            for await _ in gate.stream { break }
            return StageHomeserver.ok(#"{"event_id":"\#(card)"}"#)
        }
        let link = bench.link()
        try await run(link, bench.ears) {
            try await bench.ears.up()
            link.post([LinkBench.post("card", "a card")])
            let target = try await bench.ears.log.first("the sign") { event in
                if case .reacted(let reaction) = event { reaction.gesture.target } else { nil }
            }
            #expect(bench.ears.receipts.map(\.outcome) == [.sent(reference: target)])
            gate.continuation.yield()
            link.post([LinkBench.post("next", "and on")])
            _ = try await bench.ears.receipt("next")
        }
        let story = bench.ears.log.entries.compactMap { event -> String? in
            switch event {
            case .receipt(let receipt): receipt.id.rawValue
            case .reacted: "sign"
            default: nil
            }
        }
        #expect(story == ["card", "sign", "next"])
    }
}
