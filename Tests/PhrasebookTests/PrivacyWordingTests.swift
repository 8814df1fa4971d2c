import Casework
import Phrasebook
import Testing

@Suite struct PrivacyWordingTests {
    private let wording = Desk.wording()

    @Test func `strangers are named as text from outside, and counted when they are many`() {
        expect(
            wording.keptBack(from: ["gu\u{3}4est"]),
            read: """
                customers' words are kept back here: ‹guest› is here and not in people.yaml, or \
                not logged in.
                """)
        expect(
            wording.keptBack(from: ["a", "b", "c", "d", "e", "f", "g"]),
            read: """
                customers' words are kept back here: ‹a›, ‹b›, ‹c›, ‹d›, ‹e› and 2 more are here \
                and not in people.yaml, or not logged in.
                """)
    }

    @Test func `of what a receiver says, a room that is not private is told the status`() {
        let reason = "the receiver answered 422: My secret diagnosis"
        let notices: [Notice] = [
            .delayed(
                Desk.brief(), Desk.draftBrief(), reason: reason, next: Desk.at(10, 40),
                isOut: false),
            .failed(Desk.brief(), Desk.draftBrief(), reason: reason),
            .unknown(Desk.brief(), Desk.draftBrief(), reason: reason),
            .notAcknowledged(Desk.brief(), end: .failed, reason: reason),
            .pageFailed("olu", by: .webhook, cases: [CaseID(42)], reason: reason),
        ]
        for notice in notices {
            let told = wording.lines(for: notice).map(\.text).joined()
            #expect(told.contains("My secret diagnosis"), "\(told)")
            let discreet = wording.lines(for: notice.withoutCustomerText()).map(\.text).joined()
            #expect(discreet.contains("the receiver answered 422"), "\(discreet)")
            #expect(!discreet.contains("diagnosis"), "\(discreet)")
        }
    }

    @Test func `an open room is told how to close it, and when all is well again`() {
        expect(
            wording.keptBack(from: []),
            read: """
                customers' words are kept back here: this room is not closed to outsiders. Make \
                it invite-only or give it a key.
                """)
        expect(wording.shownAgain(), read: "customers' words are shown here again.")
    }
}
