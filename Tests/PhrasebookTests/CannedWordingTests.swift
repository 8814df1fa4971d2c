import Casework
import Phrasebook
import Testing

@Suite struct CannedWordingTests {
    private let wording = Desk.wording(to: "dana")

    private func response(
        _ name: String, _ texts: [(String?, String)], queues: [QueueName] = []
    ) throws -> CannedResponse {
        CannedResponse(
            name: name, queues: queues,
            variants: try texts.map { language, text in
                CannedResponse.Variant(language: language, text: try CannedText(text))
            })
    }

    @Test func `commands say what is asked, in a thread without the number`() {
        Table(
            """
            !canned ⇒ look canned for -
            !canned 42 ⇒ look canned for #42
            !canned case 42 ⇒ look canned for #42
            !canned outage ⇒ look canned outage
            !canned #outage ⇒ look canned outage
            !canned outage 42 ⇒ canned #42 outage -
            !canned outage #42: in an hour | 16:00 ⇒ canned #42 outage "in an hour | 16:00"
            !canned outage 42 24 hours ⇒ canned #42 outage "24 hours"
            !canned outage in an hour ⇒ ✗ no number "in" for canned
            !canned outage 42, 43 ⇒ ✗ one number for canned
            !canned 42 outage ⇒ ✗ usage canned
            !canned 0 ⇒ ✗ no number "0" for canned
            !canned # ⇒ ✗ usage canned
            """
        ).expectReading()
        Table(
            """
            !canned ⇒ look canned for #7
            !canned outage ⇒ canned #7 outage -
            !canned outage 4 hours ⇒ canned #7 outage "4 hours"
            !canned outage #8 4 hours ⇒ canned #8 outage "4 hours"
            """
        ).expectReading(implied: 7)
    }

    @Test func `what fits is listed with what it asks for`() throws {
        let all = [
            try response("hello", [(nil, "Hi {name}")]),
            try response("outage", [(nil, "At {?when}, {?who}. {?when}")]),
        ]
        expect(
            wording.cannedList(all, for: "#42, which is in care"),
            read: """
                {dana}: 2 canned texts for #42, which is in care: ‹hello› · ‹outage› (‹when, \
                who›). !canned NAME shows one, !canned NAME N fills it for a case.
                """)
        expect(
            wording.cannedList([], for: nil),
            read: "{dana}: no canned text. The administrator can write some.")
        let many = try (0..<70).map { try response("r\($0)", [(nil, "x")]) }
        let line = wording.cannedList(many, for: nil).text
        #expect(line.contains("70 canned texts: r0 ·") && line.contains("r59 and 10 more."))
    }

    @Test func `one is shown as it is written, a line for each language`() throws {
        let outage = try response(
            "outage", [("en", "At {?when}, {name}."), ("de", "Um {?when}.\nGruß")],
            queues: ["care", "sales"])
        expect(
            wording.canned(outage),
            read: """
                {dana}: canned ‹outage› for care, sales, filled by !canned outage N when
                en │ ‹At {?when}, {name}.›
                de │ ‹Um {?when}. ⏎ Gruß›
                """)
        expect(
            wording.canned(try response("hello", [(nil, "Hi")])),
            read: """
                {dana}: canned ‹hello›, filled by !canned hello N
                │ ‹Hi›
                """)
    }
}
