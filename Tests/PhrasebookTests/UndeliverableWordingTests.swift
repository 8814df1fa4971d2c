import Casework
import Phrasebook
import Testing

@Suite struct UndeliverableWordingTests {
    private let wording = Desk.wording()
    private let reason = "404 Cannot send to channel (+m)"

    @Test func `a room that takes nothing is named with the case and the server's words`() {
        expect(
            [wording.notTaken(by: "#care", reason: reason, about: CaseID(42))],
            read: """
                #42: ‹#care› does not take our lines (‹404 Cannot send to channel (+m)›). What is \
                for that room is kept, and tried again every minute for some hours. Look at its \
                modes and bans, and at rooms in desk.yaml.
                """)
    }

    @Test func `an asker is told why the answer comes to them alone`() {
        expect(
            [wording.answeredHere(insteadOf: "#care", reason: "404 a\r\nQUIT")],
            read: "‹#care› does not take my lines (‹404 a ⏎ QUIT›), so I answer here:")
    }

    @Test func `somebody who takes no direct messages is named`() {
        expect(
            [wording.notTaken(by: PersonID("dana"), reason: "716 +g", about: nil)],
            read: """
                dana takes no direct messages from us (‹716 +g›): what is for them alone is not \
                said.
                """)
    }
}
