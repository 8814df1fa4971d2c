import Casework
import Chat
import Curl
import MatrixWire
import Rehearsal
import Testing

@testable import MatrixLink

@Suite(.timeLimit(.minutes(1))) struct WaitingEditsTests {
    private func edit(_ id: DeliveryID, of anchor: MessageAnchor = .message("$card")) -> Post {
        LinkBench.post(id, "\(id)", shape: .init(replaces: anchor))
    }

    private func isNow(_ verdict: WaitingEdits.Verdict) -> Bool {
        if case .now = verdict { true } else { false }
    }

    private func overtaken(_ verdict: WaitingEdits.Verdict) -> DeliveryID? {
        if case .later(let post) = verdict { post?.id } else { nil }
    }

    @Test func `what waits in a room where others read along is to be worded anew`() {
        var edits = WaitingEdits()
        #expect(isNow(edits.take(edit("e1"), replacing: .message("$card"))))
        #expect(!isNow(edits.take(edit("e2"), replacing: .message("$card"))))
        #expect(edits.giveUp(in: "#ops:desk.test").isEmpty)
        #expect(edits.giveUp(in: "#care:desk.test").map(\.id) == ["e2"])
        #expect(edits.ended("e1", as: "$1") == nil)
    }

    @Test func `one goes, one waits, and what that one overtakes ends`() {
        var edits = WaitingEdits()
        #expect(isNow(edits.take(edit("e1"), replacing: .message("$card"))))
        #expect(!isNow(edits.take(edit("e2"), replacing: .message("$card"))))
        #expect(overtaken(edits.take(edit("e3"), replacing: .message("$card"))) == "e2")
        #expect(isNow(edits.take(edit("other"), replacing: .message("$other"))))
        #expect(edits.ended("e1", as: "$1")?.id == "e3")
        #expect(isNow(edits.take(edit("e3"), replacing: .message("$card"))))
        #expect(edits.ended("e3", as: nil) == nil)
        #expect(edits.giveUp().isEmpty)
    }

    @Test func `a message has one name, by its post or by its id`() {
        var edits = WaitingEdits()
        #expect(edits.ended("card", as: "$card") == nil)
        #expect(isNow(edits.take(edit("e1", of: .post("card")), replacing: .post("card"))))
        #expect(!isNow(edits.take(edit("e2"), replacing: .message("$card"))))
        #expect(edits.giveUp().map(\.id) == ["e2"])
    }

    @Test func `what is remembered of messages has an end`() {
        var edits = WaitingEdits()
        for number in 0...WaitingEdits.landedMax { _ = edits.ended("p\(number)", as: "$\(number)") }
        #expect(isNow(edits.take(edit("e1", of: .post("p0")), replacing: .post("p0"))))
        #expect(isNow(edits.take(edit("e2"), replacing: .message("$0"))), "p0 is forgotten")
    }

    @Test func `edits that are overtaken while one is on its way are never sent`() async throws {
        let bench = LinkBench()
        let gate = AsyncStream<Void>.makeStream()
        bench.server.answers { request in
            if request.url.hasSuffix("/e1") { for await _ in gate.stream { break } }
            return nil
        }
        let link = bench.link()
        try await run(link, bench.ears) {
            try await bench.ears.up()
            link.post([LinkBench.post("card", "the card")])
            guard case .sent(let card?) = try await bench.ears.receipt("card") else {
                Issue.record("not sent")
                return
            }
            link.post([edit("e1", of: .post("card"))])
            link.post([edit("e2", of: .message(card)), edit("e3", of: .post("card"))])
            #expect(try await bench.ears.receipt("e2") == .sent(reference: nil))
            gate.continuation.yield()
            _ = try await bench.ears.receipt("e3")
            #expect(bench.server.sent.entries.map(\.transaction) == ["card", "e1", "e3"])
            #expect(bench.server.sent.entries.dropFirst().allSatisfy { $0.replaces == card })
        }
    }
}
