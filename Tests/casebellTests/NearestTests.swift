import Testing

@testable import casebell

@Suite struct NearestTests {
    private let keys = ["nick", "server", "mode", "networks", "undo_window"]

    @Test(arguments: [
        ("nikc", "nick"), ("Nick", "nick"), ("nicks", "nick"), ("sevrer", "server"),
        ("network", "networks"), ("undo-window", "undo_window"), ("undowindow", "undo_window"),
    ])
    func `a misspelt word gets the one that was meant`(_ word: String, _ meant: String) {
        #expect(nearest(to: word, among: keys) == meant)
    }

    @Test(arguments: ["", "x", "colour", "nick", String(repeating: "n", count: 100_000)])
    func `what resembles none, or is one, gets none`(_ word: String) {
        #expect(nearest(to: word, among: keys) == nil)
    }

    @Test func `of equally near ones the first wins`() {
        #expect(nearest(to: "bat", among: ["cat", "hat"]) == "cat")
    }

    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "acb", 1),
        ("abc", "ab", 1), ("abc", "xbc", 1), ("kitten", "sitting", 3), ("ca", "abc", 3),
    ])
    func `the distance counts changes and swaps`(_ left: String, _ right: String, _ steps: Int) {
        #expect(editDistance(Array(left), Array(right)) == steps)
    }

    @Test func `where none is near, all are listed`() {
        #expect(offer(["a", "b"], insteadOf: "colour") == "Known: a, b.")
        #expect(offer([], insteadOf: "colour") == "")
        let many = (1...20).map { "key\($0)" }
        #expect(offer(many, insteadOf: "colour").hasSuffix("key11, key12, …."))
    }
}
