import Casework
import Phrasebook
import Testing

@Suite struct AttachmentWordingTests {
    private let wording = Desk.wording(now: Desk.at(10, 34, 12))

    @Test func `an address and words for it, or nothing any more`() {
        Table(
            """
            !attach 42 https://a.example/1.png map of the fault ⇒ attach #42 https://a.example/1.png "map of the fault"
            !attach #42: https://a.example/1.png 24 hours ⇒ attach #42 https://a.example/1.png "24 hours"
            !attach 42 https://a.example/1.png ⇒ attach #42 https://a.example/1.png ""
            !attach 42 none ⇒ attach #42 detach
            !attach 42 None of it ⇒ attach #42 None "of it"
            !attach 42 ⇒ ✗ usage attach
            !attach https://a.example/1.png ⇒ ✗ no number "https://a.example/1.png" for attach
            !attach ⇒ ✗ usage attach
            """
        ).expectReading()
        Table(
            """
            !attach https://a.example/1.png map ⇒ attach #7 https://a.example/1.png "map"
            !attach none ⇒ attach #7 detach
            """
        ).expectReading(implied: 7)
    }

    @Test func `what many replies were told at once is a few lines`() {
        let few = [
            (Samples.held, Samples.k7f2), (Desk.brief { $0.id = CaseID(43) }, Desk.second),
        ].map { (brief: $0.0, draft: $0.1) }
        expect(
            wording.approved(few, by: "sam", window: .seconds(30))
                + wording.approved(few, by: "sam", window: .zero)
                + wording.rejected(few, by: "sam", reason: "say when"),
            read: """
                #42 k7f2, #43 9xq3 approved by sam. They go out 10:34:42 (30s). !undo N calls one \
                back.
                #42 k7f2, #43 9xq3 approved by sam. They go out now.
                #42 k7f2 of {dana}, #43 9xq3 of {dana} sent back by sam: "‹say when›". !reply N \
                drafts anew.
                """)
        let many = Array(repeating: few[0], count: 30)
        #expect(wording.approved(many, by: "sam", window: .seconds(30)).count == 3)
    }
}
