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
