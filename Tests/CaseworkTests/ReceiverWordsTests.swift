import Casework
import Testing

@Suite struct ReceiverWordsTests {
    @Test(arguments: [
        ("the receiver answered 422: My secret diagnosis", "the receiver answered 422"),
        (
            "perhaps taken: the receiver answered 500: oops",
            "perhaps taken: the receiver answered 500"
        ),
        ("the mail server answered 554: spam: https://x/page/t0", "the mail server answered 554"),
        ("the receiver answered 422: the mail server answered 1", "the receiver answered 422"),
        ("the receiver answered 404", "the receiver answered 404"),
        ("could not connect: refused", "could not connect: refused"),
        ("", ""),
    ])
    func `nothing but the status is left`(reason: String, cut: String) {
        #expect(ReceiverWords.cut(from: reason) == cut)
    }
}
