import Notation
import Testing

@testable import MatrixWire

@Suite struct SentContentTests {
    private func text(_ value: JSONValue) -> String {
        String(decoding: CanonicalJSON.bytes(value), as: UTF8.self)
    }

    @Test func `members stand in the order of their names`() {
        let message = MatrixUtterance.Message(
            body: "a", html: "<i>a</i>", isNotice: true, mentions: ["@z:b", "@a:b"])
        #expect(
            text(SentContent.message(message, .init()))
                == #"{"body":"a","format":"org.matrix.custom.html","formatted_body":"<i>a</i>","#
                + #""m.mentions":{"user_ids":["@z:b","@a:b"]},"msgtype":"m.notice"}"#)
    }

    @Test func `what was not done is named in our own words`() {
        let message = MatrixUtterance.Message(body: "b", declines: "$sign")
        let value = SentContent.message(message, .init(threadRoot: "$r", threadLatest: "$l"))
        #expect(value["dev.casebell.declines"]?.string == "$sign")
        #expect(value["m.relates_to"]?["is_falling_back"] == .bool(true))
    }

    @Test func `an edit holds the new words twice`() {
        let message = MatrixUtterance.Message(body: "b", html: "<i>b</i>")
        #expect(
            text(SentContent.message(message, .init(replaces: "$e")))
                == #"{"body":"* b","format":"org.matrix.custom.html","formatted_body":"* <i>b</i>","#
                + #""m.mentions":{},"m.new_content":{"body":"b","format":"org.matrix.custom.html","#
                + #""formatted_body":"<i>b</i>","m.mentions":{},"msgtype":"m.text"},"#
                + #""m.relates_to":{"event_id":"$e","rel_type":"m.replace"},"msgtype":"m.text"}"#)
    }

    @Test func `an answer within a thread is no fallback`() {
        let message = MatrixUtterance.Message(body: "b")
        let value = SentContent.message(
            message, .init(threadRoot: "$r", threadLatest: "$l", repliesTo: "$q"))
        #expect(value["m.relates_to"]?["is_falling_back"] == .bool(false))
        #expect(value["m.relates_to"]?["m.in_reply_to"]?["event_id"]?.string == "$q")
        let plain = SentContent.message(message, .init(repliesTo: "$q"))
        #expect(text(plain["m.relates_to"] ?? .null) == #"{"m.in_reply_to":{"event_id":"$q"}}"#)
    }

    @Test func `what others wrote is ordered, too`() throws {
        let value = try JSONParser.parse(Array(#"{"b":{"z":1,"a":[{"y":1,"x":2}]},"a":2}"#.utf8))
        #expect(text(CanonicalJSON.ordered(value)) == #"{"a":2,"b":{"a":[{"x":2,"y":1}],"z":1}}"#)
    }
}
