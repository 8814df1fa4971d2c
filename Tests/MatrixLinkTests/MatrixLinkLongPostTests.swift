import Casework
import Chat
import Curl
import Notation
import Rehearsal
import Testing

@testable import MatrixLink

/// What must be shown whole and is longer than a message can be.
@Suite(.timeLimit(.minutes(1))) struct MatrixLinkLongPostTests {
    /// Of four lines that two messages can hold.
    private static func draft(isWhole: Bool = true) -> Post {
        var post = LinkBench.post(
            "d1", "#42 k7f2 by dana", lane: .urgent,
            shape: Post.Shape(rings: true, signs: ["✅"]))
        for number in 1...4 {
            let words = String(repeating: "\"", count: 3000) + "\(number)"
            post.lines.append(Line([.text("#42 │ draft: "), .quoted(words)]))
        }
        post.isWhole = isWhole
        return post
    }

    private static func messages(_ bench: LinkBench) -> [StageHomeserver.Sent] {
        bench.server.sent.entries.filter { $0.type == "m.room.message" }
    }

    @Test func `it is said in several messages, and the last of them is the one that counts`()
        async throws
    {
        let bench = LinkBench()
        let link = bench.link()
        try await run(link, bench.ears) {
            try await bench.ears.up()
            link.post([Self.draft()])
            let outcome = try await bench.ears.receipt("d1")
            let last = try #require(Self.messages(bench).last)
            #expect(outcome == .sent(reference: last.id))
            let sign = try await bench.server.sent.first("the sign") {
                $0.type == "m.reaction" ? $0 : nil
            }
            #expect(sign.content["m.relates_to"]?["event_id"]?.string == last.id)
        }
        let said = Self.messages(bench)
        #expect(said.map { $0.content["msgtype"]?.string } == ["m.notice", "m.text"])
        #expect(!said.contains { $0.body.contains(PostBodies.cutWords) })
        for number in 1...4 {
            #expect(said.filter { $0.body.contains("\"\"\(number)") }.count == 1)
        }
        #expect(bench.ears.receipts.map(\.id) == ["d1"])
    }

    @Test func `where the first is refused nothing of it counts as shown`() async throws {
        let bench = LinkBench()
        bench.server.answers { request in
            request.method == "PUT" ? StageHomeserver.refusal(413, "M_TOO_LARGE") : nil
        }
        let link = bench.link()
        try await run(link, bench.ears) {
            try await bench.ears.up()
            link.post([Self.draft()])
            #expect(try await bench.ears.receipt("d1") == .refused(reason: "M_TOO_LARGE no"))
        }
        #expect(Self.messages(bench).isEmpty)
        #expect(bench.server.asked.entries.filter { $0.method == "PUT" }.count == 1)
    }

    @Test func `what need not be whole is cut with a word of it`() async throws {
        let bench = LinkBench()
        let link = bench.link()
        try await run(link, bench.ears) {
            try await bench.ears.up()
            link.post([Self.draft(isWhole: false)])
            _ = try await bench.ears.receipt("d1")
        }
        #expect(Self.messages(bench).count == 1)
        #expect(Self.messages(bench).first?.body.hasSuffix(PostBodies.cutWords) == true)
    }
}
