import Notation
import Testing

@testable import MatrixWire

@Suite struct EventTests {
    private func event(_ json: String) throws -> MatrixEvent? {
        MatrixEvent(try JSONParser.parse(Array(json.utf8), tolerance: .forgiving))
    }

    @Test func `what is unknown stays`() throws {
        let read = try event(
            #"{"type":"x.y","sender":"@a:b","event_id":"$1","content":{"z":[1,{"q":null}]},"n":1}"#)
        #expect(
            read?.content["z"]
                == .array([
                    .integer(1),
                    .object(
                        JSONObject(members: [.init(name: "q", value: .null)])),
                ]))
        #expect(read?.serverTime == 0)
        #expect(read?.stateKey == nil)
    }

    @Test(arguments: [
        "[]", "{}", #"{"type":"t"}"#, #"{"type":1,"sender":"@a:b"}"#,
        #"{"type":"t","sender":"a:b"}"#, #"{"type":"t","sender":"@a:b","event_id":"1"}"#,
        #"{"type":"t","sender":"@a:b","event_id":7}"#,
        #"{"type":"t","sender":"@a:b","content":[]}"#,
        #"{"type":"t","sender":"@a:b","state_key":1}"#,
    ])
    func `what is malformed is none`(_ json: String) throws {
        #expect(try event(json) == nil)
    }

    @Test func `times of any kind are borne`() throws {
        for (time, read) in [
            ("1.7e12", Int64(1_700_000_000_000)), ("1e999", 0), ("\"soon\"", 0), ("-5", -5),
            ("null", 0), ("99999999999999999999999", 0),
        ] {
            let event = try event(
                #"{"type":"t","sender":"@a:b","origin_server_ts":\#(time)}"#)
            #expect(event?.serverTime == read, "\(time)")
        }
    }

    private func message(_ content: String) throws -> MessageContent? {
        try JSONParser.parse(Array(content.utf8)).object.flatMap(MessageContent.init)
    }

    @Test func `only what older clients quote is taken off an answer`() throws {
        let relation = #""m.relates_to":{"m.in_reply_to":{"event_id":"$q"}}"#
        let rows = [
            ("> <@a:b> hi\\n> there\\n\\nyes", "yes"), ("> * <@a:b> waves\\n\\nyes", "yes"),
            ("> my own quotation\\n\\nyes", "> my own quotation\n\nyes"),
            ("> <@a:b> nothing more", "> <@a:b> nothing more"), ("plain", "plain"),
        ]
        for (body, own) in rows {
            let with = try message(#"{"msgtype":"m.text","body":"\#(body)",\#(relation)}"#)
            #expect(with?.ownBody == own)
            let without = try message(#"{"msgtype":"m.text","body":"\#(body)"}"#)
            #expect(without?.ownBody == without?.body)
        }
    }

    @Test func `a relation to no event is none`() throws {
        let read = try message(
            #"{"msgtype":"m.text","body":"x","m.relates_to":{"rel_type":"m.thread","event_id":5}}"#)
        #expect(read?.relation == Relation())
    }

    @Test func `power levels of old rooms are texts`() throws {
        let content = try JSONParser.parse(
            Array(#"{"users":{"@a:b":"100","@c:d":"x"},"state_default":"60"}"#.utf8))
        let levels = PowerLevels(try #require(content.object))
        #expect(levels.level(of: "@a:b") == 100)
        #expect(levels.level(of: "@c:d") == 0)
        #expect(levels.needed(forState: "m.room.topic") == 60)
    }

    @Test func `who is named by pills`() {
        let to = { (user: String, name: String) in
            "<a href=\"https://matrix.to/#/\(user)\">\(name)</a>"
        }
        let html =
            "assign 1 " + to("%40bo%3Aexample.org", "Bo &amp; Co") + " "
            + to("!room:example.org", "room") + to("@sam:example.org?via=example.org", "sam")
            + "<a href=\"https://example.org\">no</a>" + to("@lee:example.org", "")
        #expect(
            MatrixPill.all(in: html) == [
                MatrixPill(shown: "Bo & Co", user: "@bo:example.org"),
                MatrixPill(shown: "sam", user: "@sam:example.org"),
            ])
        let many = String(repeating: to("@bo:example.org", "bo"), count: 100)
        #expect(MatrixPill.all(in: many).count == MatrixPill.max)
        for end in html.indices { _ = MatrixPill.all(in: String(html[..<end])) }
    }

    @Test(
        arguments: [
            ("casebell: c 42", nil, "c 42"), ("CaseBell, c 42", nil, "c 42"),
            ("Care Desk: c 42", nil, "c 42"), ("@casebell:example.org: c 42", nil, "c 42"),
            ("casebell c 42", nil, nil), ("casebells: c 42", nil, nil),
            ("c 42 casebell:", nil, nil),
            (
                "Bell c 42",
                "<a href=\"https://matrix.to/#/@casebell:example.org\">Bell</a> c 42", "c 42"
            ),
            (
                "Bell: c 42",
                "<a href=\"https://matrix.to/#/%40casebell%3Aexample.org\">Bell</a>: c 42", "c 42"
            ),
            ("Bell c 42", "<a href=\"https://matrix.to/#/@other:example.org\">Bell</a> c 42", nil),
            ("", "<a href=\"https://matrix.to/#/", nil), ("casebell:", nil, ""),
        ] as [(String, String?, String?)])
    func `who is addressed`(_ body: String, _ html: String?, _ rest: String?) throws {
        let user = try #require(MatrixUserID("@casebell:example.org"))
        let read = AddressedText(
            body, html: html, user: user, displayName: "Care Desk", isMeant: false)
        #expect(read.isAddressed == (rest != nil))
        #expect(read.text == rest ?? body)
    }
}
