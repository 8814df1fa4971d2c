import Casework
import Chat
import Testing

@testable import MatrixLink

@Suite struct PostOrderTests {
    private func post(_ id: DeliveryID, _ lane: Lane, _ shape: Post.Shape = .init()) -> Post {
        LinkBench.post(id, "x", lane: lane, shape: shape)
    }

    private func order(_ posts: [Post]) -> [String] {
        PostOrder.ordered(posts).map(\.id.rawValue)
    }

    @Test func `lane by lane, each in the order in which it was given`() {
        let given = [
            post("b1", .bulk), post("n1", .normal), post("a1", .answer), post("u1", .urgent),
            post("n2", .normal), post("a2", .answer),
            post("u2", .urgent, .init(rings: true)),
        ]
        #expect(order(given) == ["a1", "a2", "u1", "u2", "n1", "n2", "b1"])
    }

    @Test func `a card goes before the answer in its thread, and all that it stands with`() {
        let given = [
            post("n0", .normal), post("card", .normal), post("n1", .normal),
            post("draft", .bulk, .init(under: .post("card"))),
            post("answer", .answer, .init(under: .post("draft"))),
            post("edit", .bulk, .init(replaces: .post("n1"))),
        ]
        #expect(order(given) == ["card", "draft", "answer", "n0", "n1", "edit"])
    }

    @Test func `one that stands with itself, or with a later one, stops nothing`() {
        let given = [
            post("x", .normal, .init(under: .post("y"))),
            post("y", .normal, .init(under: .post("y"))), post("z", .answer),
        ]
        #expect(order(given) == ["z", "x", "y"])
        #expect(order([]) == [])
    }
}
